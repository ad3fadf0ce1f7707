"""Rankings of the index: its numbers best first, by the words they hold, and by words and meaning."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from factually_app.domain.fusion import fused
from factually_app.domain.match import MatchKind
from factually_app.store.meaning import Close, Ranges

_RANGES = {
    MatchKind.SOURCE: (1, 9_999_999),
    MatchKind.CHECK: (10_000_000, 19_999_999),
    MatchKind.QUESTION: (20_000_000, 29_999_999),
    MatchKind.CLAIM: (30_000_000, 2**62),
}
"""The numbers of each kind in the index, in order; those of claims end with those of other newsrooms."""
_LAST_OF_OURS = 39_999_999


@dataclass(frozen=True)
class Ranked:
    """A number in the index with its score, the greater the better; `closeness` where it is close."""

    number: int
    score: float
    closeness: float | None = None


def ranges_of(kinds: Collection[MatchKind], *, ours: bool) -> list[tuple[int, int]]:
    """Return the ranges of numbers of these kinds, those side by side as one."""
    ranges: list[tuple[int, int]] = []
    for kind in (kind for kind in _RANGES if kind in kinds):
        first, last = _RANGES[kind]
        last = min(last, _LAST_OF_OURS) if ours else last
        if ranges and ranges[-1][1] + 1 == first:
            first = ranges.pop()[0]
        ranges.append((first, last))
    return ranges


def by_words(db: Database, queries: Sequence[str], ranges: Ranges, most: int) -> list[Ranked]:
    """Return the best of the records that any of the queries finds, every one of them weighed."""
    if not queries:
        return []
    found = []
    for first, last in ranges:
        rows = db.query(
            """
            SELECT rowid AS number, bm25(search_words) AS weight
              FROM search_words
             WHERE search_words MATCH :query AND rowid BETWEEN :first AND :last
             ORDER BY weight
             LIMIT :most
            """,
            {"query": " OR ".join(queries), "first": first, "last": last, "most": most},
        )
        found += [Ranked(row["number"], -row["weight"]) for row in rows]
    return sorted(found, key=lambda item: -item.score)[:most]


def by_both(words: Sequence[Ranked], close: Sequence[Close]) -> list[Ranked]:
    """Return what either ranking has, best first, with the scores of both together."""
    scores = fused([item.number for item in words], [item.number for item in close])
    closeness = {item.number: item.closeness for item in close}
    ranked = (Ranked(number, score, closeness.get(number)) for number, score in scores.items())
    return sorted(ranked, key=lambda item: -item.score)
