"""Watching over the totals while the site is served: sealing the ledger, and saying when they differ."""

import logging
import threading
from dataclasses import dataclass

from factually_app.domain.errors import BusyError
from factually_app.operations.integrity import totals_findings
from factually_app.operations.ledger import seal_ledger
from factually_app.store.connections import DatabaseFault
from factually_app.store.engine import Engine

EVERY_SECONDS = 300.0

_log = logging.getLogger(__name__)


def look_once(engine: Engine) -> list[str]:
    """Seal the ledger, hold the totals against the rows, log and return where they differ."""
    try:
        seal_ledger(engine)
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
    """Look every so often.

    Every worker of a server may do so: looking changes nothing, and sealing twice comes to the same.
    """
    stopped = threading.Event()

    def run() -> None:
        while not stopped.wait(every):
            try:
                look_once(engine)
            except DatabaseFault:
                _log.exception("the totals could not be looked at")

    thread = threading.Thread(target=run, name="watch over the totals", daemon=True)
    thread.start()
    return Watch(thread, stopped)
