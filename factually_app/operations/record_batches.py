"""The statements that write a claim or a source with the revision that records it."""

from factually_app.domain.claim import ClaimRecord
from factually_app.domain.revision import Revision
from factually_app.domain.source import Source
from factually_app.domain.staff import Actor
from factually_app.formats.exchange import Item, canonical, claim_item, source_item
from factually_app.store.claim_statements import delete_evidence, insert_claim, insert_evidence, update_claim
from factually_app.store.engine import Engine, Statement, guard_changed
from factually_app.store.record_guards import guard_status
from factually_app.store.revisions import insert_revision, revisions_of
from factually_app.store.sources import insert_source, update_source


def new_claim(record: ClaimRecord, by: Actor) -> list[Statement]:
    """Write a claim that is not kept yet."""
    claim = record.claim
    return [
        insert_claim(claim),
        *_evidence(record),
        _edit("claim", claim.id, claim.version, claim_item(record), by, claim.updated_at),
    ]


def changed_claim(
    old: ClaimRecord, new: ClaimRecord, by: Actor, *, note: str | None = None
) -> list[Statement]:
    """Write a claim anew that still is what it was; its evidence first, which its rating has to rest on."""
    claim = new.claim
    return [
        guard_status("claim", claim.id, old.claim.status),
        delete_evidence(claim.id),
        *_evidence(new),
        update_claim(claim, seen=old.claim.version),
        guard_changed(),
        _edit("claim", claim.id, claim.version, claim_item(new), by, claim.updated_at, note),
    ]


def new_source(source: Source, by: Actor) -> list[Statement]:
    """Write a source that is not kept yet."""
    return [
        insert_source(source),
        _edit("source", source.id, source.version, source_item(source), by, source.updated_at),
    ]


def changed_source(
    engine: Engine, old: Source, new: Source, by: Actor, *, note: str | None = None
) -> list[Statement]:
    """Write a source anew that still is what it was.

    An import leaves no revision of a source: the first change keeps what was there before it too.
    """
    first: list[Statement] = []
    if not revisions_of(engine.reader(), "source", old.id):
        imported = Actor(None, "import")
        first = [_edit("source", old.id, old.version, source_item(old), imported, old.updated_at)]
    return [
        guard_status("source", new.id, old.status),
        update_source(new, seen=old.version),
        guard_changed(),
        *first,
        _edit("source", new.id, new.version, source_item(new), by, new.updated_at, note),
    ]


def _evidence(record: ClaimRecord) -> list[Statement]:
    rows = enumerate(record.evidence, start=1)
    return [insert_evidence(record.claim.id, position, item) for position, item in rows]


def _edit(
    kind: str, record_id: str, number: int, item: Item, by: Actor, at: str, note: str | None = None
) -> Statement:
    return insert_revision(kind, Revision(record_id, number, canonical(item), note, by.name, at))
