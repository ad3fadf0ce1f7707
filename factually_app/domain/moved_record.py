"""A moved record: a claim or source that was merged into another, whose old address leads there."""

from dataclasses import dataclass


@dataclass(frozen=True)
class MovedRecord:
    """`kind` is 'claim' or 'source'; the old record stays, retired."""

    kind: str
    old_id: str
    new_id: str
    moved_at: str
