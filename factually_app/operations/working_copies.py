"""Working copies: taking up what is live, saving what is being written, throwing it away."""

from collections.abc import Sequence
from dataclasses import replace

from factually_app import clock
from factually_app.domain.audit import Action
from factually_app.domain.draft import Draft
from factually_app.domain.errors import ConflictError
from factually_app.domain.staff import Actor
from factually_app.domain.working_copy import WorkingCopy, WorkingKind, WorkingState
from factually_app.formats.drafts import draft_text, read_article_draft, read_question_draft
from factually_app.formats.exchange import article_item, canonical, question_item
from factually_app.operations.draft_text import readable
from factually_app.operations.whole_records import article_record, question_record
from factually_app.store import audit
from factually_app.store.engine import Engine, Statement, guard_changed
from factually_app.store.working_copies import (
    delete_working_copy,
    find_working_copy,
    insert_working_copy,
    update_working_copy,
)


def read_draft(copy: WorkingCopy) -> Draft:
    """Return what a working copy holds."""
    if copy.kind is WorkingKind.ARTICLE:
        return read_article_draft(copy.content)
    return read_question_draft(copy.content)


def open_working_copy(engine: Engine, kind: WorkingKind, record_id: str) -> WorkingCopy:
    """Return what is being written of a record, or a copy of what is live that nobody has saved yet.

    NotFoundError when there is no such record.
    """
    live, version = _live(engine, kind, record_id)
    found = find_working_copy(engine.reader(), kind, record_id)
    return found or _unsaved(kind, record_id, live, version)


def live_draft(engine: Engine, kind: WorkingKind, record_id: str) -> Draft:
    """Return the record as it is live, in the form of a draft."""
    live, version = _live(engine, kind, record_id)
    return read_draft(_unsaved(kind, record_id, live, version))


def save_working_copy(
    engine: Engine,
    by: Actor,
    kind: WorkingKind,
    record_id: str,
    draft: Draft,
    *,
    seen: int,
    based_on: int | None = None,
    by_itself: bool = False,
    also: Sequence[Statement] = (),
) -> WorkingCopy:
    """Keep what is being written, however unfinished. `seen` is the version on the writer's screen.

    FormError for what no text may hold; ConflictError when somebody else saved meanwhile, or when it
    is scheduled. What was submitted or approved is being written again. A page saves `by_itself`
    while somebody types: that is put on record when it is another hand than the one before. `also` is
    what the draft leans on, made in the same batch; `based_on` the version of the record that the writer
    saw: where nothing was saved yet, what others published meanwhile is a conflict too.
    """
    content = draft_text(readable(draft))
    old = open_working_copy(engine, kind, record_id)
    if content == old.content and not also:
        return old  # the same words again, from whichever tab: nothing to write, and nothing to lose
    if old.state is WorkingState.SCHEDULED:
        raise ConflictError("this is scheduled to be published; take it off the schedule to change it")
    if seen != old.version:
        raise ConflictError("somebody else changed this meanwhile; nothing was written")
    if old.version == 0 and based_on not in (None, old.based_on):
        raise ConflictError("something else was published meanwhile; nothing was written")
    new = _saved(old, content, by, seen)
    batch = [*also, *_write(new, seen=seen)]
    if not by_itself or old.saved_by != by.name or old.version == 0:
        batch.append(_entry(by, Action.SAVE_WORKING_COPY, new))
    engine.commit(batch)
    return new


def discard_working_copy(engine: Engine, by: Actor, kind: WorkingKind, record_id: str, *, seen: int) -> None:
    """Throw away what is being written; what is live stays. The audit log keeps what it was."""
    old = open_working_copy(engine, kind, record_id)
    engine.commit(
        [
            delete_working_copy(kind, record_id, seen=seen),
            guard_changed(),
            audit.insert_entry(
                by,
                Action.DISCARD_WORKING_COPY,
                kind.value,
                record_id,
                at=clock.stamp(),
                before={"version": old.version, "content": old.content},
            ),
        ]
    )


def go_on_from_live(
    engine: Engine, by: Actor, kind: WorkingKind, record_id: str, *, seen: int, based_on: int
) -> WorkingCopy:
    """Let what is written be the next version of what is live by now, where that changed since it was begun.

    `based_on` is the version of the record that the writer looked at. What was approved was something else.
    """
    old = open_working_copy(engine, kind, record_id)
    _, live = _live(engine, kind, record_id)
    if live != based_on:
        raise ConflictError("what is live changed again meanwhile; nothing was written")
    new = replace(_saved(old, old.content, by, seen), based_on=based_on)
    engine.commit([*_write(new, seen=seen), _entry(by, Action.SAVE_WORKING_COPY, new)])
    return new


def first_working_copy(kind: WorkingKind, record_id: str, draft: Draft, by: Actor) -> Statement:
    """Begin to write a record that is made in the same batch, as its version 1."""
    blank = _unsaved(kind, record_id, draft_text(draft), 1)
    return insert_working_copy(replace(blank, saved_by=by.name, version=1))


def _saved(old: WorkingCopy, content: str, by: Actor, seen: int) -> WorkingCopy:
    keeps_note = old.state in (WorkingState.WRITING, WorkingState.RETURNED)
    return replace(
        old,
        content=content,
        state=old.state if keeps_note else WorkingState.WRITING,
        note=old.note if keeps_note else None,
        saved_by=by.name,
        version=seen + 1,
        updated_at=clock.stamp(),
    )


def _write(copy: WorkingCopy, *, seen: int) -> list[Statement]:
    if seen == 0:
        return [insert_working_copy(copy), guard_changed()]
    return [update_working_copy(copy, seen=seen), guard_changed()]


def _live(engine: Engine, kind: WorkingKind, record_id: str) -> tuple[str, int]:
    """Return the snapshot of what is live and its version."""
    if kind is WorkingKind.ARTICLE:
        article = article_record(engine, record_id)
        return canonical(article_item(article)), article.article.version
    question = question_record(engine, record_id)
    return canonical(question_item(question)), question.question.version


def _unsaved(kind: WorkingKind, record_id: str, snapshot: str, version: int) -> WorkingCopy:
    """Return a copy of what is live, in the form that saving gives it."""
    read = read_article_draft if kind is WorkingKind.ARTICLE else read_question_draft
    at = clock.stamp()
    return WorkingCopy(
        kind=kind,
        record_id=record_id,
        content=draft_text(read(snapshot)),
        based_on=version,
        state=WorkingState.WRITING,
        publish_at=None,
        note=None,
        notice=None,
        state_by=None,
        saved_by="",
        version=0,
        created_at=at,
        updated_at=at,
    )


def _entry(by: Actor, action: Action, copy: WorkingCopy) -> Statement:
    after = {"version": copy.version, "state": copy.state.value}
    return audit.insert_entry(by, action, copy.kind.value, copy.record_id, at=clock.stamp(), after=after)
