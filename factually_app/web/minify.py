"""Style sheets without what is in them for people only: comments, line ends, spaces."""

import re

_STRINGS = re.compile(r'("[^"\n]*")')
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def minify_css(text: str) -> str:
    """Return a sheet that means the same, as long as its strings hold no comment and no escaped quote.

    Spaces in selectors and around operators mean something and stay.
    """
    pieces = _STRINGS.split(_COMMENT.sub("", text))
    pieces[::2] = [_squeeze(piece) for piece in pieces[::2]]
    return "".join(pieces).strip()


def _squeeze(text: str) -> str:
    text = re.sub(r"\s+", " ", text)
    text = re.sub(r" ?([{};]) ?", r"\1", text)
    return text.replace(": ", ":").replace(", ", ",").replace(";}", "}")
