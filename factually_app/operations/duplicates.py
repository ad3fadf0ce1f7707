"""Records that are there already: shown beside what is being typed, and said once more before it is kept.

They only warn. Two records may say the same and be two: whoever says so keeps the other one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from factually_app.content.plain import same_question_key
from factually_app.domain.claim import Claim
from factually_app.domain.errors import BusyError, FormError
from factually_app.domain.likeness import LIKE, Worded
from factually_app.domain.match import MatchKind
from factually_app.domain.source import Source
from factually_app.domain.typed import TypedClaim, TypedSource
from factually_app.store.claims import claims_by_id
from factually_app.store.engine import Engine
from factually_app.store.own_matches import find_own
from factually_app.store.sources import sources_at, sources_by_id

MOST_SHOWN = 4
_LOOKED_AT = 40
_LONGEST = 1_000
"""Characters of what is typed that are looked at."""

Record = TypeVar("Record", Claim, Source)


@dataclass(frozen=True)
class Similar(Generic[Record]):
    """What is there already: `same` is what was typed word for word, `items` are much like it."""

    same: Record | None = None
    items: tuple[Record, ...] = ()


def similar_claims(engine: Engine, typed: TypedClaim, *, but: str = "") -> Similar[Claim]:
    """Return the claims other than `but` that say what was typed, or nearly."""
    db, text = engine.reader(), typed.text[:_LONGEST]
    ids = _found(engine, MatchKind.CLAIM, text)
    by_id = claims_by_id(db, ids)
    found = [by_id[id_] for id_ in ids if id_ in by_id and id_ != but]
    key = same_question_key(text)
    same = next((claim for claim in found if same_question_key(claim.text) == key), None)
    return Similar(same, _like(text, {claim.text: claim for claim in found if claim is not same}))


def similar_sources(engine: Engine, typed: TypedSource, *, but: str = "") -> Similar[Source]:
    """Return the sources other than `but` that stand at the same address, or are called nearly the same."""
    db, title = engine.reader(), typed.title[:_LONGEST]
    there = [source for source in sources_at(db, _spellings(typed.address)) if source.id != but]
    ids = _found(engine, MatchKind.SOURCE, title)
    by_id = sources_by_id(db, ids)
    found = [by_id[id_] for id_ in ids if id_ in by_id and id_ != but]
    called = (source for source in found if _is_called(source, typed))
    same = there[0] if there else next(called, None)
    return Similar(same, _like(title, {source.title: source for source in found if source != same}))


def require_another_claim(engine: Engine, typed: TypedClaim) -> None:
    """FormError when this very claim is there already and nobody said that it is another one."""
    if not typed.another and (same := similar_claims(engine, typed).same):
        raise FormError({"claim-text": _already(f"This very claim is there already: {same.id}.")})


def require_another_source(engine: Engine, typed: TypedSource) -> None:
    """FormError when this very source is there already and nobody said that it is another one."""
    if not typed.another and (same := similar_sources(engine, typed).same):
        raise FormError({"source-title": _already(f"It is there already as “{same.title}”.")})


def _already(sentence: str) -> str:
    return f"{sentence} Take that one, or tick that this is another one."


def _found(engine: Engine, kind: MatchKind, text: str) -> list[str]:
    try:
        return find_own(engine.reader(), kind, text, limit=_LOOKED_AT, typing=False)
    except BusyError:
        return []  # a warning that comes too late is none


def _like(text: str, found: Mapping[str, Record]) -> tuple[Record, ...]:
    own = Worded(text)
    weighed = [(own.likeness(Worded(words)), record) for words, record in found.items()]
    likest = sorted((pair for pair in weighed if pair[0] >= LIKE), key=lambda pair: -pair[0])
    return tuple(record for _, record in likest[:MOST_SHOWN])


def _is_called(source: Source, typed: TypedSource) -> bool:
    """Say whether a source has the title, publisher and date that were typed."""
    names = ((source.title, typed.title), (source.publisher, typed.publisher))
    day = source.published.text if source.published else ""
    return day == typed.published.strip() and all(
        same_question_key(one) == same_question_key(other) for one, other in names
    )


def _spellings(address: str) -> Sequence[str]:
    """Return the ways in which an address of the same document may be written."""
    bare = address.strip().partition("#")[0].rstrip("/")
    scheme, _, rest = bare.partition("://")
    if scheme not in ("http", "https") or not rest:
        return []
    place = rest.removeprefix("www.")
    return [
        f"{each}://{www}{place}{slash}"
        for each in ("https", "http")
        for www in ("", "www.")
        for slash in ("", "/")
    ]
