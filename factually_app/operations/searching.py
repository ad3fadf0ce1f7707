"""Searching: what is found is ranked by how well it matches, narrowed by filters, and shown page by page."""

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from factually_app.domain.asked import asked_words
from factually_app.domain.match import Match, MatchKind
from factually_app.domain.search import KIND_WORDS, MOST_RANKED, PAGE_SIZE, Result, Results, Search
from factually_app.domain.searched_record import SearchedRecord
from factually_app.operations.searched_records import searched_records
from factually_app.operations.suggesting import suggest
from factually_app.store.engine import Engine
from factually_app.store.marking import mark_words
from factually_app.store.matching import ALL_KINDS, find_matches
from factually_app.store.meaning import Meaning
from factually_app.store.search_topics import matches_in_topic


@dataclass(frozen=True)
class _Narrowed:
    """Matches that are left, best first, and those that went for want of a date."""

    matches: list[Match]
    undated: list[Match]
    is_cut: bool

    def of_kinds(self, kinds: Collection[MatchKind]) -> "_Narrowed":
        left, undated = (
            [match for match in matches if match.kind in kinds] for matches in (self.matches, self.undated)
        )
        return _Narrowed(left, undated, self.is_cut)


def search(engine: Engine, wish: Search, *, meaning: Meaning | None = None) -> Results:
    """Return one page of what matches, best first. BusyError when it takes too long.

    Nothing but how well it matches says where a record stands; filters only take away.
    """
    found = _narrowed(engine, wish, ALL_KINDS, meaning)
    kept = found
    if wish.kinds:
        # Of very many matches the best of a kind may not be among the best of all.
        kept = _narrowed(engine, wish, wish.kinds, meaning) if found.is_cut else found.of_kinds(wish.kinds)
    start = (wish.page - 1) * PAGE_SIZE
    known = {word for match in (*found.matches, *found.undated) for word in match.words}
    suggestion = suggest(engine, wish.text, known=known) if wish.page == 1 else None
    return Results(
        items=tuple(_marked(engine, wish.text, kept.matches[start : start + PAGE_SIZE])),
        total=len(kept.matches),
        counts={**_count(found, ALL_KINDS), **_count(kept, wish.kinds)},
        is_cut=kept.is_cut,
        undated=len(kept.undated),
        suggestion=suggestion,
        has_more=len(kept.matches) > start + PAGE_SIZE,
    )


def _count(found: _Narrowed, kinds: Collection[MatchKind]) -> dict[MatchKind, int]:
    counts = Counter(match.kind for match in found.matches)
    return {kind: counts[kind] for kind in KIND_WORDS if kind in kinds}


def _narrowed(
    engine: Engine, wish: Search, kinds: Collection[MatchKind], meaning: Meaning | None
) -> _Narrowed:
    """Return the best matches of some kinds, without what the other filters take away."""
    db = engine.reader()
    # The last word may be unfinished for everybody: an address finds the same, typed or followed.
    found = find_matches(db, wish.text, kinds=kinds, limit=MOST_RANKED, typing=True, meaning=meaning)
    is_cut = len(found) == MOST_RANKED
    if wish.topic:
        found = matches_in_topic(db, found, wish.topic)
    if not wish.ratings and not wish.is_dated:
        return _Narrowed(found, [], is_cut)
    records = {(record.kind, record.id): record for record in searched_records(engine, found)}

    def those(keep: Callable[[SearchedRecord], bool], matches: Sequence[Match]) -> list[Match]:
        return [m for m in matches if (r := records.get((m.kind, m.id))) and keep(r)]

    if wish.ratings:
        found = those(lambda record: record.rating in wish.ratings, found)
    undated = those(lambda record: record.day is None, found) if wish.is_dated else []
    if wish.is_dated:
        found = those(lambda record: record.is_within(wish.since, wish.until), found)
    return _Narrowed(found, undated, is_cut)


def _marked(engine: Engine, typed: str, matches: Sequence[Match]) -> list[Result]:
    """Return the records of one page with the words that met them marked."""
    records = searched_records(engine, matches)
    words = list(dict.fromkeys(word for match in matches for word in match.words))
    unfinished = next((word.typed for word in asked_words(typed, typing=True) if word.is_unfinished), "")
    texts = [(record.title, record.about) for record in records]
    marked = mark_words(texts, words, unfinished=unfinished)
    found = {(match.kind, match.id): match for match in matches}
    return [
        Result(found[record.kind, record.id], record, title, about)
        for record, (title, about) in zip(records, marked, strict=True)
    ]
