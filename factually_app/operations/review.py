"""The way of a working copy to readers: submitted, sent back or approved, scheduled or taken off."""

import json
from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta

from factually_app import clock
from factually_app.content.plain import plain_text
from factually_app.domain.audit import Action
from factually_app.domain.errors import ConflictError, FormError, UnreadableTextError
from factually_app.domain.staff import Actor
from factually_app.domain.working_copy import WorkingCopy, WorkingKind, WorkingState
from factually_app.operations.lint import require_notice, require_publishable
from factually_app.operations.notices import Notice, correction_of
from factually_app.operations.working_copies import open_working_copy
from factually_app.store import audit
from factually_app.store.engine import Engine, guard_changed
from factually_app.store.working_copies import update_working_copy

LONGEST_NOTE = 2_000
FURTHEST = timedelta(days=366)

_BEFORE_REVIEW = {WorkingState.WRITING, WorkingState.RETURNED}
_UNDER_WAY = {*_BEFORE_REVIEW, WorkingState.SUBMITTED, WorkingState.APPROVED}


def submit(
    engine: Engine, by: Actor, kind: WorkingKind, record_id: str, *, seen: int, note: str = ""
) -> WorkingCopy:
    """Hand a working copy over to be reviewed. FormError says what keeps it from being published."""
    copy = _at(engine, kind, record_id, seen, _BEFORE_REVIEW)
    require_publishable(engine, copy)
    return _step(engine, by, Action.SUBMIT, copy, WorkingState.SUBMITTED, note=note)


def return_to_writer(
    engine: Engine, by: Actor, kind: WorkingKind, record_id: str, *, seen: int, note: str
) -> WorkingCopy:
    """Send a working copy back, saying what is to be changed."""
    if not note.strip():
        raise FormError({"note": "Say what is to be changed."})
    copy = _at(engine, kind, record_id, seen, {WorkingState.SUBMITTED, WorkingState.APPROVED})
    return _step(engine, by, Action.RETURN_TO_WRITER, copy, WorkingState.RETURNED, note=note)


def approve(
    engine: Engine, by: Actor, kind: WorkingKind, record_id: str, *, seen: int, note: str = ""
) -> WorkingCopy:
    """Say that a working copy may be published as it is."""
    copy = _at(engine, kind, record_id, seen, {WorkingState.SUBMITTED})
    require_publishable(engine, copy)
    return _step(engine, by, Action.APPROVE, copy, WorkingState.APPROVED, note=note)


def schedule(
    engine: Engine,
    by: Actor,
    kind: WorkingKind,
    record_id: str,
    *,
    seen: int,
    at: datetime,
    notice: Notice | None = None,
) -> WorkingCopy:
    """Let a working copy be published at a moment to come."""
    copy = _at(engine, kind, record_id, seen, _UNDER_WAY)
    if not clock.now() < at < clock.now() + FURTHEST:
        raise FormError({"publish_at": "The moment has to lie ahead, within a year."})
    require_publishable(engine, copy)
    require_notice(engine, copy, notice)
    if notice:
        correction_of(notice, by, article_id=record_id)  # what could not be given then is refused now
    planned = replace(
        copy,
        publish_at=at.isoformat(timespec="seconds"),
        notice=json.dumps(vars(notice)) if notice else None,
    )
    return _step(engine, by, Action.SCHEDULE, planned, WorkingState.SCHEDULED)


def unschedule(
    engine: Engine, by: Actor, kind: WorkingKind, record_id: str, *, seen: int, note: str = ""
) -> WorkingCopy:
    """Take a working copy off the schedule; it counts as approved."""
    copy = _at(engine, kind, record_id, seen, {WorkingState.SCHEDULED})
    off = replace(copy, publish_at=None, notice=None)
    return _step(engine, by, Action.UNSCHEDULE, off, WorkingState.APPROVED, note=note)


def _at(
    engine: Engine, kind: WorkingKind, record_id: str, seen: int, states: Collection[WorkingState]
) -> WorkingCopy:
    """Return a working copy that can take the next step; ConflictError when it is elsewhere by now."""
    copy = open_working_copy(engine, kind, record_id)
    if copy.version != seen:
        raise ConflictError("somebody else changed this meanwhile; nothing was written")
    if copy.state not in states:
        raise ConflictError(f"this is not the step to take now: it is {copy.state.label.lower()}")
    if copy.version == 0:
        raise ConflictError("nothing was changed that could be published")
    return copy


def _step(
    engine: Engine, by: Actor, action: Action, copy: WorkingCopy, state: WorkingState, *, note: str = ""
) -> WorkingCopy:
    new = replace(
        copy,
        state=state,
        note=_note(note),
        state_by=by.name,
        version=copy.version + 1,
        updated_at=clock.stamp(),
    )
    engine.commit(
        [
            update_working_copy(new, seen=copy.version),
            guard_changed(),
            audit.insert_entry(
                by,
                action,
                copy.kind.value,
                copy.record_id,
                at=new.updated_at,
                before={"state": copy.state.value},
                after={"state": state.value, "publish_at": new.publish_at, "note": new.note},
            ),
        ]
    )
    return new


def _note(note: str) -> str | None:
    try:
        return plain_text(note, limit=LONGEST_NOTE).strip() or None
    except UnreadableTextError as error:
        raise FormError({"note": f"This cannot be kept: {error}."}) from None
