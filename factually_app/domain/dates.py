"""Days as history gives them: a year, a month, a day, or a span between two of these."""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property

_POINT = re.compile(r"[0-9]{4}(?:-[0-9]{2}){0,2}")

MONTHS = tuple(calendar.month_name)


def day_in_words(day: date) -> str:
    """Write a day as the newsroom does: 3 April 2008."""
    return f"{day.day} {MONTHS[day.month]} {day.year}"


@dataclass(frozen=True)
class PartialDate:
    """A day known as far as the record goes, written as in EDTF level 0.

    `text` is `2008`, `2008-04`, `2008-04-03` or two of these with a slash between.
    Raises ValueError when it is none of them or names a day that never was.
    """

    text: str

    def __post_init__(self) -> None:
        if self.first > self.last:
            raise ValueError(f"'{self.text}' ends before it begins")

    @cached_property
    def points(self) -> tuple[str, ...]:
        """The one or two dates that `text` is made of."""
        points = tuple(self.text.split("/"))
        if len(points) > 2 or not all(_POINT.fullmatch(point) for point in points):
            raise ValueError(f"'{self.text}' is not a date such as 2008, 2008-04 or 2008-04-03/2009")
        return points

    @cached_property
    def first(self) -> date:
        """The earliest day meant."""
        year, month, day = _numbers(self.points[0])
        return _day(self.text, year, 1 if month is None else month, 1 if day is None else day)

    @cached_property
    def last(self) -> date:
        """The latest day meant."""
        year, month, day = _numbers(self.points[-1])
        month = 12 if month is None else month
        return _day(self.text, year, month, _days_in(year, month) if day is None else day)

    @cached_property
    def words(self) -> str:
        """The date for readers: April 2008, 24–25 February 2022, 1990–1991."""
        if len(set(self.points)) == 1:
            return _point_in_words(self.points[0])
        return _span_in_words(*self.points)


def _numbers(point: str) -> tuple[int, int | None, int | None]:
    year, month, day = [*(int(part) for part in point.split("-")), None, None][:3]
    return year or 0, month, day


def _day(text: str, year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueError(f"'{text}' names a day that never was") from None


def _days_in(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1] if 1 <= month <= 12 and year else 31


def _point_in_words(point: str) -> str:
    year, month, day = _numbers(point)
    return " ".join(str(part) for part in (day, month and MONTHS[month], year) if part)


def _span_in_words(first: str, last: str) -> str:
    """Join two dates, saying once what both share."""
    start, end = _point_in_words(first).split(), _point_in_words(last).split()
    if len(start) == len(end) == 1:
        return f"{first}–{last}"
    if len(start) == len(end) == 3 and start[1:] == end[1:]:
        return f"{start[0]}–{' '.join(end)}"
    if len(start) == len(end) and start[-1] == end[-1]:
        return f"{' '.join(start[:-1])} – {' '.join(end)}"
    return f"{' '.join(start)} – {' '.join(end)}"
