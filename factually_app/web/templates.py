"""How templates are read: what stands in them for people only, their indentation, is no part of a page."""

import re

from jinja2.ext import Extension

_INDENTATION = re.compile(r"^[ \t]+", re.MULTILINE)


class Unindented(Extension):
    """Take the indentation out of HTML templates as they are compiled.

    A line end is a space to a browser already, so that no text changes; but it must not stand where a
    template writes text that is shown as typed, in `<pre>` or `<textarea>`.
    """

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        return _INDENTATION.sub("", source) if name and name.endswith(".html") else source
