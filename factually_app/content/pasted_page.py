"""Pasted pages: a page of the present site, copied as text, read into the parts of an article.

What a number `[n]` stands for is not in the copy; naming the sources is the newsroom's work.
"""

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from factually_app.content.pasted_date import find_checked_on, read_checked_on
from factually_app.content.pasted_furniture import is_furniture, without_buttons_at_the_end
from factually_app.content.pasted_lines import Line, read_lines
from factually_app.content.pasted_margins import (
    is_deeper_heading,
    read_title,
    split_off_questions,
    split_off_searches,
    without_summary_heading,
)
from factually_app.content.pasted_prose import prose_as_markdown
from factually_app.content.pasted_sections import NumberedLine, find_headings
from factually_app.content.plain import find_unreadable, plain_text, unix_text
from factually_app.domain.errors import InputError, Problem, UnreadableTextError

LONGEST = 500_000

_HTML_PAGE = re.compile(r"\A\s*<(?:!doctype|html|head|body|\?xml)\b|</(?:html|body)>\s*\Z", re.I)

_EMPTY = "the file is empty"
_BINARY = "this is a binary file, not a text"
_HTML = "this is an HTML page; copy the text that the browser shows, and save that"
_NO_DATE = "no line 'Checked on <date>' was found, so this does not read as a pasted page"
_BAD_DATE = "the date cannot be read; write it as 'Checked on November 13, 2025'"
_NO_TITLE = "no title stands above the date"
_NO_PROSE = "no prose was found below the date"


@dataclass(frozen=True)
class PastedSection:
    """One numbered section; its heading and subtitle are plain text."""

    heading: str
    subtitle: str
    body_markdown: str


@dataclass(frozen=True)
class PastedPage:
    """What a page says, without the furniture around it."""

    title: str
    checked_on: datetime.date
    summary_markdown: str
    sections: tuple[PastedSection, ...]
    questions: tuple[str, ...]
    searched_for: tuple[str, ...]


def looks_like_pasted_page(text: str) -> bool:
    """Tell whether a text has a line that only copied pages have, even if it reads no further."""
    lines = read_lines(unix_text(text))
    if find_checked_on(lines) is not None:
        return True
    return any(is_deeper_heading(line) or is_furniture(line) for line in lines)


def read_pasted_page(text: str, *, file: str) -> PastedPage:
    """Read a page as somebody copied it; `file` is what the errors call it.

    Raises InputError with one problem for each thing that is wrong.
    """
    lines = read_lines(_readable_text(text, file))
    date_at = find_checked_on(lines)
    if date_at is None:
        raise InputError([Problem(file, 0, _NO_DATE)])
    checked_on = read_checked_on(lines[date_at])
    title = read_title(lines[:date_at])
    below, questions = split_off_questions(lines[date_at + 1 :])
    prose, searched_for = split_off_searches(below)
    prose = without_buttons_at_the_end([line for line in prose if not is_furniture(line)])
    headings, holes = find_headings(prose)
    summary, sections = _summary(prose, headings), tuple(_sections(prose, headings))

    has_prose = bool(summary or any(section.body_markdown for section in sections))
    needed = {_BAD_DATE: checked_on, _NO_TITLE: title, _NO_PROSE: has_prose}
    problems = [Problem(file, lines[date_at].number, fault) for fault, got in needed.items() if not got]
    problems += [Problem(file, hole.line.number, hole.message) for hole in holes]
    if checked_on is None or problems:
        raise InputError(problems)
    return PastedPage(title, checked_on, summary, sections, questions, searched_for)


def _summary(lines: Sequence[Line], headings: Sequence[NumberedLine]) -> str:
    end = headings[0].position if headings else len(lines)
    return _markdown(without_summary_heading(lines[:end]))


def _sections(lines: Sequence[Line], headings: Sequence[NumberedLine]) -> Iterator[PastedSection]:
    positions = [*(heading.position for heading in headings), len(lines)]
    for heading, end in zip(headings, positions[1:], strict=True):
        body = _markdown(lines[heading.position + 1 : end])
        yield PastedSection(*heading.heading_and_subtitle, body_markdown=body)


def _markdown(lines: Sequence[Line]) -> str:
    return prose_as_markdown(line.text for line in lines)


def _readable_text(text: str, file: str) -> str:
    """Return the text to read lines from; InputError when there is none."""
    text = unix_text(text)
    if page := _HTML_PAGE.search(text):
        raise InputError([Problem(file, text.count("\n", 0, page.end()) + 1, _HTML)])
    if "\0" in text:
        raise InputError([Problem(file, 0, _BINARY)])
    if unreadable := find_unreadable(text):
        line, what = unreadable
        raise InputError([Problem(file, line, f"the line holds {what}, which no text may hold")])
    try:
        readable = plain_text(text, limit=LONGEST)
    except UnreadableTextError as too_long:
        raise InputError([Problem(file, 0, str(too_long))]) from None
    if not readable.strip():
        raise InputError([Problem(file, 0, _EMPTY)])
    return readable
