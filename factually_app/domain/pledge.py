"""A pledge: one payment of a supporter. The supporter, counted once, is the `person`."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum

from factually_app.domain.campaign import Mode


class Provider(StrEnum):
    """Who says that something was paid; `offline` is the newsroom itself."""

    OFFLINE = "offline"
    STRIPE = "stripe"
    STANDARD = "standard"


class Dispute(IntEnum):
    """How far a dispute went; the highest seen is where it is."""

    NONE = 0
    OPEN = 1
    LOST = 2
    WON = 3


class PledgeState(StrEnum):
    """A pledge in one word. Only `paid`, in part given back or not, stands toward the goal."""

    PENDING = "pending"
    FAILED = "failed"
    PAID = "paid"
    REFUNDED = "refunded"
    DISPUTED = "disputed"
    LOST = "lost"


@dataclass(frozen=True)
class Pledge:
    """One payment, as all that was heard of it comes to.

    `person` is a keyed digest, never a name or an address; None before the payment itself is heard
    of. `campaign_id` is None where no campaign of its mode and currency was there to take it, `named`
    says that the payment named its campaign itself. `refunded_minor` is what was given back so far;
    of a pledge of nothing, 1 is given back.
    """

    id: str
    provider: Provider
    reference: str
    mode: Mode
    campaign_id: str | None
    named: bool
    person: str | None
    erased: bool
    amount_minor: int
    currency: str
    paid: bool
    failed: bool
    refunded_minor: int
    dispute: Dispute
    pledged_at: str
    changed_at: str

    @property
    def state(self) -> PledgeState:
        """Say in one word where the payment is."""
        if not self.paid:
            return PledgeState.FAILED if self.failed else PledgeState.PENDING
        if self.dispute in (Dispute.OPEN, Dispute.LOST):
            return PledgeState.LOST if self.dispute is Dispute.LOST else PledgeState.DISPUTED
        return PledgeState.REFUNDED if self.is_given_back else PledgeState.PAID

    @property
    def is_of_money(self) -> bool:
        """Say whether any money is known of it; before, its currency is that of a dispute or a failure."""
        return self.paid or self.amount_minor > 0 or self.refunded_minor > 0

    @property
    def is_given_back(self) -> bool:
        """Say whether all of it was given back."""
        return self.refunded_minor > 0 and self.refunded_minor >= self.amount_minor

    @property
    def stands(self) -> bool:
        """Say whether it counts toward its campaign."""
        has_all = self.campaign_id is not None and self.person is not None
        return has_all and self.state is PledgeState.PAID

    @property
    def can_be_named(self) -> bool:
        """Say whether whoever paid may put a first name on the thank-you wall for it."""
        return self.stands and not self.erased

    @property
    def standing_minor(self) -> int:
        """What of it counts."""
        return max(self.amount_minor - self.refunded_minor, 0) if self.stands else 0
