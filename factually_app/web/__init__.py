"""Pages and fragments: fetch, hand over, done."""
