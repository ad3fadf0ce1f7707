"""The texts, dates and days of an entry, as they may be kept; what may not is a problem with its line."""

from collections.abc import Callable
from datetime import date
from typing import TypeVar

from factually_app.content.markdown import render_markdown
from factually_app.content.plain import plain_text
from factually_app.domain.dates import PartialDate
from factually_app.domain.errors import UnreadableTextError
from factually_app.formats.content_entry import Entry
from factually_app.operations.import_plan import ImportPlan

LABEL = 200
TITLE = 500
SENTENCE = 1_000
NOTE = 10_000
PROSE = 100_000

Read = TypeVar("Read")


def line_in(plan: ImportPlan, entry: Entry, key: str, *, limit: int = TITLE) -> str:
    """Return a text that is one line, however it was broken in the file."""
    return " ".join(text_in(plan, entry, key, limit=limit).split())


def text_in(plan: ImportPlan, entry: Entry, key: str, *, limit: int = NOTE) -> str:
    """Return a text, empty when it is absent."""
    return _read(plan, entry, key, lambda text: plain_text(text, limit=limit)) or ""


def html_in(plan: ImportPlan, entry: Entry, key: str) -> str:
    """Return the clean HTML of Markdown."""
    return _read(plan, entry, key, render_markdown) or ""


def date_in(plan: ImportPlan, entry: Entry, key: str) -> PartialDate | None:
    """Return a date as far as it is known."""
    return _read(plan, entry, key, PartialDate)


def day_in(plan: ImportPlan, entry: Entry, key: str) -> date | None:
    """Return a calendar day."""
    return _read(plan, entry, key, _day)


def _read(plan: ImportPlan, entry: Entry, key: str, read: Callable[[str], Read]) -> Read | None:
    text = entry.maybe(key)
    if text is None:
        return None
    try:
        return read(text)
    except (ValueError, UnreadableTextError) as error:
        plan.problems.append(entry.problem(f"`{key}`: {error}", line=entry.line_of(key)))
        return None


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"'{text}' names a day that never was") from None
