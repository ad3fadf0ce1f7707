"""Reads that may take so long and no longer."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager

from sqlite_utils import Database

from factually_app.domain.errors import BusyError

_STEPS = 5_000
"""How many steps of SQLite's machine pass between two looks at the clock: well under a millisecond."""


@contextmanager
def bounded(db: Database, *, seconds: float) -> Iterator[None]:
    """Break off whatever this connection reads in the block once it has worked so long: BusyError.

    What a busy machine keeps from this thread is not held against it, up to as long again.
    A connection belongs to one thread, so that nobody else's read is ever broken off; the transaction
    that the read stands in goes on.
    """
    worked, waited = time.thread_time() + seconds, time.monotonic() + 2 * seconds
    db.conn.set_progress_handler(
        lambda: int(time.thread_time() > worked or time.monotonic() > waited), _STEPS
    )
    try:
        yield
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_INTERRUPT:
            raise
        raise BusyError("finding took too long and was broken off") from None
    finally:
        db.conn.set_progress_handler(None, 0)
