"""What was to be published by now: published once, however many workers and machines look."""

import json
import logging

from factually_app import clock
from factually_app.domain.correction import CorrectionKind
from factually_app.domain.errors import BusyError, ConflictError, FactuallyError
from factually_app.domain.staff import Actor
from factually_app.domain.working_copy import WorkingCopy, WorkingKind
from factually_app.operations.notices import Notice
from factually_app.operations.publishing import publish_article, publish_question
from factually_app.operations.review import unschedule
from factually_app.store.engine import Engine
from factually_app.store.working_copies import due_working_copies

_log = logging.getLogger(__name__)


def publish_due(engine: Engine) -> int:
    """Publish every working copy whose moment has come; return how many.

    Of several that look at once, one gets past the guard on the version and the others find it done.
    What cannot be published any more comes off the schedule with the reason as its note.
    """
    due = due_working_copies(engine.reader(), now=clock.stamp())
    return sum(_publish(engine, copy) for copy in due)


def _publish(engine: Engine, copy: WorkingCopy) -> bool:
    by = Actor(None, f"the schedule of {copy.state_by}")
    try:
        if copy.kind is WorkingKind.ARTICLE:
            publish_article(engine, by, copy.record_id, seen=copy.version, notice=_notice(copy))
        else:
            publish_question(engine, by, copy.record_id, seen=copy.version)
    except BusyError as error:
        _log.warning("%s %s stays on the schedule: %s", copy.kind, copy.record_id, error)
        return False
    except FactuallyError as error:
        return _take_off(engine, by, copy, str(error))
    return True


def _take_off(engine: Engine, by: Actor, copy: WorkingCopy, reason: str) -> bool:
    """Take a copy off the schedule that could not be published, unless somebody else was just quicker."""
    try:
        unschedule(engine, by, copy.kind, copy.record_id, seen=copy.version, note=reason[:2_000])
    except ConflictError:
        return False
    _log.error("%s %s could not be published when it was due: %s", copy.kind, copy.record_id, reason)
    return False


def _notice(copy: WorkingCopy) -> Notice | None:
    if copy.notice is None:
        return None
    said = json.loads(copy.notice)
    return Notice(**{**said, "kind": CorrectionKind(said["kind"])})
