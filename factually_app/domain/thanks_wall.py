"""The thank-you wall: a first name that a supporter gave for it, and how far it has come."""

from dataclasses import dataclass
from enum import StrEnum

from factually_app.domain.errors import FactuallyError

LONGEST_NAME = 40
"""In characters."""


class WallError(FactuallyError):
    """A name cannot be taken for the wall; the sentence says why, to the supporter who gave it."""


class NameState(StrEnum):
    """What moderation said of a name so far."""

    PENDING = "pending"
    APPROVED = "approved"
    DECLINED = "declined"


@dataclass(frozen=True)
class WallName:
    """What one person gave for the wall of one campaign.

    `id` stands for this very name: another name of the same person has another id, so that nobody
    approves what they have not read. `name` is None once it was declined: its text is not kept.
    `stands` says whether the person counts toward the campaign now; without that nothing is shown.
    """

    id: str
    campaign_id: str
    person: str
    name: str | None
    state: NameState
    stands: bool
    offered_at: str
    decided_at: str | None
    version: int

    @property
    def is_shown(self) -> bool:
        """Say whether readers see it."""
        return self.state is NameState.APPROVED and self.stands
