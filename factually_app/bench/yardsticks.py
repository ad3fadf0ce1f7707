"""What the measures are held beside: the disk alone, and SQLite with one flush for each commit."""

import os
import sqlite3
import time
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path

from factually_app.store.connections import database_over, open_writer
from factually_app.store.engine import Decide, Engine, Statement

_PAGE = b"\0" * 4096
_PAGES = 1_000


def flushes_per_second(file: Path, *, seconds: float) -> float:
    """Write a page and wait until it is on the disk, over and over."""
    place = os.open(file, os.O_CREAT | os.O_WRONLY)
    count, started = 0, time.perf_counter()
    while (took := time.perf_counter() - started) < seconds:
        os.pwrite(place, _PAGE, count % _PAGES * len(_PAGE))
        os.fdatasync(place)
        count += 1
    os.close(place)
    return count / took


def inserts_per_second(file: Path, events: Iterable[tuple[str, str]]) -> float:
    """Keep raw events under their ids, each in a transaction with a flush of its own."""
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL").fetchone()
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute(
            "CREATE TABLE IF NOT EXISTS events (id TEXT PRIMARY KEY, raw TEXT NOT NULL) STRICT"
        )
        count, started = 0, time.perf_counter()
        for event in events:
            connection.execute("INSERT INTO events (id, raw) VALUES (?, ?)", event)
            count += 1
        return count / (time.perf_counter() - started)


class OneByOne:
    """An engine without a queue: what one connection does that flushes at the end of each batch."""

    def __init__(self, engine: Engine, folder: Path) -> None:
        """Write to the database in `folder`, whose own engine reads for it and writes nothing meanwhile."""
        self.reader, self.snapshot, self.open_apart = engine.reader, engine.snapshot, engine.open_apart
        self.commits = 0
        self._writer = open_writer(folder / "factually.db", busy_seconds=1)
        self._writing = database_over(self._writer)

    def commit(self, batch: Sequence[Statement]) -> None:
        """Apply a batch whole, durable on return."""
        self.commit_decided(lambda _: batch)

    def commit_decided(self, decide: Decide) -> None:
        """Decide and commit in one transaction."""
        self._writer.execute("BEGIN IMMEDIATE")
        for statement in decide(self._writing):
            self._writer.execute(statement.sql, dict(statement.params))
        self._writer.execute("COMMIT")

    def close(self) -> None:
        """Let go of the connection."""
        self._writer.close()


class BareIndex:
    """FTS5 by itself: a table of the same texts, asked for any of the words, weighed by BM25."""

    def __init__(self, file: Path) -> None:
        self._connection = sqlite3.connect(file, isolation_level=None)
        self._connection.execute("PRAGMA journal_mode = WAL").fetchone()
        self._connection.execute(
            "CREATE VIRTUAL TABLE texts USING fts5(words, tokenize = 'porter unicode61 remove_diacritics 2')"
        )

    def add(self, texts: Iterable[str]) -> None:
        """Keep texts."""
        self._connection.execute("BEGIN")
        self._connection.executemany("INSERT INTO texts (words) VALUES (?)", ((text,) for text in texts))
        self._connection.execute("COMMIT")

    def merge(self) -> None:
        """Make the index one piece, as an import leaves ours."""
        self._connection.execute("INSERT INTO texts (texts) VALUES ('optimize')")

    def ask(self, question: str) -> None:
        """Find the ten best."""
        words = " OR ".join(f'"{word}"' for word in dict.fromkeys(question.split()))
        self._connection.execute(
            "SELECT rowid FROM texts WHERE texts MATCH ? ORDER BY bm25(texts) LIMIT 10", (words,)
        ).fetchall()

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()
