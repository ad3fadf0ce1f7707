"""The matcher: whatever is asked or claimed, the records that are about it, by relevance alone.

One function behind the search, the ask box, the API and the newsroom's suggestions. Every record that holds
one of the words is weighed by FTS5's BM25; nothing about its age, rating or fame is looked at.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from factually_app.domain.asked import AskedWord, asked_words
from factually_app.domain.match import Match, MatchKind
from factually_app.store.bounded import bounded
from factually_app.store.matched_words import words_that_met
from factually_app.store.rows import Row

ALL_KINDS = frozenset(MatchKind)
LONGEST_SECONDS = 0.5
"""How long somebody who asks waits; what takes longer is broken off."""
MOST = 500

_RANGES = {
    MatchKind.SOURCE: (1, 9_999_999),
    MatchKind.CHECK: (10_000_000, 19_999_999),
    MatchKind.QUESTION: (20_000_000, 29_999_999),
    MatchKind.CLAIM: (30_000_000, 2**62),
}
"""The numbers of each kind in the index, in order; those of claims end with those of other newsrooms."""
_LAST_OF_OURS = 39_999_999
_KINDS = {"source": MatchKind.SOURCE, "article": MatchKind.CHECK, "question": MatchKind.QUESTION}

_SPARE = 20
"""How many more are ranked than were asked for: some may not be shown."""
_LARGE = 100_000
"""Above so many records a word that very many of them hold is left out: it costs more than it tells."""
_COMMON = 0.02
_MOST_WEIGHED = 100_000
"""Records weighed in a large index: a quarter of a second's work."""


@dataclass(frozen=True)
class _Term:
    """A word that was asked for, as FTS5 is asked for it, and how many records hold it."""

    asked: AskedWord
    query: str
    records: int


@dataclass(frozen=True)
class _Ranked:
    """A number in the index with its score, the greater the better."""

    number: int
    score: float


def find_matches(
    db: Database,
    text: str,
    *,
    kinds: Collection[MatchKind] = ALL_KINDS,
    limit: int = 10,
    drafts: bool = False,
    typing: bool = False,
    ours: bool = False,
) -> list[Match]:
    """Return the records that a text is about, best first: at most `limit`, and never more than 500.

    `kinds` narrows; `drafts` lets in what is not public yet, for the newsroom; what is retired or withdrawn
    is never found; `ours` leaves out the claims of other newsrooms. With `typing` the last word may be
    unfinished. A text without words finds nothing. BusyError when it takes longer than half a second.
    """
    asked = asked_words(text, typing=typing)
    with bounded(db, seconds=LONGEST_SECONDS):
        terms = _worth_weighing(db, [_counted(db, word) for word in asked])
        if not terms or limit < 1:
            return []
        # Whoever adds another way of ranking fuses here: ranked numbers in, ranked numbers out.
        found = list(_shown(db, terms, _ranges(kinds, ours=ours), min(limit, MOST), drafts=drafts))
    met = words_that_met([(term.asked, term.records) for term in terms], [row["words"] for row, _ in found])
    return [
        Match(_KINDS.get(row["kind"], MatchKind.CLAIM), row["id"], score, words)
        for (row, score), words in zip(found, met, strict=True)
    ]


def _counted(db: Database, word: AskedWord) -> _Term:
    # Each form is one token to FTS5, and quoted, so that none is taken for its syntax.
    query = " OR ".join(f'"{form}"{"*" if word.is_unfinished else ""}' for form in word.forms)
    rows = db.query(
        """
        SELECT count(number) AS records
          FROM (SELECT rowid AS number FROM search_words WHERE search_words MATCH :query LIMIT :most)
        """,
        {"query": query, "most": _LARGE},
    )
    return _Term(word, query, next(rows)["records"])


def _worth_weighing(db: Database, terms: Sequence[_Term]) -> list[_Term]:
    """Return the terms that any record holds, the rarest first; of a large index, without the very common."""
    held = sorted((term for term in terms if term.records), key=lambda term: term.records)
    size = _size(db)
    if size <= _LARGE:
        return held
    telling = [term for term in held if term.records <= size * _COMMON] or held[:1]
    total, taken = 0, list[_Term]()
    for term in telling:
        total += term.records
        if taken and total > _MOST_WEIGHED:
            break
        taken.append(term)
    return taken


def _size(db: Database) -> int:
    """Return how many records the index holds, or had held were none ever taken out: nothing is counted."""
    rows = db.query(
        """
        SELECT coalesce((SELECT max(number) FROM search_entries WHERE number < 10000000), 0)
             + coalesce((SELECT max(number) FROM search_entries WHERE number BETWEEN 10000000 AND 19999999),
                        9999999)
             + coalesce((SELECT max(number) FROM search_entries WHERE number BETWEEN 20000000 AND 29999999),
                        19999999)
             + coalesce((SELECT max(number) FROM search_entries WHERE number >= 30000000), 29999999)
             + coalesce((SELECT max(number) FROM others_claims), 39999999)
             - 99999996 AS records
        """
    )
    return int(next(rows)["records"])


def _ranges(kinds: Collection[MatchKind], *, ours: bool) -> list[tuple[int, int]]:
    """Return the ranges of numbers of these kinds, those side by side as one."""
    ranges: list[tuple[int, int]] = []
    for kind in (kind for kind in _RANGES if kind in kinds):
        first, last = _RANGES[kind]
        last = min(last, _LAST_OF_OURS) if ours else last
        if ranges and ranges[-1][1] + 1 == first:
            first = ranges.pop()[0]
        ranges.append((first, last))
    return ranges


def _shown(
    db: Database, terms: Sequence[_Term], ranges: Sequence[tuple[int, int]], limit: int, *, drafts: bool
) -> Iterator[tuple[Row, float]]:
    """Yield the rows of the best that may be shown, and their scores."""
    most = limit + _SPARE
    while True:
        ranked = _rank(db, terms, ranges, most)
        rows = _rows(db, ranked, drafts=drafts)
        if len(rows) >= limit or len(ranked) < most:
            break
        most *= 4
    shown = [(rows[item.number], item.score) for item in ranked if item.number in rows]
    yield from sorted(shown, key=lambda found: (-found[1], found[0]["id"]))[:limit]


def _rank(
    db: Database, terms: Sequence[_Term], ranges: Sequence[tuple[int, int]], most: int
) -> list[_Ranked]:
    """Return the best of the records that hold any of the terms, every one of them weighed."""
    query = " OR ".join(term.query for term in terms)
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
            {"query": query, "first": first, "last": last, "most": most},
        )
        found += [_Ranked(row["number"], -row["weight"]) for row in rows]
    return sorted(found, key=lambda item: -item.score)[:most]


def _rows(db: Database, ranked: Sequence[_Ranked], *, drafts: bool) -> dict[int, Row]:
    """Return kind, id and words of those ranked that may be shown, by number."""
    rows = db.query(
        """
        SELECT number, kind, record_id AS id, indexed AS words
          FROM search_entries
         WHERE number IN (SELECT value FROM json_each(:numbers))
           AND (state = 'public' OR (state = 'draft' AND :drafts))
         UNION ALL
        SELECT number, 'claim', id, indexed
          FROM others_claims
         WHERE number IN (SELECT value FROM json_each(:numbers))
        """,
        {"numbers": str([item.number for item in ranked]), "drafts": int(drafts)},
    )
    return {row["number"]: row for row in rows}
