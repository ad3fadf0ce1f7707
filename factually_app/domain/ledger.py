"""The public ledger: one row for each change of what stands, chained so that none can be altered unseen."""

import csv
import hashlib
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

FIELDS = ("number", "day", "people", "amount_minor", "currency", "reason")
"""What a hash is made of, in this order; `hash` itself is the last column of the download."""


@dataclass(frozen=True)
class LedgerRow:
    """One change: `people` and `amount_minor` are what came or went; `hash` is None before it is sealed."""

    number: int
    day: date
    people: int
    amount_minor: int
    currency: str
    reason: str
    hash: str | None

    @property
    def canonical(self) -> str:
        """The row as the one line of CSV that its hash is made of, without an end of line."""
        line = io.StringIO()
        values = {**vars(self), "day": self.day.isoformat()}
        csv.writer(line, lineterminator="").writerow(values[field] for field in FIELDS)
        return line.getvalue()


@dataclass(frozen=True)
class DailyTotal:
    """A day in which anything changed: who came and went, and what stood at its end, without a baseline."""

    day: date
    joined: int
    left: int
    people: int
    amount_minor: int


def chained(previous: str, row: LedgerRow) -> str:
    """Return the hash of a row that follows one with the hash `previous`; the first follows an empty text."""
    return hashlib.sha256((previous + row.canonical).encode()).hexdigest()


def sealed(rows: Iterable[LedgerRow], *, after: str = "") -> Iterator[tuple[int, str]]:
    """Yield number and hash of rows that follow each other."""
    for row in rows:
        after = chained(after, row)
        yield row.number, after


def faults(rows: Iterable[LedgerRow]) -> list[str]:
    """Return what is wrong with a ledger from its first row on; rows not sealed yet may only be the last."""
    previous: str | None = ""
    for expected, row in enumerate(rows, start=1):
        if row.number != expected:
            return [f"row {expected} of the ledger is missing"]
        if row.hash is not None and (previous is None or row.hash != chained(previous, row)):
            return [f"row {row.number} of the ledger is not what was sealed"]
        previous = row.hash
    return []
