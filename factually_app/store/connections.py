"""Connections to a database file of SQLite, with the settings that every one of ours has."""

import sqlite3
import time
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from sqlite_utils import Database
from sqlite_utils.db import Tracer

from factually_app.domain.errors import UnusableDatabaseError

DatabaseFault = sqlite3.DatabaseError
"""What a read raises when the file is damaged, by a name that the layers above may know."""

_BOTH = ("foreign_keys = ON", "trusted_schema = OFF", "cell_size_check = ON")
_PAUSE_SECONDS = 0.01
_LARGEST_WAL = 4_000
"""Pages, 16 MB: a page that many commits change is written to the file itself once for all of them."""


def open_reader(path: Path, *, busy_seconds: float) -> sqlite3.Connection:
    """Open a file that is there already, to read and never to write."""
    return _open(path, "ro", (*_BOTH, "query_only = ON"), busy_seconds=busy_seconds)


def open_writer(path: Path, *, busy_seconds: float) -> sqlite3.Connection:
    """Open a file, making it when it is not there, to write with commits that outlive a power cut.

    What is deleted is overwritten, so that a name that was taken back is not in the file either.
    """
    durable = ("journal_mode = WAL", "synchronous = FULL", f"wal_autocheckpoint = {_LARGEST_WAL}")
    pragmas = (*_BOTH, *durable, "secure_delete = ON")
    return _open(path, "rwc", pragmas, busy_seconds=busy_seconds)


def database_over(connection: sqlite3.Connection, tracer: Tracer | None = None) -> Database:
    """Return the connection as what reads are written for; it sets nothing of its own."""
    return Database(connection, recursive_triggers=False, execute_plugins=False, tracer=tracer)


@dataclass(eq=False)
class Reader:
    """A thread's connection. It is closed when the thread ends: a server makes and ends many."""

    database: Database

    def __del__(self) -> None:
        self.database.conn.close()


def _open(path: Path, mode: str, pragmas: tuple[str, ...], *, busy_seconds: float) -> sqlite3.Connection:
    try:
        with ExitStack() as undo:
            connection = sqlite3.connect(
                f"{path.absolute().as_uri()}?mode={mode}",
                uri=True,
                timeout=busy_seconds,
                isolation_level=None,
                check_same_thread=False,
                cached_statements=256,
            )
            undo.callback(connection.close)
            for pragma in pragmas:
                _set(connection, pragma, busy_seconds)
            undo.pop_all()
    except sqlite3.Error as error:
        raise UnusableDatabaseError(f"{path} cannot be opened as a database: {error}") from None
    return connection


def _set(connection: sqlite3.Connection, pragma: str, busy_seconds: float) -> None:
    """Run a pragma. SQLite itself does not wait when two processes turn one new file to WAL at once."""
    deadline = time.monotonic() + busy_seconds
    while True:
        try:
            connection.execute(f"PRAGMA {pragma}").fetchone()
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(_PAUSE_SECONDS)
