"""The public ledger: one row for each change of what stands, chained so that none can be altered unseen."""

import csv
import io
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
