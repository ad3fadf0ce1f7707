"""Merging: one claim or source takes the place of another wherever that is used; its address leads on."""

from dataclasses import replace
from functools import partial

from factually_app import clock
from factually_app.domain.audit import Action
from factually_app.domain.claim import Claim
from factually_app.domain.errors import ConflictError, FormError
from factually_app.domain.moved_record import MovedRecord
from factually_app.domain.record import RecordStatus
from factually_app.domain.record_rules import require_may_retire
from factually_app.domain.source import Source
from factually_app.domain.staff import StaffMember
from factually_app.formats.exchange import claim_item, source_item
from factually_app.formats.renamed import draft_with_claim, draft_with_source
from factually_app.operations.claims import told_of_rating
from factually_app.operations.evidence import require_evidence
from factually_app.operations.merged_uses import claim_renamed, source_renamed, working_copies_renamed
from factually_app.operations.notices import Notice
from factually_app.operations.record_batches import changed_claim, changed_source
from factually_app.operations.whole_records import claim_record
from factually_app.store import audit, edition
from factually_app.store.engine import Engine, Statement
from factually_app.store.moved_records import find_moved, insert_moved
from factually_app.store.record_guards import guard_status, guard_unused
from factually_app.store.record_statements import make_claims_live, make_sources_live
from factually_app.store.sources import get_source


def merge_claim(
    engine: Engine, by: StaffMember, old_id: str, new_id: str, *, seen: int, notice: Notice | None = None
) -> Claim:
    """Put one claim in the place of another, which is retired and whose address leads to it; return it.

    An answer that held both holds it once. ConflictError when the old claim, or anything that uses it,
    changed meanwhile; FormError when they cannot be merged, or readers have to be told of a rating.
    """
    require_may_retire(by)
    old, new = claim_record(engine, old_id), claim_record(engine, new_id)
    _require_mergeable(engine, "claim", (old_id, old.claim.version), (new_id, new.claim.status), seen)
    if old.claim.status is not RecordStatus.DRAFT:
        require_evidence(new, field="into")
    note = f"Claim {old_id} was merged into {new_id}"
    told = told_of_rating(engine, by, old.claim, replace(new.claim, id=new_id), notice)
    uses, versions = claim_renamed(engine, by.actor, old_id, new_id, note=note)
    rename = partial(draft_with_claim, old=old_id, new=new_id)
    retired = replace(old, claim=_retired_claim(old.claim))
    shown = [] if old.claim.status is RecordStatus.DRAFT else make_claims_live([new_id])
    engine.commit(
        [
            *told,
            guard_status("claim", new_id, new.claim.status),
            *uses,
            *working_copies_renamed(engine, by.actor, rename, versions),
            guard_unused("claim", old_id),
            *changed_claim(old, retired, by.actor, note=note),
            *shown,
            *_moved(by, Action.MERGE_CLAIM, "claim", (old_id, new_id), claim_item(old)),
        ]
    )
    return new.claim


def merge_source(engine: Engine, by: StaffMember, old_id: str, new_id: str, *, seen: int) -> Source:
    """Put one source in the place of another, which is retired and whose address leads to it; return it."""
    require_may_retire(by)
    old, new = get_source(engine.reader(), old_id), get_source(engine.reader(), new_id)
    _require_mergeable(engine, "source", (old_id, old.version), (new_id, new.status), seen)
    note = f"Source {old_id} was merged into {new_id}"
    uses, versions = source_renamed(engine, by.actor, old_id, new, note=note)
    rename = partial(draft_with_source, old=old_id, new=new_id)
    at = clock.stamp()
    retired = replace(old, status=RecordStatus.RETIRED, version=old.version + 1, updated_at=at)
    shown = [] if old.status is RecordStatus.DRAFT else [make_sources_live([new_id])]
    engine.commit(
        [
            guard_status("source", new_id, new.status),
            *uses,
            *working_copies_renamed(engine, by.actor, rename, versions),
            guard_unused("source", old_id),
            *changed_source(engine, old, retired, by.actor, note=note),
            *shown,
            *_moved(by, Action.MERGE_SOURCE, "source", (old_id, new_id), source_item(old)),
        ]
    )
    return new


def _require_mergeable(
    engine: Engine, kind: str, old: tuple[str, int], new: tuple[str, RecordStatus], seen: int
) -> None:
    """Raise what speaks against a merge; `old` is id and version, `new` id and status."""
    (old_id, version), (new_id, status) = old, new
    if version != seen:
        raise ConflictError(f"the {kind} has version {version}, the page was read at {seen}")
    if old_id == new_id:
        raise FormError({"into": f"A {kind} cannot be merged into itself: choose another one."})
    if find_moved(engine.reader(), kind, old_id):
        raise FormError({"into": f"This {kind} was merged already."})
    if status is RecordStatus.RETIRED:
        raise FormError({"into": f"That {kind} is retired: choose one that is in use."})


def _retired_claim(claim: Claim) -> Claim:
    return replace(claim, status=RecordStatus.RETIRED, version=claim.version + 1, updated_at=clock.stamp())


def _moved(
    by: StaffMember, action: Action, kind: str, ids: tuple[str, str], before: dict[str, object]
) -> list[Statement]:
    (old_id, new_id), at = ids, clock.stamp()
    after = {"merged_into": new_id}
    return [
        insert_moved(MovedRecord(kind, old_id, new_id, at)),
        audit.insert_entry(by.actor, action, kind, old_id, at=at, before=before, after=after),
        edition.content_changed(),
    ]
