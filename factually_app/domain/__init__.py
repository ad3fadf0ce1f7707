"""Values: what an article, a claim, a source or a campaign is. No input, no output."""
