"""What the pages of claims and of sources share: what one is, how it is shown, what may be done with it."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from flask import Response, redirect, request
from sqlite_utils import Database

from factually_app.domain.claim import Claim
from factually_app.domain.differences import Words
from factually_app.domain.rating import Rating
from factually_app.domain.record import RecordStatus
from factually_app.domain.record_filter import RecordFilter
from factually_app.domain.record_rules import TO_CHANGE_LIVE, TO_RETIRE, least_role_to_change
from factually_app.domain.record_use import User
from factually_app.domain.source import Source
from factually_app.domain.staff import StaffMember
from factually_app.formats.exchange import Item, claim_item, source_item
from factually_app.operations.whole_records import claim_record
from factually_app.store.claims import claims_by_id, get_claim
from factually_app.store.engine import Engine
from factually_app.store.moved_records import find_moved
from factually_app.store.questions import questions_by_id
from factually_app.store.record_uses import users_of_claim, users_of_source
from factually_app.store.sources import get_source, sources_by_id
from factually_app.web.pages import reader
from factually_app.web.staff.session import member

PAGE = 50
"""Records on a page of a list."""
MOST_OFFERED = 10
"""Records offered while somebody types."""
Record = Claim | Source


@dataclass(frozen=True)
class Kind:
    """Claims or sources, as the pages that serve both know them."""

    word: str
    path: str
    get: Callable[[Database, str], Record]
    users: Callable[[Database, str], list[User]]
    item: Callable[[Engine, str], Item]


def _source_item(engine: Engine, source_id: str) -> Item:
    return source_item(get_source(engine.reader(), source_id))


def _claim_item(engine: Engine, claim_id: str) -> Item:
    return claim_item(claim_record(engine, claim_id))


CLAIMS = Kind("claim", "/staff/claims", get_claim, users_of_claim, _claim_item)
SOURCES = Kind("source", "/staff/sources", get_source, users_of_source, _source_item)
KINDS: Mapping[str, Kind] = {"claims": CLAIMS, "sources": SOURCES}


@dataclass(frozen=True)
class Place:
    """A record on its page: what it is called, where it is used, what this member may do with it."""

    kind: Kind
    record: Record
    users: list[User]
    merged_into: Record | None
    by: StaffMember

    @property
    def title(self) -> str:
        return _title(self.record)

    @property
    def merged_title(self) -> str:
        return _title(self.merged_into or self.record)

    @property
    def path(self) -> str:
        return f"{self.kind.path}/{self.record.id}"

    @property
    def may_change(self) -> bool:
        return self.by.may(least_role_to_change(self.record.status))

    @property
    def may_make_live(self) -> bool:
        least = TO_RETIRE if self.record.status is RecordStatus.RETIRED else TO_CHANGE_LIVE
        is_live = self.record.status is RecordStatus.LIVE
        return not is_live and self.merged_into is None and self.by.may(least)

    @property
    def may_retire(self) -> bool:
        return self.record.status is not RecordStatus.RETIRED and self.by.may(TO_RETIRE)

    @property
    def may_merge(self) -> bool:
        return self.merged_into is None and self.by.may(TO_RETIRE)


def _title(record: Record) -> str:
    return record.text if isinstance(record, Claim) else record.title


def place_of(kind: Kind, record_id: str) -> Place:
    """Return a record on its page; NotFoundError when there is none."""
    db = reader()
    moved_to = find_moved(db, kind.word, record_id)
    merged_into = kind.get(db, moved_to) if moved_to else None
    return Place(kind, kind.get(db, record_id), kind.users(db, record_id), merged_into, member())


def asked_filter() -> RecordFilter:
    """Return what the address of a list narrows it to; what is none of the choices narrows nothing."""
    asked = request.args
    return RecordFilter(
        typed=asked.get("q", "")[:400],
        status=next((each for each in RecordStatus if each.value == asked.get("status")), None),
        rating=next((each for each in Rating if each.value == asked.get("rating")), None),
        is_unchecked=asked.get("unchecked") == "yes",
        is_unused=asked.get("unused") == "yes",
    )


def words_for(*items: Mapping[str, object]) -> Words:
    """Return how the ids of sources, claims and questions in records read: as titles and texts."""
    found: dict[str, set[str]] = defaultdict(set)
    for item in items:
        _gather(item, found)
    db = reader()
    texts = {
        **{id_: source.title for id_, source in sources_by_id(db, found["source"]).items()},
        **{id_: claim.text for id_, claim in claims_by_id(db, found["claim"]).items()},
        **{id_: question.text for id_, question in questions_by_id(db, found["question"]).items()},
    }
    return lambda key, text: texts.get(text, text) if key in _NAMES else text


def go(path: str, said: str) -> Response:
    """Go to a page that says first what was done."""
    return redirect(f"{path}?said={said}", code=303)  # type: ignore[return-value]


_NAMES = {
    "source": "source",
    "claim": "claim",
    "claims": "claim",
    "questions": "question",
    "next": "question",
}
"""The keys under which records name others, and what those are."""


def _gather(item: Mapping[str, object], found: dict[str, set[str]]) -> None:
    """Collect the ids of records that an item names, those in its parts among them."""
    for key, value in item.items():
        for part in value if isinstance(value, list | tuple) else [value]:
            if isinstance(part, Mapping):
                _gather(part, found)
            elif key in _NAMES:
                found[_NAMES[key]].add(str(part))
