"""The `factually` command, a file per noun."""
