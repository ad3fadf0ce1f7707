"""The matcher: whatever is asked or claimed, the records that are about it, by relevance alone.

One function behind the search, the ask box, the API and the newsroom's suggestions. Every record that holds
one of the words is weighed by FTS5's BM25; nothing about its age, rating or fame is looked at.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import partial

from sqlite_utils import Database

from factually_app.domain.asked import AskedWord, asked_words
from factually_app.domain.match import Match, MatchKind
from factually_app.store.bounded import bounded
from factually_app.store.matched_words import words_that_met
from factually_app.store.meaning import Meaning, Near, Ranges
from factually_app.store.rankings import Ranked, by_both, by_words, ranges_of
from factually_app.store.rows import Row

ALL_KINDS = frozenset(MatchKind)
LONGEST_SECONDS = 0.5
"""How long somebody who asks waits; what takes longer is broken off."""
MOST = 500

_KINDS = {"source": MatchKind.SOURCE, "article": MatchKind.CHECK, "question": MatchKind.QUESTION}

_SPARE = 20
"""How many more are ranked than were asked for: some may not be shown."""
_DEPTH = 50
"""How many are ranked at least: of two rankings, what stands far back in one may come first in both."""
_TELLS_A_MEANING = 2
"""Words that tell something, without which there is nothing but the word itself to go by."""
_LARGE = 100_000
"""Above so many records a word that very many of them hold is left out: it costs more than it tells."""
_COMMON = 0.02
_MOST_WEIGHED = 100_000
"""Records weighed in a large index: a quarter of a second's work."""

_Depth = tuple[list[Ranked], bool]


@dataclass(frozen=True)
class _Term:
    """A word that was asked for, as FTS5 is asked for it, and how many records hold it."""

    asked: AskedWord
    query: str
    records: int


def find_matches(
    db: Database,
    text: str,
    *,
    kinds: Collection[MatchKind] = ALL_KINDS,
    limit: int = 10,
    drafts: bool = False,
    typing: bool = False,
    ours: bool = False,
    meaning: Meaning | None = None,
) -> list[Match]:
    """Return the records that a text is about, best first: at most `limit`, and never more than 500.

    `kinds` narrows; `drafts` lets in what is not public yet, for the newsroom; what is retired or withdrawn
    is never found; `ours` leaves out the claims of other newsrooms. With `typing` the last word may be
    unfinished. With `meaning` records are found too that hold none of the words and are close all the same.
    A text without words finds nothing. BusyError when it takes longer than half a second.
    """
    asked = asked_words(text, typing=typing)
    with bounded(db, seconds=LONGEST_SECONDS):
        terms = _worth_weighing(db, [_counted(db, word) for word in asked])
        near = meaning.near(db, text) if meaning and len(asked) >= _TELLS_A_MEANING else None
        if limit < 1 or not (terms or near):
            return []
        rank = partial(_rank, db, terms, near, ranges_of(kinds, ours=ours))
        found = _shown(db, rank, min(limit, MOST), drafts=drafts)
    met = words_that_met([(term.asked, term.records) for term in terms], [row["words"] for row, _ in found])
    return [
        Match(_KINDS.get(row["kind"], MatchKind.CLAIM), row["id"], item.score, words, item.closeness)
        for (row, item), words in zip(found, met, strict=True)
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


def _shown(
    db: Database, rank: Callable[[int], _Depth], limit: int, *, drafts: bool
) -> list[tuple[Row, Ranked]]:
    """Return the rows of the best that may be shown, and how they were ranked."""
    most = limit + _SPARE
    while True:
        ranked, is_all = rank(most)
        rows = _rows(db, ranked, drafts=drafts)
        if len(rows) >= limit or is_all:
            break
        most *= 4
    shown = [(rows[item.number], item) for item in ranked if item.number in rows]
    return sorted(shown, key=lambda found: (-found[1].score, found[0]["id"]))[:limit]


def _rank(db: Database, terms: Sequence[_Term], near: Near | None, ranges: Ranges, most: int) -> _Depth:
    """Return the best by either ranking, so many of each, and whether that is all there is."""
    most = max(most, _DEPTH) if near else most
    words = by_words(db, [term.query for term in terms], ranges, most)
    if near is None:
        return words, len(words) < most
    close = near.closest(ranges, most)
    return by_both(words, close), max(len(words), len(close)) < most


def _rows(db: Database, ranked: Sequence[Ranked], *, drafts: bool) -> dict[int, Row]:
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
