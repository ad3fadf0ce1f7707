"""Words for values in templates."""

from datetime import date, datetime
from urllib.parse import urlsplit

from flask import Flask

from factually_app.domain.dates import day_in_words
from factually_app.domain.money import Money
from factually_app.domain.question import Question
from factually_app.web.open_state import anchor


def register(app: Flask) -> None:
    """Make the filters known to every template."""
    app.jinja_env.filters.update(
        {
            "day": day_in_words,
            "day_of": day_of,
            "host": host,
            "count": count,
            "anchor": anchor,
            "iso": date.isoformat,
            "money": money,
            "upfirst": upfirst,
            "moment": moment,
        }
    )
    app.jinja_env.tests["answered"] = is_answered


def day_of(stamp: str) -> str:
    """Return the day of a moment in words: 2 May 2026."""
    return day_in_words(datetime.fromisoformat(stamp).date())


def host(address: str) -> str:
    """Return where an address leads, as a reader would say it: nato.int."""
    return (urlsplit(address).hostname or "").removeprefix("www.")


def count(number: int, one: str, many: str | None = None) -> str:
    """Return '1 source', '4 sources'."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def money(minor: int, currency: str) -> str:
    """Return an amount in minor units for readers: $5.50; less than nothing has a sign."""
    return f"{'−' if minor < 0 else ''}{Money(abs(minor), currency).words}"


def upfirst(words: str) -> str:
    """Return words with a capital at their beginning and nothing else changed."""
    return words[:1].upper() + words[1:]


def moment(at: str) -> str:
    """Return a moment as it is kept for people: 3 April 2008, 14:05 UTC."""
    found = datetime.fromisoformat(at)
    return f"{day_in_words(found.date())}, {found:%H:%M} UTC"


def is_answered(question: Question) -> bool:
    """Say whether somebody wrote a short answer."""
    return bool(question.short_answer)
