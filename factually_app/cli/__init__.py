"""The `factually` command: a file for each noun, listed in `program`."""

from factually_app.cli.program import main

__all__ = ["main"]
