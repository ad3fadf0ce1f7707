"""What stands around the prose of a pasted page: title, search trace, summary heading, questions."""

import re
from collections.abc import Sequence
from dataclasses import replace

from factually_app.content.pasted_furniture import (
    is_bare_number,
    is_button,
    is_counter,
    is_footer,
    is_furniture,
)
from factually_app.content.pasted_lines import Line

_PREFIX = re.compile(r"fact[ -]?check:\s*", re.IGNORECASE)
_SUMMARY = re.compile(r"[#*_\s]*executive\s+summary[*_\s]*(?:\Z|:[*_\s]*|[—–]\s*|-\s+)", re.IGNORECASE)
_DEEPER = re.compile(r"want to dive deeper\s?\??:?", re.IGNORECASE)

_SEARCHED_FOR = re.compile(r"searched for:\s*(?P<first>(?:[\"“„«'‘].*)?)", re.IGNORECASE)
_FOUND_SOURCES = re.compile(r"found [0-9,]+ sources?\.?", re.IGNORECASE)
_QUOTED = re.compile(r"[\"“„«'‘](.+)[\"”“»'’],?")
_MOST_SEARCHES = 20

_QUESTION_MARK = re.compile(r"[?？؟][\"'”’»)]*\Z")
_QUESTION_MARKER = re.compile(r"\A(?:[-*–]\s+|[•◦▪‣●·]\s*|[0-9]{1,2}[.)]\s+)")
_HASHES = re.compile(r"\A#{1,6}\s+(?=\D)")


def read_title(above_date: Sequence[Line]) -> str:
    """Return what is left above the date when the banner is gone.

    A loaded counter can be a bare number, and so can a title; it is the title when
    nothing else is left.
    """
    left = [line for line in above_date if not is_furniture(line) and not is_counter(line)]
    left = [line for line in left if not is_bare_number(line)] or left[-1:]
    return _PREFIX.sub("", " ".join(_undecorated(line.text) for line in left), count=1).strip()


def split_off_questions(lines: Sequence[Line]) -> tuple[Sequence[Line], tuple[str, ...]]:
    """Return the lines above `Want to dive deeper?`, and the questions below it."""
    for position, line in enumerate(lines):
        if is_deeper_heading(line):
            return lines[:position], _read_questions(lines[position + 1 :])
    return lines, ()


def split_off_searches(lines: Sequence[Line]) -> tuple[Sequence[Line], tuple[str, ...]]:
    """Return the lines without the search trace, and what was searched for."""
    for position, line in enumerate(lines):
        if found := _SEARCHED_FOR.fullmatch(line.text):
            end = _end_of_searches(lines, position + 1)
            texts = [found["first"], *(other.text for other in lines[position + 1 : end])]
            return [*lines[:position], *lines[end:]], tuple(_unquoted(text) for text in texts if text)
    return lines, ()


def without_summary_heading(lines: Sequence[Line]) -> Sequence[Line]:
    """Drop `Executive Summary`, alone on its line or run in before the first sentence."""
    for position, line in enumerate(lines):
        if found := _SUMMARY.match(line.text):
            rest = line.text[found.end() :]
            kept = [replace(line, text=rest)] if rest else []
            return [*lines[:position], *kept, *lines[position + 1 :]]
    return lines


def is_deeper_heading(line: Line) -> bool:
    """Tell whether the questions begin below this line."""
    return bool(_DEEPER.fullmatch(_undecorated(line.text)))


def _read_questions(lines: Sequence[Line]) -> tuple[str, ...]:
    """Return the questions; what follows the last question mark is the foot of the page."""
    questions: list[str] = []
    for line in lines:
        if is_footer(line):
            break
        if not (is_furniture(line) or is_counter(line) or is_button(line)):
            questions.append(_undecorated(_QUESTION_MARKER.sub("", line.text)))
    asked = [at for at, text in enumerate(questions, start=1) if _QUESTION_MARK.search(text)]
    return tuple(questions[: asked[-1]] if asked else questions)


def _end_of_searches(lines: Sequence[Line], start: int) -> int:
    """Return where the searches end: at `Found 5 sources`, else at the first line without quotes."""
    near = lines[start : start + _MOST_SEARCHES]
    for count, line in enumerate(near):
        if _FOUND_SOURCES.fullmatch(line.text):
            return start + count
    for count, line in enumerate(near):
        if not _QUOTED.fullmatch(line.text):
            return start + count
    return start + len(near)


def _unquoted(text: str) -> str:
    quoted = _QUOTED.fullmatch(text)
    return quoted[1] if quoted else text


def _undecorated(text: str) -> str:
    """Return a line without the marks that make it bold or a heading in Markdown."""
    text = _HASHES.sub("", text)
    is_bold = len(text) > 4 and text.startswith("**") and text.endswith("**")
    return text[2:-2].strip() if is_bold else text
