"""The prose of a pasted page as Markdown that shows every character as it was typed.

Only two things are read as more than words: bullets make a list, and `[n]` stays a citation.
"""

import re
from collections.abc import Iterable
from itertools import groupby

from factually_app.content.citations import BRACKET, numbers_in

_BULLET = re.compile(r"(?:[-*]\s+|[•◦▪‣●·]\s*)(?=\S)")

_MARKUP = re.compile(r"[\\`*_<\[\]]|&(?=#?\w+;)")
_CITATION_OR_MARKUP = re.compile(rf"(?P<cited>{BRACKET.pattern})(?P<aside>\(?)|{_MARKUP.pattern}")
_LEADING_MARK = re.compile(r"\A([-+>#=~])")
_LEADING_NUMBER = re.compile(r"\A([0-9]{1,9})([.)])")


def prose_as_markdown(paragraphs: Iterable[str]) -> str:
    """Return paragraphs and bullets as Markdown blocks."""
    blocks = []
    for is_list, run in groupby(paragraphs, key=lambda text: bool(_BULLET.match(text))):
        if is_list:
            blocks.append("\n".join(f"- {_as_typed(_BULLET.sub('', text, 1))}" for text in run))
        else:
            blocks.extend(_as_typed(text) for text in run)
    return "\n\n".join(blocks)


def _as_typed(text: str) -> str:
    """Escape what Markdown would take for markup."""
    text = _CITATION_OR_MARKUP.sub(_escaped, text)
    return _LEADING_NUMBER.sub(r"\1\\\2", _LEADING_MARK.sub(r"\\\1", text))


def _escaped(found: re.Match[str]) -> str:
    if found["cited"] and numbers_in(found["cited"][1:-1]):
        # `[1](see below)` cites and goes on; it must not become a link.
        return found["cited"] + found["aside"].replace("(", r"\(")
    return _MARKUP.sub(r"\\\g<0>", found[0])
