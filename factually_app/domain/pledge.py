"""A pledge: one payment of a supporter. The supporter, counted once, is the `person`."""

from dataclasses import dataclass
from enum import StrEnum


class PledgeState(StrEnum):
    """Only what is `paid` stands toward the goal."""

    PENDING = "pending"
    PAID = "paid"
    REFUNDED = "refunded"
    TEST = "test"


@dataclass(frozen=True)
class Pledge:
    """One payment. `person` is a keyed digest, never a name or an address."""

    id: str
    campaign_id: str
    person: str
    amount_minor: int
    currency: str
    state: PledgeState
    pledged_at: str
