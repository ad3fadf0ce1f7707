"""The terms of a campaign as somebody wrote them, in a form or on the command line."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import TypeVar

from factually_app.content.plain import plain_text
from factually_app.domain.campaign import Campaign, CampaignKind, Mode
from factually_app.domain.errors import FormError, UnreadableTextError
from factually_app.domain.money import Money
from factually_app.operations.campaigns import Terms

LONGEST_TITLE = 200
LONGEST_MESSAGE = 1_000
_CURRENCY = re.compile("[A-Za-z]{3}", re.ASCII)
NONE = ("", "none")
"""What stands for no day and no next goal."""

Read = TypeVar("Read")


def read_terms(given: Mapping[str, str | None], current: Campaign | None) -> Terms:
    """Return the terms that were given; what is None stays as it is in `current`.

    Numbers are money when the campaign is about money. FormError has a sentence for each that cannot be read.
    """
    problems: dict[str, str] = {}
    read = _Reader(given, problems)
    kind = read.one("kind", CampaignKind) or (current.kind if current else CampaignKind.SUPPORTERS)
    currency = read.one("currency", _currency) or (current.currency if current else "USD")
    terms = Terms(kind=kind, currency=currency)

    def number(text: str) -> int:
        return _number(text, kind, currency)

    for key, found in (
        ("title", read.one("title", lambda text: _line(text, LONGEST_TITLE))),
        ("message", read.one("message", lambda text: _line(text, LONGEST_MESSAGE))),
        ("goal", read.one("goal", number)),
        ("baseline", read.one("baseline", number)),
        ("mode", read.one("mode", Mode)),
    ):
        if found is not None:
            terms[key] = found  # type: ignore[literal-required] # each is read by its own reader
    for key, absent_or in (("next_goal", number), ("starts_on", _day), ("ends_on", _day)):
        if given.get(key) is not None:
            terms[key] = read.maybe(key, absent_or)  # type: ignore[literal-required]
    if problems:
        raise FormError(problems)
    return terms


class _Reader:
    """Reads one field after the other and notes what is wrong with which."""

    def __init__(self, given: Mapping[str, str | None], problems: dict[str, str]) -> None:
        self._given = given
        self._problems = problems

    def one(self, key: str, read: Callable[[str], Read]) -> Read | None:
        """Read a field that may be left out."""
        text = self._given.get(key)
        if text is None:
            return None
        try:
            return read(text.strip())
        except (ValueError, UnreadableTextError) as error:
            self._problems[key] = str(error)
            return None

    def maybe(self, key: str, read: Callable[[str], Read]) -> Read | None:
        """Read a field that may say that there is none."""
        return None if (self._given.get(key) or "").strip() in NONE else self.one(key, read)


def _line(text: str, limit: int) -> str:
    return " ".join(plain_text(text, limit=limit).split())


def _number(text: str, kind: CampaignKind, currency: str) -> int:
    if kind is CampaignKind.MONEY:
        return Money.parse(text, currency).minor
    if not (text.isascii() and text.isdigit() and len(text) <= 12):
        raise ValueError(f"'{text}' is not a number of people")
    return int(text)


def _currency(text: str) -> str:
    if text and not _CURRENCY.fullmatch(text):
        raise ValueError(f"a currency is three capitals such as USD, not '{text[:20]}'")
    return text.upper()


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"'{text}' is not a day such as 2026-12-31, nor none") from None
