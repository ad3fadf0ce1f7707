"""A revision: an immutable record of one edit."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Revision:
    """What a record was after its `number`-th edit; `snapshot` is its exchange form as JSON text."""

    record_id: str
    number: int
    snapshot: str
    note: str | None
    made_by: str
    made_at: str
