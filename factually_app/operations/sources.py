"""Sources as staff write them: added as drafts, changed and restored as new versions, shown, retired."""

from dataclasses import replace

from factually_app import clock
from factually_app.domain.audit import Action
from factually_app.domain.errors import ConflictError, FormError
from factually_app.domain.record import RecordStatus
from factually_app.domain.record_rules import (
    require_may_change,
    require_may_make_live,
    require_may_retire,
)
from factually_app.domain.source import Source
from factually_app.domain.staff import StaffMember
from factually_app.domain.typed import TypedSource
from factually_app.formats.exchange import source_item
from factually_app.formats.typed_records import source_in_snapshot
from factually_app.operations.duplicates import require_another_source
from factually_app.operations.record_batches import changed_source, new_source
from factually_app.operations.record_notes import note_of, require_no_words
from factually_app.operations.typed_records import source_of
from factually_app.store import audit, edition
from factually_app.store.engine import Engine, Statement
from factually_app.store.moved_records import find_moved
from factually_app.store.revisions import get_revision
from factually_app.store.source_checks import delete_check
from factually_app.store.sources import get_source


def add_source(engine: Engine, by: StaffMember, typed: TypedSource) -> Source:
    """Keep a new source as a draft, which no reader sees; FormError for what is to be put right.

    What is there already is kept once more only when `typed` says that it is another one.
    """
    source = source_of(typed, None)
    require_another_source(engine, typed)
    engine.commit(
        [
            *new_source(source, by.actor),
            _entry(by, Action.ADD_SOURCE, None, source),
            edition.content_changed(),
        ]
    )
    return source


def change_source(
    engine: Engine, by: StaffMember, source_id: str, typed: TypedSource, *, seen: int, note: str = ""
) -> Source:
    """Keep what was typed as the next version; `seen` is the version that the form was read at.

    ConflictError when somebody else changed it meanwhile; FormError for what is to be put right.
    """
    return _change(engine, by, Action.CHANGE_SOURCE, source_id, typed, seen=seen, note=note)


def restore_source(engine: Engine, by: StaffMember, source_id: str, number: int, *, seen: int) -> Source:
    """Make what a revision holds the next version. Its status is not restored."""
    typed = restorable_source(engine, source_id, number)
    note = f"Version {number} restored"
    return _change(engine, by, Action.RESTORE_SOURCE, source_id, typed, seen=seen, note=note)


def restorable_source(engine: Engine, source_id: str, number: int) -> TypedSource:
    """Return what a revision holds."""
    return source_in_snapshot(get_revision(engine.reader(), "source", source_id, number).snapshot)


def make_source_live(engine: Engine, by: StaffMember, source_id: str, *, seen: int) -> Source:
    """Show a draft to readers, or take a retired source back into use."""
    old = get_source(engine.reader(), source_id)
    require_may_make_live(by, old.status)
    if find_moved(engine.reader(), "source", source_id):
        raise FormError({"status": "This source was merged into another one, which stands for it."})
    return _set_status(engine, by, Action.MAKE_SOURCE_LIVE, old, RecordStatus.LIVE, seen=seen)


def retire_source(engine: Engine, by: StaffMember, source_id: str, *, seen: int, note: str = "") -> Source:
    """Offer a source for no new use; where it is used it stays."""
    require_may_retire(by)
    old = get_source(engine.reader(), source_id)
    return _set_status(engine, by, Action.RETIRE_SOURCE, old, RecordStatus.RETIRED, seen=seen, note=note)


def _change(
    engine: Engine,
    by: StaffMember,
    action: Action,
    source_id: str,
    typed: TypedSource,
    *,
    seen: int,
    note: str,
) -> Source:
    old = get_source(engine.reader(), source_id)
    require_may_change(by, old.status)
    _require_unchanged(old, seen)
    new = source_of(typed, old)
    if source_item(new) == source_item(old):
        require_no_words(note if action is Action.CHANGE_SOURCE else "")
        return old
    # What was met at another address says nothing of this one.
    forgotten = [delete_check(old.id)] if new.address != old.address else []
    engine.commit(
        [
            *changed_source(engine, old, new, by.actor, note=note_of(note)),
            *forgotten,
            _entry(by, action, old, new),
            edition.content_changed(),
        ]
    )
    return new


def _set_status(
    engine: Engine,
    by: StaffMember,
    action: Action,
    old: Source,
    status: RecordStatus,
    *,
    seen: int,
    note: str = "",
) -> Source:
    _require_unchanged(old, seen)
    if old.status is status:
        return old
    new = replace(old, status=status, version=old.version + 1, updated_at=clock.stamp())
    engine.commit(
        [
            *changed_source(engine, old, new, by.actor, note=note_of(note)),
            _entry(by, action, old, new),
            edition.content_changed(),
        ]
    )
    return new


def _require_unchanged(old: Source, seen: int) -> None:
    if old.version != seen:
        raise ConflictError(f"the source has version {old.version}, the form was read at {seen}")


def _entry(by: StaffMember, action: Action, old: Source | None, new: Source) -> Statement:
    before = source_item(old) if old else None
    return audit.insert_entry(
        by.actor, action, "source", new.id, at=new.updated_at, before=before, after=source_item(new)
    )
