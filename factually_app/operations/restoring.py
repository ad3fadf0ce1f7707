"""Earlier versions taken up again: what a revision holds is written on, and published becomes a new one."""

from factually_app import clock
from factually_app.domain.audit import Action
from factually_app.domain.revision import Revision
from factually_app.domain.staff import Actor
from factually_app.domain.working_copy import WorkingCopy, WorkingKind
from factually_app.formats.drafts import read_question_draft
from factually_app.operations.working_copies import open_working_copy, save_working_copy
from factually_app.store import audit
from factually_app.store.engine import Engine


def restore_question(
    engine: Engine, by: Actor, revision: Revision, *, seen: int, based_on: int
) -> WorkingCopy:
    """Write on with what a revision of a question holds; the audit log keeps what was being written.

    ConflictError as for `save_working_copy`.
    """
    kind, record_id = WorkingKind.QUESTION, revision.record_id
    old = open_working_copy(engine, kind, record_id)
    replaced = audit.insert_entry(
        by,
        Action.SAVE_WORKING_COPY,
        kind.value,
        record_id,
        at=clock.stamp(),
        before={"version": old.version, "content": old.content},
        after={"restored": revision.number},
    )
    return save_working_copy(
        engine,
        by,
        kind,
        record_id,
        read_question_draft(revision.snapshot),
        seen=seen,
        based_on=based_on,
        by_itself=True,
        also=[replaced],
    )
