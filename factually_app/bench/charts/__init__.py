"""Charts of results as SVG, drawn by hand: the same results are the same file, by light and in the dark."""
