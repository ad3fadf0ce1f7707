"""The embedded engine: SQLite in WAL mode with FULL sync, one writer, waiting batches committed together."""

import sqlite3
import threading
import weakref
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlite_utils import Database
from sqlite_utils.db import Tracer

from factually_app.domain.errors import BusyError, ConflictError
from factually_app.store.connections import open_reader, open_writer
from factually_app.store.engine import Statement
from factually_app.store.word_index import HAS_CHANGES, HAS_INDEX, UPDATE_INDEX

BUSY_SECONDS = 10.0
"""How long a commit waits for another process's write lock before it gives up."""


@dataclass(eq=False)
class _Waiting:
    """A batch between its caller and the disk."""

    batch: Sequence[Statement]
    done: bool = False
    error: Exception | None = None


@dataclass(eq=False)
class _Reader:
    """A thread's connection. It is closed when the thread ends: a server makes and ends many."""

    database: Database

    def __del__(self) -> None:
        self.database.conn.close()


class SqliteEngine:
    """One database file on this machine.

    Callers of `commit` queue; whoever gets the lock first commits everything that waits, in one
    transaction with a savepoint for each batch, so that a crowd of writers shares one disk flush.
    """

    def __init__(
        self, path: Path, *, busy_seconds: float = BUSY_SECONDS, tracer: Tracer | None = None
    ) -> None:
        """Open the file, making it when it is not there. `tracer` is told every read."""
        self._path = path
        self._busy_seconds = busy_seconds
        self._tracer = tracer
        self._local = threading.local()
        self._readers: weakref.WeakSet[_Reader] = weakref.WeakSet()
        self._lock = threading.Lock()
        self._queue_lock = threading.Lock()
        self._queue: list[_Waiting] = []
        self._writer = open_writer(path, busy_seconds=busy_seconds)
        self._has_index = False

    def reader(self) -> Database:
        """Return this thread's read-only connection."""
        reader: _Reader | None = getattr(self._local, "reader", None)
        if reader is None:
            connection = open_reader(self._path, busy_seconds=self._busy_seconds)
            reader = _Reader(
                Database(connection, recursive_triggers=False, execute_plugins=False, tracer=self._tracer)
            )
            self._local.reader = reader
            self._readers.add(reader)
        return reader.database

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
        if not waiting.done:
            raise BusyError("the commit was interrupted; try again")

    def close(self) -> None:
        """Let go of every connection; the engine is not used after."""
        with self._lock:
            for reader in list(self._readers):
                reader.database.conn.close()
            self._writer.close()

    def _commit_waiting(self) -> None:
        with self._queue_lock:
            group, self._queue = self._queue, []
        if self._begin(group) and not self._commit_group(group) and len(group) > 1:
            # Something befell the transaction itself; each batch gets its own and its own error.
            for waiting in group:
                waiting.error = None
                if self._begin([waiting]):
                    self._commit_group([waiting])
        for waiting in group:
            waiting.done = True

    def _begin(self, group: list[_Waiting]) -> bool:
        """Take the write lock. What keeps it from us keeps it from each batch of the group alike."""
        try:
            self._writer.execute("BEGIN IMMEDIATE")
        except sqlite3.Error as error:
            for waiting in group:
                waiting.error = _in_our_words(error)
            return False
        return True

    def _commit_group(self, group: list[_Waiting]) -> bool:
        """Commit `group` in one transaction; False, with an error on each, when that failed."""
        try:
            for waiting in group:
                self._apply(waiting)
            self._update_index()
            self._writer.execute("COMMIT")
        except BaseException as error:
            if self._writer.in_transaction:
                self._writer.execute("ROLLBACK")
            if not isinstance(error, sqlite3.Error):
                raise
            for waiting in group:
                waiting.error = _in_our_words(error)
            return False
        return True

    def _update_index(self) -> None:
        """Let the words of what changed be found from this very commit on."""
        self._has_index = self._has_index or bool(self._writer.execute(HAS_INDEX).fetchone())
        if self._has_index and self._writer.execute(HAS_CHANGES).fetchone():
            for sql in UPDATE_INDEX:
                self._writer.execute(sql)

    def _apply(self, waiting: _Waiting) -> None:
        """Run one batch in its savepoint; what is wrong with it alone undoes it alone."""
        self._writer.execute("SAVEPOINT batch")
        try:
            for statement in waiting.batch:
                self._writer.execute(statement.sql, dict(statement.params))
        except sqlite3.OperationalError:
            raise
        except Exception as error:
            # Not only SQLite's: a number too large or half a character fails before it gets there.
            self._writer.execute("ROLLBACK TO batch")
            waiting.error = _in_our_words(error)
        self._writer.execute("RELEASE batch")


def _in_our_words(error: Exception) -> Exception:
    """Translate what SQLite raised into what the house raises; a fault of ours stays as it is."""
    if isinstance(error, sqlite3.IntegrityError):
        return ConflictError(_conflict_sentence(str(error)))
    if isinstance(error, sqlite3.OperationalError) and error.sqlite_errorcode & 0xFF in _PASSING:
        return BusyError(f"the database cannot be written now: {error}")
    return error


# The low byte of an error code; the rest is detail, as in SQLITE_BUSY_SNAPSHOT.
_PASSING = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_READONLY,
}


def _conflict_sentence(reason: str) -> str:
    if "guard_holds" in reason:
        return "somebody else changed this meanwhile; nothing was written"
    return f"the records do not allow this: {reason}; nothing was written"
