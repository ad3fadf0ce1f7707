"""The embedded engine: SQLite in WAL mode with FULL sync, one writer, waiting batches committed together."""

import sqlite3
import threading
import weakref
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from sqlite_utils import Database
from sqlite_utils.db import Tracer

from factually_app.domain.errors import BusyError
from factually_app.store.connections import Reader, database_over, open_reader, open_writer
from factually_app.store.engine import Decide, Statement
from factually_app.store.sqlite_faults import in_our_words
from factually_app.store.waiting_batch import WaitingBatch
from factually_app.store.word_index import WordIndex

BUSY_SECONDS = 10.0
"""How long a commit waits for another process's write lock before it gives up."""


class SqliteEngine:
    """One database file on this machine.

    Callers of `commit` queue. One of them leads: it commits everything that waits in one transaction,
    so that a crowd shares one disk flush, and hands over to the first that came meanwhile.
    """

    def __init__(
        self, path: Path, *, busy_seconds: float = BUSY_SECONDS, tracer: Tracer | None = None
    ) -> None:
        """Open the file, making it when it is not there. `tracer` is told every read."""
        self._path = path
        self._busy_seconds = busy_seconds
        self._tracer = tracer
        self._local = threading.local()
        self._readers: weakref.WeakSet[Reader] = weakref.WeakSet()
        self._lock = threading.Lock()
        self._queue_lock = threading.Lock()
        self._queue: list[WaitingBatch] = []
        self._is_led = False
        self._writer = open_writer(path, busy_seconds=busy_seconds)
        self._writing = database_over(self._writer)
        self._index = WordIndex()
        self.commits = 0

    def reader(self) -> Database:
        """Return this thread's read-only connection."""
        reader: Reader | None = getattr(self._local, "reader", None)
        if reader is None:
            reader = self._local.reader = self.open_apart()
        return reader.database

    def open_apart(self) -> Reader:
        """Open a read-only connection that belongs to no thread; see `Engine.open_apart`."""
        connection = open_reader(self._path, busy_seconds=self._busy_seconds)
        reader = Reader(database_over(connection, self._tracer))
        self._readers.add(reader)
        return reader

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
        self.commit_decided(lambda _: batch)

    def commit_decided(self, decide: Decide) -> None:
        """Decide and commit, durable on return; see `Engine.commit_decided`.

        Whoever leads decides for all, inside the transaction, where each sees what those before it wrote: a
        crowd that read at once would spend more on taking Python's lock from each other than on reading.
        """
        waiting = WaitingBatch(decide)
        with self._queue_lock:
            self._queue.append(waiting)
            waiting.leads, self._is_led = not self._is_led, True
        if not waiting.leads:
            self._sleep(waiting)
        if waiting.leads:
            self._lead()
        if waiting.error:
            raise waiting.error
        if not waiting.is_done:
            raise BusyError("the commit was interrupted; try again")

    def close(self) -> None:
        """Let go of every connection; the engine is not used after."""
        with self._lock:
            for reader in list(self._readers):
                reader.database.conn.close()
            self._writer.close()

    def _sleep(self, waiting: WaitingBatch) -> None:
        """Wait until the batch is done or is to lead; whoever is torn from it leaves the queue in order."""
        try:
            waiting.turn.wait()
        except BaseException:
            with self._queue_lock:
                if waiting in self._queue:
                    self._queue.remove(waiting)
            if waiting.leads:
                self._hand_over()
            raise

    def _lead(self) -> None:
        """Commit all that waits, let the next one lead, and wake those whose batches are done."""
        with self._queue_lock:
            group, self._queue = self._queue, []
        try:
            with self._lock:
                self._commit_waiting(group)
            for waiting in group:
                waiting.is_done = True
        finally:
            self._hand_over()
            for waiting in group:
                waiting.turn.set()

    def _hand_over(self) -> None:
        """Let the first of those lead that came meanwhile, if any did."""
        with self._queue_lock:
            self._is_led = bool(self._queue)
            if self._is_led:
                self._queue[0].leads = True
                self._queue[0].turn.set()

    def _commit_waiting(self, group: list[WaitingBatch]) -> None:
        """Commit a group at once, which mostly succeeds; where it does not, find out whose fault it was."""
        if not self._begin(group) or self._commit_group(group, self._apply) or len(group) == 1:
            return
        if not self._begin(group) or self._commit_group(group, self._apply_apart):
            return
        for waiting in group:
            # Something befell the transaction itself; each batch gets its own and its own error.
            if self._begin([waiting]):
                self._commit_group([waiting], self._apply)

    def _begin(self, group: list[WaitingBatch]) -> bool:
        """Take the write lock. What keeps it from us keeps it from each batch of the group alike."""
        try:
            self._writer.execute("BEGIN IMMEDIATE")
        except sqlite3.Error as error:
            for waiting in group:
                waiting.error = in_our_words(error)
            return False
        for waiting in group:
            waiting.error = None
        return True

    def _commit_group(self, group: list[WaitingBatch], apply: Callable[[WaitingBatch], None]) -> bool:
        """Commit `group` in one transaction; False, with an error on each, when that failed."""
        try:
            for waiting in group:
                apply(waiting)
            self._index.update(self._writer)
            self._writer.execute("COMMIT")
            self.commits += 1
        except BaseException as error:
            if self._writer.in_transaction:
                self._writer.execute("ROLLBACK")
            if not isinstance(error, Exception):
                raise
            for waiting in group:
                waiting.error = in_our_words(error)
            return False
        return True

    def _apply(self, waiting: WaitingBatch) -> None:
        for statement in waiting.decide(self._writing):
            self._writer.execute(statement.sql, dict(statement.params))

    def _apply_apart(self, waiting: WaitingBatch) -> None:
        """Run one batch in its savepoint; what is wrong with it alone undoes it alone."""
        self._writer.execute("SAVEPOINT batch")
        try:
            self._apply(waiting)
        except sqlite3.OperationalError:
            raise
        except Exception as error:  # such as a number too large, which fails before it gets to SQLite
            self._writer.execute("ROLLBACK TO batch")
            waiting.error = in_our_words(error)
        self._writer.execute("RELEASE batch")
