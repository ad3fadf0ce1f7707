"""What reads and writes go through: statements are values, a batch of them is applied whole or not at all."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Protocol

from sqlite_utils import Database

from factually_app.store.connections import Reader

Value = str | int | float | bytes | None


@dataclass(frozen=True)
class Statement:
    """One SQL statement with its named parameters. Making one touches nothing."""

    sql: str
    params: Mapping[str, Value] = field(default_factory=dict)


Decide = Callable[[Database], Sequence[Statement]]
"""Reads what it needs and returns the batch to commit."""


class Engine(Protocol):
    """A database that many may read and batches may change."""

    commits: int
    """How many commits of this process succeeded; counted before whoever committed goes on."""

    def reader(self) -> Database:
        """Return this thread's read-only connection."""
        ...

    def open_apart(self) -> Reader:
        """Open a read-only connection that belongs to no thread; whoever holds it sees to its turns."""
        ...

    def snapshot(self) -> AbstractContextManager[Database]:
        """Return this thread's connection, seeing one and the same moment until it is left."""
        ...

    def commit(self, batch: Sequence[Statement]) -> None:
        """Apply `batch` whole, durable on return.

        Raises ConflictError when a guard in it fails or a key it makes exists already, and
        BusyError when the database cannot be written now. In both cases nothing was written.
        """
        ...

    def commit_decided(self, decide: Decide) -> None:
        """Ask `decide` for a batch and commit it; what it raises is raised, and nothing was written.

        For operations of which many come at once: whoever commits for the others decides for them too.
        `decide` is shown what is committed, and may be asked again. Its batch needs the same guards as
        any other: an engine may ask before its transaction begins.
        """
        ...

    def close(self) -> None:
        """Let go of every connection."""
        ...


def guard_changed() -> Statement:
    """Undo the whole batch unless the statement before this one changed a row."""
    return Statement("INSERT OR REPLACE INTO guard (id, ok) SELECT 1, changes() > 0")
