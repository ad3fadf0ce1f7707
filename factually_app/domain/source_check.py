"""A source check: what was met last at the address of a source. It only ever warns."""

from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    """Found where it was; found elsewhere for good; gone, as the site says; or not to be reached."""

    FOUND = "found"
    MOVED = "moved"
    GONE = "gone"
    FAILED = "failed"

    @property
    def label(self) -> str:
        return self.value.capitalize()


@dataclass(frozen=True)
class SourceCheck:
    """`status` is what the site answered, None when it did not; `leads_to` where it sent us on to."""

    source_id: str
    outcome: Outcome
    status: int | None
    leads_to: str | None
    detail: str | None
    checked_at: str

    @property
    def is_dead(self) -> bool:
        """Whether readers should be led to the archived copy first."""
        return self.outcome is Outcome.GONE
