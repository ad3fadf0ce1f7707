"""Tries that were spent lately, in a small file of their own that all processes of a machine share.

Nothing in it outlives the machine's running: it counts by a clock that begins anew with it.
"""

import os
import sqlite3
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path

from factually_app.domain.errors import BusyError, UnusableDatabaseError
from factually_app.domain.throttle import Budget
from factually_app.store.connections import open_writer
from factually_app.store.engine import Value

BUSY_SECONDS = 5.0
_FROM_ANOTHER_START = 60.0
"""A try noted this much later than now was noted before the machine was started anew."""

_SCHEMA = (
    """
    CREATE TABLE IF NOT EXISTS tries (
      id INTEGER PRIMARY KEY,
      key TEXT NOT NULL,
      at REAL NOT NULL,
      until REAL NOT NULL
    ) STRICT
    """,
    "CREATE INDEX IF NOT EXISTS tries_by_key ON tries (key, at)",
    "CREATE INDEX IF NOT EXISTS tries_by_end ON tries (until)",
)
_SPEND = """
    INSERT INTO tries (key, at, until)
    SELECT :key, :now, :now + :seconds
     WHERE (SELECT count(*) FROM tries WHERE key = :key AND at > :now - :seconds) < :most
    RETURNING id
    """
_FREE_AT = """
    SELECT at + :seconds AS free_at
      FROM tries
     WHERE key = :key AND at > :now - :seconds
     ORDER BY at DESC
     LIMIT 1 OFFSET :most - 1
    """


class Throttle:
    """The file of tries, opened when first needed. BusyError for whoever cannot be counted."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = None

    def spend(self, budgets: Sequence[Budget], *, now: float) -> list[int] | float:
        """Spend one try of each budget and return what they are called, to give them back.

        Where one of them has none left nothing is spent, and the seconds until it has are returned.
        """
        spent: list[int] = []
        for budget in budgets:
            params = {**vars(budget), "now": now}
            found = self._run(_SPEND, params)
            if not found:
                self.give_back(spent)
                return self._wait(params, now)
            spent.append(int(str(found[0][0])))
        return spent

    def give_back(self, spent: Sequence[int]) -> None:
        """Let tries count no more."""
        for number in spent:
            self._run("DELETE FROM tries WHERE id = :id", {"id": number})

    def forget(self, *, now: float) -> None:
        """Take away what counts no more."""
        self._run(
            "DELETE FROM tries WHERE until <= :now OR at > :now + :slack",
            {"now": now, "slack": _FROM_ANOTHER_START},
        )

    def close(self) -> None:
        """Let go of the file; it is opened again when needed."""
        with self._lock:
            if self._connection:
                self._connection.close()
            self._connection = None

    def _wait(self, params: Mapping[str, Value], now: float) -> float:
        found = self._run(_FREE_AT, params)
        return max(1.0, float(str(found[0][0])) - now) if found else 1.0

    def _run(self, sql: str, params: Mapping[str, Value]) -> list[tuple[Value, ...]]:
        with self._lock:
            try:
                self._connection = self._connection or _opened(self._path)
                return self._connection.execute(sql, dict(params)).fetchall()
            except (sqlite3.Error, OSError, UnusableDatabaseError) as error:
                raise BusyError(f"tries cannot be counted now: {error}") from None


def _opened(path: Path) -> sqlite3.Connection:
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    connection = open_writer(path, busy_seconds=BUSY_SECONDS)
    try:
        # What a power cut takes away here is forgotten with the machine's clock anyway.
        connection.execute("PRAGMA synchronous = OFF")
        for statement in _SCHEMA:
            connection.execute(statement)
    except sqlite3.Error:
        connection.close()
        raise
    return connection
