"""A search as an address says it: read with a sentence for what cannot be, and written back."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar
from urllib.parse import urlencode

from factually_app.domain.dates import PartialDate
from factually_app.domain.match import MatchKind
from factually_app.domain.rating import Rating
from factually_app.domain.search import LONGEST_QUERY, Search

_UNREADABLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_MOST_LOOKED_AT = 10_000
_MOST_SHOWN = 40

Choice = TypeVar("Choice", bound=StrEnum)


@dataclass(frozen=True)
class ReadSearch:
    """A search, and a sentence for everything in the address that is not searched for."""

    search: Search
    problems: tuple[str, ...]


def read_search(said: Mapping[str, Sequence[str]], *, topics: Iterable[str], page: int) -> ReadSearch:
    """Read the parameters of an address; `topics` are the slugs that there are."""
    problems: list[str] = []
    text = " ".join(_UNREADABLE.sub(" ", _first(said, "q")[:_MOST_LOOKED_AT]).split())
    if len(text) > LONGEST_QUERY:
        text = text[:LONGEST_QUERY].rstrip()
        problems.append(f"Only the first {LONGEST_QUERY} characters are searched for.")
    topic = _first(said, "topic").strip()
    if topic and topic not in topics:
        problems.append(f"There is no topic “{_shown(topic)}”: every topic is searched.")
    since, until = _day(said, "from", problems), _day(said, "to", problems)
    first, last = since.first if since else None, until.last if until else None
    if first and last and first > last:
        problems.append("The first day is after the last: every day is searched.")
        first = last = None
    search = Search(
        text=text,
        kinds=frozenset(_choices(said, "kind", MatchKind, problems)),
        topic=topic if topic in topics else None,
        ratings=frozenset(_choices(said, "rating", Rating, problems)),
        since=first,
        until=last,
        page=page,
    )
    return ReadSearch(search, tuple(problems))


def search_query(search: Search, *, text: str | None = None, page: int = 1) -> str:
    """Return the parameters that say a search, or the same for another `text`, in one order, none empty."""
    said = [("q", search.text if text is None else text)]
    said += [("kind", kind.value) for kind in MatchKind if kind in search.kinds]
    said += [("topic", search.topic)] if search.topic else []
    said += [("rating", rating.value) for rating in Rating if rating in search.ratings]
    days: tuple[tuple[str, date | None], ...] = (("from", search.since), ("to", search.until))
    said += [(name, day.isoformat()) for name, day in days if day]
    said += [("page", str(page))] if page > 1 else []
    return urlencode(said)


def _choices(
    said: Mapping[str, Sequence[str]], name: str, kind: type[Choice], problems: list[str]
) -> list[Choice]:
    chosen = [value for value in said.get(name, ()) if value]
    known = {choice.value: choice for choice in kind}
    if strange := next((value for value in chosen if value not in known), None):
        problems.append(f"There is no {name} “{_shown(strange)}”: it is left aside.")
    return [known[value] for value in chosen if value in known]


def _day(said: Mapping[str, Sequence[str]], name: str, problems: list[str]) -> PartialDate | None:
    typed = _first(said, name).strip()
    if not typed:
        return None
    try:
        return PartialDate(typed)
    except ValueError:
        problems.append(
            f"“{_shown(typed)}” is no date such as 2022, 2022-02 or 2022-02-24: it is left aside."
        )
        return None


def _first(said: Mapping[str, Sequence[str]], name: str) -> str:
    return next(iter(said.get(name, ())), "")


def _shown(typed: str) -> str:
    """Return what somebody typed as a sentence can say it again."""
    plain = " ".join(_UNREADABLE.sub(" ", typed[:_MOST_LOOKED_AT]).split())
    return plain if len(plain) <= _MOST_SHOWN else plain[:_MOST_SHOWN] + "…"
