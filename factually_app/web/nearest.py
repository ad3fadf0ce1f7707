"""What is there already on something that was asked: the questions, claims and checks that fit it best."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from factually_app.domain.article import Article
from factually_app.domain.claim import Claim
from factually_app.domain.errors import BusyError
from factually_app.domain.fitting import fitting
from factually_app.domain.match import Match, MatchKind
from factually_app.domain.others_claim import OthersClaim
from factually_app.domain.question import Question
from factually_app.store.articles import public_articles
from factually_app.store.claims import claims_by_id
from factually_app.store.matching import find_matches
from factually_app.store.others_claims import others_claims_by_id
from factually_app.store.questions import questions_by_id
from factually_app.web.installation import meaning
from factually_app.web.open_state import ASKED, anchor

KINDS = (MatchKind.QUESTION, MatchKind.CLAIM, MatchKind.CHECK)
_LOOKED_AT = 30
"""Of what is found, what fits is shown; so many are looked at for it."""

_SHELVES = {
    MatchKind.QUESTION: "/staff/questions",
    MatchKind.CLAIM: "/staff/claims",
    MatchKind.CHECK: "/staff/articles",
}
Record = Question | Claim | OthersClaim | Article


@dataclass(frozen=True)
class Near:
    """A record that is near, and the asker's own words by which it is, or that it is by its meaning alone."""

    kind: str
    record: Record
    words: tuple[str, ...]
    is_by_meaning: bool

    @property
    def title(self) -> str:
        return self.record.title if isinstance(self.record, Article) else self.record.text

    @property
    def what(self) -> str:
        """What sort of record it is, and how a claim is rated."""
        if isinstance(self.record, Claim):
            return f"Claim record, {self.record.rating_words}"
        if isinstance(self.record, OthersClaim):
            return f"Checked by {self.record.publisher or 'others'}, not by us"
        return "Fact check" if isinstance(self.record, Article) else "Question"

    @property
    def staff_url(self) -> str:
        """Where the newsroom has it; claims of others are where readers have them."""
        if isinstance(self.record, OthersClaim):
            return self.record.url
        return f"{_SHELVES[MatchKind(self.kind)]}/{self.record.id}"

    @property
    def is_draft(self) -> bool:
        return not isinstance(self.record, OthersClaim) and self.record.status.value == "draft"

    @property
    def opens(self) -> bool:
        """Say whether it opens in place: a check is a page of its own, and so is what others found."""
        return isinstance(self.record, Question | Claim)

    @property
    def is_theirs(self) -> bool:
        return isinstance(self.record, OthersClaim)

    @property
    def anchor(self) -> str:
        return anchor((ASKED, self.record.id))


@dataclass(frozen=True)
class Nearest:
    """What is near, the nearest first. `is_slow` when finding took too long and nothing is known."""

    items: tuple[Near, ...] = ()
    is_slow: bool = False

    def __bool__(self) -> bool:
        return bool(self.items)

    @property
    def questions(self) -> list[Question]:
        return [near.record for near in self.items if isinstance(near.record, Question)]


def nearest(
    db: Database, text: str, *, most: int, drafts: bool = False, typing: bool = False, quiet: bool = True
) -> Nearest:
    """Return up to `most` records: where `quiet` those alone that really fit.

    `drafts` are for the newsroom; `typing` while the last word may be unfinished. The number of queries
    is the same whatever is found.
    """
    try:
        found = find_matches(
            db, text, kinds=KINDS, limit=_LOOKED_AT, drafts=drafts, typing=typing, meaning=meaning()
        )
    except BusyError:
        return Nearest(is_slow=True)
    fits = fitting(text, found, typing=typing) if quiet else found
    records = _records(db, fits)
    items = (
        Near(match.kind.value, records[match.id], match.words, match.is_by_meaning)
        for match in fits
        if match.id in records
    )
    return Nearest(tuple(items)[:most])


def _records(db: Database, matches: Sequence[Match]) -> Mapping[str, Record]:
    ids: dict[MatchKind, list[str]] = {kind: [] for kind in KINDS}
    for match in matches:
        ids[match.kind].append(match.id)
    return {
        **questions_by_id(db, ids[MatchKind.QUESTION]),
        **claims_by_id(db, ids[MatchKind.CLAIM]),
        **others_claims_by_id(db, ids[MatchKind.CLAIM]),
        **public_articles(db, ids[MatchKind.CHECK]),
    }
