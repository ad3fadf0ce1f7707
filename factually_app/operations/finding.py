"""What is found to be linked: claims, questions and sources by their words, with what tells them apart."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from factually_app.content.plain import same_question_key
from factually_app.domain.claim import Claim
from factually_app.domain.errors import BusyError
from factually_app.domain.likeness import LIKE, Worded
from factually_app.domain.listed_question import ClaimUse, ListedQuestion
from factually_app.domain.match import MatchKind
from factually_app.domain.source import Source
from factually_app.domain.telling import telling_words
from factually_app.store.claims import claims_by_id, stances_by_claim
from factually_app.store.engine import Engine
from factually_app.store.finding import find_records
from factually_app.store.own_matches import find_own
from factually_app.store.question_links import uses_by_claim
from factually_app.store.question_list import listed_questions
from factually_app.store.sources import sources_by_id

MOST_FOUND = 8
MOST_LISTED = 300
MOST_OF_ABOUT = 1_000
LONGEST_QUERY = 400
"""Characters of what was typed that are looked at and shown again."""


@dataclass(frozen=True)
class FoundClaim:
    """A claim that may be linked; `position` is where it is linked already, from 1."""

    claim: Claim
    sources: int
    uses: tuple[ClaimUse, ...]
    position: int | None


@dataclass(frozen=True)
class FoundClaims:
    """Claims for what was typed or, where nothing was, for the words of the question itself."""

    query: str
    items: tuple[FoundClaim, ...]
    is_slow: bool

    @property
    def are_suggested(self) -> bool:
        return not self.query.strip()


@dataclass(frozen=True)
class FoundQuestions:
    """Questions for what was typed; `same` asks the same already."""

    query: str
    items: tuple[ListedQuestion, ...]
    same: ListedQuestion | None
    is_slow: bool


def find_claims(
    engine: Engine, query: str, *, linked: Sequence[str], question_id: str, about: str
) -> FoundClaims:
    """Find claims to link; `about` are the question's own words, for when nothing is typed."""
    db, query = engine.reader(), query[:LONGEST_QUERY]
    asked = query if query.strip() else telling_words(about[:MOST_OF_ABOUT])
    # Those that are linked already are most like the question: they are not to crowd out the others.
    limit = MOST_FOUND + (0 if query.strip() else len(linked))
    ids, is_slow = _ids(engine, MatchKind.CLAIM, asked, limit=limit)
    if not query.strip():
        ids = [id_ for id_ in ids if id_ not in linked][:MOST_FOUND]
    claims, uses = claims_by_id(db, ids), uses_by_claim(db, ids, but=question_id)
    stances = stances_by_claim(db, ids)
    places = {id_: place for place, id_ in enumerate(linked, start=1)}
    items = (
        FoundClaim(claims[id_], len(stances.get(id_, ())), tuple(uses.get(id_, ())), places.get(id_))
        for id_ in ids
    )
    return FoundClaims(query, tuple(items), is_slow)


def find_like(engine: Engine, text: str) -> FoundQuestions:
    """Find questions that ask what somebody is typing, or nearly; the very same is named."""
    found = find_questions(engine, text)
    own = Worded(found.query)
    items = (item for item in found.items if own.likeness(Worded(item.text)) >= LIKE)
    return replace(found, items=tuple(items))


def find_questions(engine: Engine, query: str, *, but: str = "") -> FoundQuestions:
    """Find questions other than `but`, that which asks the very same first."""
    query = query[:LONGEST_QUERY]
    ids, is_slow = _ids(engine, MatchKind.QUESTION, query, limit=MOST_FOUND + 1)
    items = [item for item in listed_questions(engine.reader(), ids) if item.id != but][:MOST_FOUND]
    key = same_question_key(query)
    same = next((item for item in items if same_question_key(item.text) == key), None)
    return FoundQuestions(query, tuple(items), same, is_slow)


def find_listed(engine: Engine, query: str, *, unanswered: bool) -> list[ListedQuestion]:
    """Return questions for a list, best first, retired ones too; `unanswered` those without claims alone."""
    telling = telling_words(query[:LONGEST_QUERY], unfinished=True)
    try:
        ids = find_records(engine.reader(), "question", telling, limit=MOST_LISTED, any_status=True)
    except BusyError:
        ids = []
    found = listed_questions(engine.reader(), ids)
    return [item for item in found if not (unanswered and item.claims)]


def find_sources(engine: Engine, query: str) -> list[Source]:
    """Find sources to choose from."""
    ids, _ = _ids(engine, MatchKind.SOURCE, query[:LONGEST_QUERY], limit=MOST_FOUND)
    found = sources_by_id(engine.reader(), ids)
    return [found[id_] for id_ in ids]


def _ids(engine: Engine, kind: MatchKind, query: str, *, limit: int) -> tuple[list[str], bool]:
    """Return what is found, and whether finding it took too long; what is slow is found by fewer words."""
    try:
        return find_own(engine.reader(), kind, query[:LONGEST_QUERY], limit=limit), False
    except BusyError:
        return [], True
