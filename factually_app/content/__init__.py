"""Outside text becomes inside text here: Markdown, citations, pasted pages, addresses."""
