"""The lines of a pasted page: numbered as in the file, joined again where prose was wrapped."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

_SPACES = str.maketrans("\u00a0\u202f", "  ")
_EDGES = " \t\u200b\u2060\ufeff"

# Columns at which people and programs wrap prose; a longer line was never wrapped.
_NARROWEST, _WIDEST = 50, 120

_SENTENCE_END = re.compile(r"[.!?:;…][\"'”’»)\]*]*(?:\s*\[[\d\s,;–-]+\][.,;:]?)*\Z")
_ITEM = re.compile(r"[-*•◦▪‣●·]\s|#{1,6}\s|\**[0-9]{1,2}[.)]\s")
_BROKEN_WORD = re.compile(r"\w[-—]\Z")
_AFTER_HANGING_HYPHEN = re.compile(r"(?:and|or|to)\b")
_FRESH_START = re.compile(
    r"\W*(?:Checked on|Disclaimer:|Loading|Executive Summary|Searched for:|Found [0-9]+ sources"
    r"|Want to dive deeper|(?:Was )?this fact-?check|Are you looking for more information)(?!\w)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Line:
    """A line with words on it: its number in the file (from 1), and how it was set."""

    number: int
    text: str
    columns: int
    after_blank: bool = False
    indented: bool = False


def read_lines(text: str) -> tuple[Line, ...]:
    """Return the lines that hold words, each a whole paragraph, heading, bullet or question."""
    lines = tuple(_filled_lines(text.translate(_SPACES)))
    width = _wrapped_at(lines)
    return tuple(_unwrapped(lines, width)) if width else lines


def _filled_lines(text: str) -> Iterator[Line]:
    after_blank = True
    for number, raw in enumerate(text.split("\n"), start=1):
        words = raw.strip().strip(_EDGES)
        if words:
            indented = raw.startswith(("  ", "\t"))
            yield Line(number, words, len(raw.rstrip()), after_blank, indented)
        after_blank = not words


def _wrapped_at(lines: tuple[Line, ...]) -> int:
    """Return the column at which the prose was wrapped, or 0 when each line is a paragraph.

    Wrapped prose gives itself away: many of its lines break off in mid-sentence, and
    hardly one of them had room for the first word of the next.
    """
    pairs = [pair for pair in pairwise(lines) if _may_be_wrapped(*pair)]
    broken_off = [(one, two) for one, two in pairs if _breaks_off(one)]
    width = max((one.columns for one, _ in broken_off), default=0)
    full = sum(_is_full(one, two, width) for one, two in broken_off)
    goes_on = any(not two.text[0].isupper() for _, two in broken_off)
    enough = len(broken_off) * 2 >= len(pairs) and full * 10 >= len(broken_off) * 9
    return width if goes_on and enough else 0


def _may_be_wrapped(one: Line, two: Line) -> bool:
    """Tell whether two lines can be of one paragraph, and so speak for or against wrapping."""
    apart = two.after_blank or _ITEM.match(two.text) or _FRESH_START.match(two.text)
    heading_or_question = _ITEM.match(one.text) or one.text.endswith("?")
    return one.columns >= _NARROWEST and not apart and not heading_or_question


def _breaks_off(line: Line) -> bool:
    return line.columns <= _WIDEST and not _SENTENCE_END.search(line.text)


def _is_full(one: Line, two: Line, width: int) -> bool:
    first_word = two.text.split(maxsplit=1)[0]
    return one.columns + 1 + len(first_word) > width


def _unwrapped(lines: tuple[Line, ...], width: int) -> Iterator[Line]:
    whole, last = lines[0], lines[0]
    for line in lines[1:]:
        if _goes_on(whole, last, line) and _is_full(last, line, width):
            whole = replace(whole, text=_joined(whole.text, line.text))
        else:
            yield whole
            whole = line
        last = line
    yield whole


def _joined(start: str, rest: str) -> str:
    """Join two lines of a paragraph: `full-` and `scale` are one word, `pre-` and `and` are two."""
    broken = _BROKEN_WORD.search(start) and not _AFTER_HANGING_HYPHEN.match(rest)
    return f"{start}{rest}" if broken else f"{start} {rest}"


def _goes_on(whole: Line, last: Line, line: Line) -> bool:
    """Tell whether `line` can continue the paragraph `whole`, whose last line is `last`."""
    two_questions = last.text.endswith("?") and line.text.endswith("?")
    if line.after_blank or two_questions or _FRESH_START.match(line.text):
        return False
    if _ITEM.match(line.text):
        # A dash or a number may just have come to stand at the start of a line.
        return not _ITEM.match(whole.text) and not _SENTENCE_END.search(last.text)
    return True
