"""The shapes that leave or enter the house as files: pure functions from values to documents and back."""
