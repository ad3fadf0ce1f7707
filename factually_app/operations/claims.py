"""Claims as staff write them: added as drafts, changed and restored as new versions, shown, retired."""

from dataclasses import replace

from factually_app import clock
from factually_app.domain.audit import Action
from factually_app.domain.claim import Claim, ClaimRecord
from factually_app.domain.errors import ConflictError, FormError
from factually_app.domain.record import RecordStatus
from factually_app.domain.record_rules import (
    require_may_change,
    require_may_change_rating,
    require_may_make_live,
    require_may_retire,
)
from factually_app.domain.staff import StaffMember
from factually_app.domain.typed import TypedClaim
from factually_app.formats.exchange import claim_item
from factually_app.formats.typed_records import claim_in_snapshot
from factually_app.operations.duplicates import require_another_claim
from factually_app.operations.evidence import require_evidence, shown_with_sources
from factually_app.operations.notices import Notice, NoticeError, correction_of
from factually_app.operations.record_batches import changed_claim, new_claim
from factually_app.operations.record_notes import note_of, require_no_words
from factually_app.operations.typed_records import claim_record_of
from factually_app.operations.whole_records import claim_record
from factually_app.store import audit, edition
from factually_app.store.corrections import insert_correction
from factually_app.store.engine import Engine, Statement
from factually_app.store.moved_records import find_moved, newest_ids
from factually_app.store.record_guards import guard_not_in_public_use
from factually_app.store.record_statements import make_claims_live
from factually_app.store.record_uses import is_in_public_use
from factually_app.store.revisions import get_revision


def add_claim(engine: Engine, by: StaffMember, typed: TypedClaim) -> Claim:
    """Keep a new claim as a draft, which no reader sees; FormError for what is to be put right.

    What is there word for word is kept once more only when `typed` says that it is another one.
    """
    record = claim_record_of(engine, typed, None)
    require_another_claim(engine, typed)
    claim = record.claim
    engine.commit(
        [*new_claim(record, by.actor), _entry(by, Action.ADD_CLAIM, None, record), edition.content_changed()]
    )
    return claim


def change_claim(
    engine: Engine,
    by: StaffMember,
    claim_id: str,
    typed: TypedClaim,
    *,
    seen: int,
    note: str = "",
    notice: Notice | None = None,
) -> Claim:
    """Keep what was typed as the next version; `seen` is the version that the form was read at.

    Sources of a live claim that are still drafts go live with it. ConflictError when somebody else
    changed it meanwhile; FormError for what is to be put right, a missing notice among it.
    """
    return _change(engine, by, Action.CHANGE_CLAIM, claim_id, typed, seen=seen, note=note, notice=notice)


def restore_claim(
    engine: Engine,
    by: StaffMember,
    claim_id: str,
    number: int,
    *,
    seen: int,
    notice: Notice | None = None,
) -> Claim:
    """Make what a revision holds the next version. Its status is not restored; merged sources are renamed."""
    typed = restorable_claim(engine, claim_id, number)
    note = f"Version {number} restored"
    return _change(engine, by, Action.RESTORE_CLAIM, claim_id, typed, seen=seen, note=note, notice=notice)


def restorable_claim(engine: Engine, claim_id: str, number: int) -> TypedClaim:
    """Return what a revision holds, with sources named as they are now."""
    db = engine.reader()
    typed = claim_in_snapshot(get_revision(db, "claim", claim_id, number).snapshot)
    newest = newest_ids(db, "source", [row.source_id for row in typed.evidence])
    rows = (replace(row, source_id=newest.get(row.source_id, row.source_id)) for row in typed.evidence)
    return replace(typed, evidence=tuple(rows))


def make_claim_live(engine: Engine, by: StaffMember, claim_id: str, *, seen: int) -> Claim:
    """Show a draft to readers, with its sources, or take a retired claim back into use."""
    old = claim_record(engine, claim_id)
    require_may_make_live(by, old.claim.status)
    if find_moved(engine.reader(), "claim", claim_id):
        raise FormError({"status": "This claim was merged into another one, which stands for it."})
    require_evidence(old)
    live = make_claims_live([claim_id])
    return _set_status(engine, by, Action.MAKE_CLAIM_LIVE, old, RecordStatus.LIVE, seen=seen, also=live)


def retire_claim(engine: Engine, by: StaffMember, claim_id: str, *, seen: int, note: str = "") -> Claim:
    """Offer a claim for no new use; where it is used it stays."""
    require_may_retire(by)
    old = claim_record(engine, claim_id)
    return _set_status(engine, by, Action.RETIRE_CLAIM, old, RecordStatus.RETIRED, seen=seen, note=note)


def _change(
    engine: Engine,
    by: StaffMember,
    action: Action,
    claim_id: str,
    typed: TypedClaim,
    *,
    seen: int,
    note: str,
    notice: Notice | None,
) -> Claim:
    old = claim_record(engine, claim_id)
    require_may_change(by, old.claim.status)
    if old.claim.version != seen:
        raise ConflictError(f"the claim has version {old.claim.version}, the form was read at {seen}")
    new = claim_record_of(engine, typed, old)
    if claim_item(new) == claim_item(old):
        require_no_words(note if action is Action.CHANGE_CLAIM else "", notice)
        return old.claim
    told = told_of_rating(engine, by, old.claim, new.claim, notice)
    shown = [] if old.claim.status is RecordStatus.DRAFT else shown_with_sources(new)
    if old.claim.status is RecordStatus.LIVE or is_in_public_use(engine.reader(), claim_id):
        require_evidence(new)
    engine.commit(
        [
            *told,
            *changed_claim(old, new, by.actor, note=note_of(note)),
            *shown,
            _entry(by, action, old, new),
            edition.content_changed(),
        ]
    )
    return new.claim


def told_of_rating(
    engine: Engine, by: StaffMember, old: Claim, new: Claim, notice: Notice | None
) -> list[Statement]:
    """Return what tells readers of a change: a changed rating in public use is not published without it."""
    changes = old.rating is not new.rating and old.status is not RecordStatus.DRAFT
    in_use = changes and is_in_public_use(engine.reader(), old.id)
    if in_use or notice:
        require_may_change_rating(by)
    if notice is None:
        if in_use:
            needed = "Published checks or answers rest on this claim: say to readers why its rating changes."
            raise FormError({"notice-now": needed})
        return [guard_not_in_public_use(old.id)] if changes else []
    try:
        return [insert_correction(correction_of(notice, by.actor, claim_id=new.id))]
    except NoticeError as error:
        raise FormError({f"notice-{error.field}": str(error)}) from None


def _set_status(
    engine: Engine,
    by: StaffMember,
    action: Action,
    old: ClaimRecord,
    status: RecordStatus,
    *,
    seen: int,
    note: str = "",
    also: list[Statement] | None = None,
) -> Claim:
    if old.claim.version != seen:
        raise ConflictError(f"the claim has version {old.claim.version}, the form was read at {seen}")
    if old.claim.status is status:
        return old.claim
    version, at = old.claim.version + 1, clock.stamp()
    new = replace(old, claim=replace(old.claim, status=status, version=version, updated_at=at))
    engine.commit(
        [
            *changed_claim(old, new, by.actor, note=note_of(note)),
            *(also or []),
            _entry(by, action, old, new),
            edition.content_changed(),
        ]
    )
    return new.claim


def _entry(by: StaffMember, action: Action, old: ClaimRecord | None, new: ClaimRecord) -> Statement:
    before, at = claim_item(old) if old else None, new.claim.updated_at
    return audit.insert_entry(
        by.actor, action, "claim", new.claim.id, at=at, before=before, after=claim_item(new)
    )
