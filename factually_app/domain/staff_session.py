"""A staff session: somebody signed in on one device, until they leave, stay away, or are signed out."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

IDLE = timedelta(hours=1)
"""How long somebody may stay away. A form that is being written in saves itself meanwhile, which counts as
being there; OWASP's 15 to 30 minutes are for sites where leaving a desk for lunch is dangerous."""

ABSOLUTE = timedelta(hours=12)
"""How long a session lasts at most: a working day (OWASP's upper bound for a day's work is 8 to 12 hours)."""

HALFWAY = timedelta(minutes=15)
"""How long somebody may look for the code of their second factor."""


class Stage(StrEnum):
    """How far somebody is: `password` still lacks the second factor."""

    PASSWORD = "password"  # noqa: S105 # a stage, not a secret
    FULL = "full"


@dataclass(frozen=True)
class StaffSession:
    """`digest` is of the token that only the browser has. Its owner tells it by `device` and `network`."""

    id: str
    digest: str
    staff_id: str
    stage: Stage
    device: str
    network: str
    created_at: str
    seen_at: str

    def is_over(self, now: datetime) -> bool:
        """Say whether it has lasted, or lain idle, too long."""
        began, seen = datetime.fromisoformat(self.created_at), datetime.fromisoformat(self.seen_at)
        longest = ABSOLUTE if self.stage is Stage.FULL else HALFWAY
        return now - began > longest or now - seen > IDLE
