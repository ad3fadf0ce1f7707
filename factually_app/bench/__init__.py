"""Factually's own benchmarks: each part is a file, each figure a ratio to a yardstick run beside it."""
