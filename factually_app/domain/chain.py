"""A chain of hashes over rows that only grow at the end, so that none can be altered unseen."""

import hashlib
from collections.abc import Iterable, Iterator
from typing import Protocol


class Chained(Protocol):
    """A row of a chain: `number` counts from 1, `hash` is None before the row is sealed."""

    @property
    def number(self) -> int: ...
    @property
    def hash(self) -> str | None: ...

    @property
    def canonical(self) -> str:
        """The one text of the row that its hash is made of."""
        ...


def chained(previous: str, row: Chained) -> str:
    """Return the hash of a row that follows one with the hash `previous`; the first follows an empty text."""
    return hashlib.sha256((previous + row.canonical).encode("utf-8", "surrogatepass")).hexdigest()


def sealed(rows: Iterable[Chained], *, after: str = "") -> Iterator[tuple[int, str]]:
    """Yield number and hash of rows that follow each other."""
    for row in rows:
        after = chained(after, row)
        yield row.number, after


def faults(rows: Iterable[Chained], *, name: str, after: str | None = "", first: int = 1) -> list[str]:
    """Return what is wrong with a chain; rows not sealed yet may only be the last.

    It is looked at from its beginning on, or from row `first` on, which follows the hash `after`.
    `name` is what the chain is called in a sentence, such as 'the ledger'.
    """
    previous = after
    for expected, row in enumerate(rows, start=first):
        if row.number != expected:
            return [f"row {expected} of {name} is missing"]
        if row.hash is not None and (previous is None or row.hash != chained(previous, row)):
            return [f"row {row.number} of {name} is not what was sealed"]
        previous = row.hash
    return []
