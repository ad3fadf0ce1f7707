"""The line `Checked on <date>` of a pasted page, in the ways a date is written there."""

import datetime
import re
from collections.abc import Sequence

from factually_app.content.pasted_lines import Line
from factually_app.domain.dates import MONTHS

_CHECKED_ON = re.compile(
    r"[*_#>\s]*Checked\s+on\b:?\s*(?P<date>.{1,40}?)[*_\s]*(?:Disclaimer:.*)?", re.IGNORECASE
)

_DAY, _YEAR, _MONTH = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?", r"(?P<year>[0-9]{4})", r"[^\W\d_]{3,9}"
_FORMS = tuple(
    re.compile(rf"(?:[^\W\d_]{{3,9}},\s+)?{form}\.?", re.IGNORECASE)
    for form in (
        rf"(?P<month>{_MONTH})\.?\s+{_DAY},?\s+{_YEAR}",
        rf"{_DAY}\s+(?P<month>{_MONTH})\.?,?\s+{_YEAR}",
        rf"{_YEAR}-(?P<month>[0-9]{{2}})-(?P<day>[0-9]{{2}})",
    )
)


def find_checked_on(lines: Sequence[Line]) -> int | None:
    """Return the position of the line that says when the page was checked.

    A title may begin with the same words, so the first line whose date can be read counts;
    when none can, the first of all, so that the reader is told what is wrong with it.
    """
    found = [position for position, line in enumerate(lines) if _CHECKED_ON.fullmatch(line.text)]
    readable = [position for position in found if read_checked_on(lines[position])]
    return next(iter(readable or found), None)


def read_checked_on(line: Line) -> datetime.date | None:
    """Return the day that a line `Checked on <date>` names, None when it cannot be read."""
    checked_on = _CHECKED_ON.fullmatch(line.text)
    if not checked_on:
        return None
    for form in _FORMS:
        if found := form.fullmatch(checked_on["date"]):
            return _day(found["year"], found["month"], found["day"])
    return None


def _day(year: str, month: str, day: str) -> datetime.date | None:
    try:
        return datetime.date(int(year), _month(month), int(day))
    except ValueError:
        return None


def _month(text: str) -> int:
    """Return the number of a month given as `11`, `Nov` or `November`; ValueError if it is none."""
    if text.isdecimal():
        return int(text)
    names = [name.casefold()[: len(text)] for name in MONTHS[1:]]
    return names.index(text.casefold()) + 1
