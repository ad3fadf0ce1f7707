"""The embedded engine: SQLite in WAL mode with FULL sync, one writer, waiting batches committed together."""

import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlite_utils import Database
from sqlite_utils.db import Tracer

from factually_app.domain.errors import BusyError, ConflictError
from factually_app.store.engine import Statement

BUSY_SECONDS = 10.0
"""How long a commit waits for another process's write lock before it gives up."""


@dataclass(eq=False)
class _Waiting:
    """A batch between its caller and the disk."""

    batch: Sequence[Statement]
    done: bool = False
    error: Exception | None = None


class SqliteEngine:
    """One database file on this machine.

    Callers of `commit` queue; whoever gets the lock first commits everything that waits, in one
    transaction with a savepoint for each batch, so that a crowd of writers shares one disk flush.
    """

    def __init__(self, path: Path, *, tracer: Tracer | None = None) -> None:
        """Open the file, making it when it is not there. `tracer` is told every read."""
        self._path = path
        self._tracer = tracer
        self._local = threading.local()
        self._open: list[sqlite3.Connection] = []
        self._lock = threading.Lock()
        self._queue_lock = threading.Lock()
        self._queue: list[_Waiting] = []
        self._writer = self._connect(read_only=False)
        self._writer.execute("PRAGMA journal_mode = WAL").fetchone()
        self._writer.execute("PRAGMA synchronous = FULL")

    def reader(self) -> Database:
        """Return this thread's read-only connection."""
        database: Database | None = getattr(self._local, "database", None)
        if database is None:
            connection = self._connect(read_only=True)
            database = Database(
                connection, recursive_triggers=False, execute_plugins=False, tracer=self._tracer
            )
            self._local.database = database
        return database

    @contextmanager
    def snapshot(self) -> Iterator[Database]:
        """Read one moment of the database: what is committed meanwhile shows afterwards."""
        database = self.reader()
        if database.conn.in_transaction:
            yield database
            return
        database.conn.execute("BEGIN")
        try:
            yield database
        finally:
            database.conn.execute("ROLLBACK")

    def commit(self, batch: Sequence[Statement]) -> None:
        """Apply `batch` whole, durable on return; see `Engine.commit`."""
        waiting = _Waiting(batch)
        with self._queue_lock:
            self._queue.append(waiting)
        with self._lock:
            if not waiting.done:
                self._commit_waiting()
        if waiting.error:
            raise waiting.error

    def close(self) -> None:
        """Let go of every connection; the engine is not used after."""
        with self._lock:
            for connection in self._open:
                connection.close()
            self._open.clear()

    def _connect(self, *, read_only: bool) -> sqlite3.Connection:
        mode = "ro" if read_only else "rwc"
        connection = sqlite3.connect(
            f"{self._path.absolute().as_uri()}?mode={mode}",
            uri=True,
            timeout=BUSY_SECONDS,
            isolation_level=None,
            check_same_thread=False,
            cached_statements=256,
        )
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA cell_size_check = ON")
        if read_only:
            connection.execute("PRAGMA query_only = ON")
        self._open.append(connection)
        return connection

    def _commit_waiting(self) -> None:
        with self._queue_lock:
            group, self._queue = self._queue, []
        if not self._commit_group(group) and len(group) > 1:
            # Something befell the transaction itself; each batch gets its own and its own error.
            for waiting in group:
                waiting.error = None
                self._commit_group([waiting])
        for waiting in group:
            waiting.done = True

    def _commit_group(self, group: list[_Waiting]) -> bool:
        """Commit `group` in one transaction; False, with an error on each, when that failed."""
        try:
            self._writer.execute("BEGIN IMMEDIATE")
            for waiting in group:
                self._apply(waiting)
            self._writer.execute("COMMIT")
        except sqlite3.Error as error:
            if self._writer.in_transaction:
                self._writer.execute("ROLLBACK")
            for waiting in group:
                waiting.error = _in_our_words(error)
            return False
        return True

    def _apply(self, waiting: _Waiting) -> None:
        """Run one batch in its savepoint; what is wrong with it alone undoes it alone."""
        self._writer.execute("SAVEPOINT batch")
        try:
            for statement in waiting.batch:
                self._writer.execute(statement.sql, dict(statement.params))
        except (sqlite3.IntegrityError, sqlite3.ProgrammingError) as error:
            self._writer.execute("ROLLBACK TO batch")
            waiting.error = _in_our_words(error)
        self._writer.execute("RELEASE batch")


def _in_our_words(error: sqlite3.Error) -> Exception:
    """Translate what SQLite raised into what the house raises; a fault of ours stays as it is."""
    if isinstance(error, sqlite3.IntegrityError):
        return ConflictError(_conflict_sentence(str(error)))
    if isinstance(error, sqlite3.OperationalError) and error.sqlite_errorname in _PASSING:
        return BusyError(f"the database cannot be written now: {error}")
    return error


_PASSING = {"SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_FULL", "SQLITE_READONLY", "SQLITE_IOERR"}


def _conflict_sentence(reason: str) -> str:
    if "guard_holds" in reason:
        return "somebody else changed this meanwhile; nothing was written"
    return f"the records do not allow this: {reason}; nothing was written"
