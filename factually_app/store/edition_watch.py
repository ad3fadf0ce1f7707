"""Watching the edition: what it is now, asked of the database at most every so often."""

import threading

from factually_app.store.edition import Edition
from factually_app.store.engine import Engine

EVERY_SECONDS = 0.05
"""How late a commit of another process may be noticed; commits of this one are noticed at once."""


class EditionWatch:
    """Knows the edition through one connection of its own.

    `PRAGMA data_version` tells a connection whether any other one committed since it last asked, this
    process's writer and other processes alike. It costs a read of shared memory, the edition itself a query.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._reader = engine.open_apart()
        self._lock = threading.Lock()
        self._seen = -1
        self.due = 0.0
        """When the database is asked again, by `clock.ticks()`."""
        self._version: int | None = None
        self._edition: Edition | None = None

    def is_still(self, edition: Edition | None) -> bool:
        """Say whether this is the edition that was seen, and this process committed nothing since.

        Whoever makes a new edition known sets it first, and only then says that the database was asked.
        """
        return self._seen == self._engine.commits and self._edition is edition

    def current(self, now: float) -> Edition | None:
        """Return the edition, the very same object until it changes; None where the database has none.

        `now` is `clock.ticks()`.
        Whatever keeps the database from being read is raised as `connections.DatabaseFault`.
        """
        if self._seen != self._engine.commits or now >= self.due:
            with self._lock:
                self._look(now)
        return self._edition

    def _look(self, now: float) -> None:
        """Ask the database, unless somebody did while this thread waited for its turn."""
        seen = self._engine.commits
        if seen == self._seen and now < self.due:
            return
        connection = self._reader.database.conn
        (version,) = connection.execute("PRAGMA data_version").fetchone()
        if version != self._version:
            row = connection.execute("SELECT content, campaign FROM edition WHERE id = 1").fetchone()
            edition = Edition(*row) if row else None
            if edition != self._edition:
                self._edition = edition
            self._version = version
        self._seen, self.due = seen, now + EVERY_SECONDS
