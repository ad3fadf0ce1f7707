"""What goes on while the site is served: watching over the totals, sealing records, keeping the schedule."""

import logging
import os
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass

from factually_app.domain.errors import BusyError, FactuallyError
from factually_app.operations.audit import seal_audit_log
from factually_app.operations.integrity import totals_findings
from factually_app.operations.ledger import seal_ledger
from factually_app.operations.scheduled import publish_due
from factually_app.store.connections import DatabaseFault
from factually_app.store.engine import Engine

EVERY_SECONDS = 300.0
SCHEDULE_SECONDS = 2.0
"""How late something scheduled may be published; looking is one read of an index."""

_log = logging.getLogger(__name__)


def look_once(engine: Engine) -> list[str]:
    """Seal the ledger, hold the totals against the rows, log and return where they differ."""
    try:
        seal_ledger(engine)
        seal_audit_log(engine)
        with engine.snapshot():
            found = totals_findings(engine)
    except BusyError as error:
        _log.warning("the totals were not looked at: %s", error)
        return []
    for finding in found:
        _log.error("the totals are wrong: %s", finding)
    return found


@dataclass(frozen=True)
class Watch:
    """Something done every so often in a thread of its own, until it is stopped."""

    thread: threading.Thread
    stopped: threading.Event

    def stop(self) -> None:
        """Stop it, and wait until it uses the database no more."""
        self.stopped.set()
        self.thread.join()


def watch(engine: Engine, *, every: float = EVERY_SECONDS) -> Watch:
    """Look at the totals every so often.

    Every worker of a server may do so: looking changes nothing, and sealing twice comes to the same.
    """
    return repeat(every, "watch over the totals", lambda: look_once(engine))


def keep_schedule(engine: Engine, *, every: float = SCHEDULE_SECONDS) -> Watch:
    """Publish what is due every so often. Every worker may do so: each thing is published once."""
    return repeat(every, "the schedule", lambda: publish_due(engine))


def repeat(seconds: float, name: str, look: Callable[[], object], *, is_idle: bool = False) -> Watch:
    """Do something every so often in a thread of its own; `is_idle` gives way to all other work."""
    stopped = threading.Event()

    def run() -> None:
        if is_idle and sys.platform.startswith("linux"):  # where each thread has its own place in the queue
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), 19)
        while not stopped.wait(seconds):
            try:
                look()
            except (DatabaseFault, FactuallyError, OSError):
                _log.exception("%s: this time it failed", name)

    thread = threading.Thread(target=run, name=name, daemon=True)
    thread.start()
    return Watch(thread, stopped)
