"""Versions, times and revisions of what an import brings: its own, or those of the export it comes from."""

from collections.abc import Iterable
from typing import NamedTuple, Protocol

from factually_app.domain.record import RecordStatus
from factually_app.domain.revision import Revision
from factually_app.formats.content_entry import Entry, Kind
from factually_app.formats.exchange import Item, canonical
from factually_app.operations.import_plan import ImportPlan
from factually_app.store.engine import Statement
from factually_app.store.revisions import insert_revision

_REVISED = {Kind.CLAIM, Kind.QUESTION, Kind.ARTICLE}


class History(NamedTuple):
    """Which edit of a record this is, and when it and the first were made."""

    version: int
    created_at: str
    updated_at: str


class Kept(Protocol):
    """A record as it is kept."""

    @property
    def id(self) -> str: ...

    @property
    def ref(self) -> str | None: ...

    @property
    def version(self) -> int: ...

    @property
    def created_at(self) -> str: ...


def ref_of(entry: Entry, old: Kept | None) -> str | None:
    """Return the reference to keep; one that joins a question asked already does not rename it."""
    given = entry.maybe("id")
    if old and old.ref and old.id != entry.maybe("public_id"):
        return old.ref
    return given or (old.ref if old else None)


class HasStatus(Protocol):
    """A record that readers may or may not see."""

    @property
    def status(self) -> RecordStatus: ...


def status_of(entry: Entry, old: HasStatus | None) -> RecordStatus:
    """Return whether readers see a record: as the file says, or as it was."""
    return RecordStatus(entry.text("status", old.status if old else RecordStatus.LIVE))


def history(plan: ImportPlan, entry: Entry, old: Kept | None) -> History:
    """Return the history of an entry: one edit more, or its own where it is new here."""
    if old:
        return History(old.version + 1, old.created_at, plan.at)
    keeps_version = entry.kind not in _REVISED or _brings_revisions(plan, entry)
    version = entry.number("version", 1) if keeps_version else 1
    created_at = entry.text("created_at", plan.at)
    return History(version, created_at, entry.text("updated_at", created_at))


def revision(plan: ImportPlan, entry: Entry, item: Item, *, kept: Kept, is_new: bool) -> list[Statement]:
    """Record the edit that made a record what it is, unless its export brings the revisions."""
    if is_new and takes_over_revisions(plan, entry, kept=kept):
        return []
    return [edit(plan, entry.kind, item, kept=kept)]


def takes_over_revisions(plan: ImportPlan, entry: Entry, *, kept: Kept) -> bool:
    """Say whether a record that is new here comes with its revisions, and note that they are to be taken."""
    if _brings_revisions(plan, entry):
        plan.brought.add((entry.kind, kept.id))
        return True
    return False


def edit(plan: ImportPlan, kind: Kind, item: Item, *, kept: Kept) -> Statement:
    """Record that this import made a record what `item` says."""
    made = Revision(kept.id, kept.version, canonical(item), None, plan.by, plan.at)
    return insert_revision(kind, made)


def complete_histories(entries: Iterable[Entry]) -> dict[tuple[str, str], int]:
    """Return the last revision that an import holds of each record, where none before it is missing.

    Those of a source begin with its first change here, which may be later than 1.
    """
    numbers: dict[tuple[str, str], list[int]] = {}
    for entry in entries:
        if entry.sound:
            key = entry.text("kind"), entry.text("record")
            numbers.setdefault(key, []).append(entry.number("number"))
    return {key: max(found) for key, found in numbers.items() if _is_complete(key[0], found)}


def _is_complete(kind: str, numbers: list[int]) -> bool:
    first = min(numbers) if kind == Kind.SOURCE else 1
    return sorted(numbers) == list(range(first, first + len(numbers)))


def _brings_revisions(plan: ImportPlan, entry: Entry) -> bool:
    version = plan.revised.get((entry.kind, entry.text("public_id")), 0)
    return 0 < version == entry.number("version")
