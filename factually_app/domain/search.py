"""A search: what somebody looks for, what it is narrowed to, and one page of what was found."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from factually_app.domain.marked import Marked
from factually_app.domain.match import Match, MatchKind
from factually_app.domain.rating import Rating
from factually_app.domain.searched_record import SearchedRecord

LONGEST_QUERY = 200
"""Characters of what was typed that are searched for."""
MOST_RANKED = 500
"""Matches that are ranked and can be narrowed; of more, these are the best."""
PAGE_SIZE = 20


@dataclass(frozen=True)
class KindWords:
    """What a kind of record is called: one, and several."""

    one: str
    many: str


KIND_WORDS: Mapping[MatchKind, KindWords] = MappingProxyType(
    {
        MatchKind.CHECK: KindWords("fact check", "fact checks"),
        MatchKind.QUESTION: KindWords("question", "questions"),
        MatchKind.CLAIM: KindWords("claim record", "claim records"),
        MatchKind.SOURCE: KindWords("source", "sources"),
    }
)
"""In the order in which they are offered."""


@dataclass(frozen=True)
class Search:
    """`kinds` and `ratings` are empty where any will do; `topic` is the slug of one; `page` counts from 1.

    `since` and `until` are days, both included.
    """

    text: str = ""
    kinds: frozenset[MatchKind] = frozenset()
    topic: str | None = None
    ratings: frozenset[Rating] = frozenset()
    since: date | None = None
    until: date | None = None
    page: int = 1

    def wants(self, kind: MatchKind) -> bool:
        return not self.kinds or kind in self.kinds

    @property
    def is_narrowed(self) -> bool:
        return bool(self.kinds or self.topic or self.ratings or self.is_dated)

    @property
    def is_dated(self) -> bool:
        return bool(self.since or self.until)

    @property
    def filters(self) -> int:
        """How many filters are set."""
        dated, topical = self.is_dated, bool(self.topic)
        return sum((bool(self.kinds), topical, bool(self.ratings), dated))


@dataclass(frozen=True)
class Result:
    """A record that was found, with the words that met it marked; `about` is part of its longer text."""

    match: Match
    record: SearchedRecord
    title: Marked
    about: Marked


@dataclass(frozen=True)
class Results:
    """One page of what was found.

    `total` is what is left after narrowing; `counts` what there is of each kind before it is narrowed by
    kind. `is_cut`: more than MOST_RANKED matched. `undated` were left out for want of a date.
    `suggestion` is what may have been meant; each of its words finds something.
    """

    items: tuple[Result, ...]
    total: int
    counts: Mapping[MatchKind, int]
    is_cut: bool = False
    undated: int = 0
    suggestion: str | None = None
    has_more: bool = False

    def kept(self, search: Search) -> list[tuple[MatchKind, int]]:
        """Return how many there are of each kind that was wanted, where there are any."""
        return [(kind, n) for kind, n in self.counts.items() if n and search.wants(kind)]

    def left_out(self, search: Search) -> list[tuple[MatchKind, int]]:
        """Return how many there are of each kind that was not wanted."""
        return [(kind, n) for kind, n in self.counts.items() if n and not search.wants(kind)]

    @property
    def found(self) -> int:
        """How many there are of all kinds."""
        return sum(self.counts.values())
