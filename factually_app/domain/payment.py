"""What a payment provider tells us: one event, and what it says of a payment."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from factually_app.domain.campaign import Mode
from factually_app.domain.errors import FactuallyError
from factually_app.domain.pledge import Dispute, Provider


class MalformedEventError(FactuallyError):
    """What came signed is not an event as its provider describes them; the sentence says why."""


class Digests(Protocol):
    """How a person becomes what is kept of them. Nobody can be read back from either."""

    def address(self, text: str) -> str:
        """Return the digest of an e-mail address, the same for every spelling of it."""
        ...

    def customer(self, text: str) -> str:
        """Return the digest of the id that a provider has for a person."""
        ...


@dataclass(frozen=True)
class Effect:
    """What an event says of one payment; what it leaves out is nothing. `refunded_minor` is all so far."""

    reference: str
    currency: str
    amount_minor: int = 0
    paid: bool = False
    failed: bool = False
    refunded_minor: int = 0
    dispute: Dispute = Dispute.NONE

    @property
    def is_of_money(self) -> bool:
        """Say whether it speaks of money, so that its currency is that of the payment."""
        return self.paid or self.amount_minor > 0 or self.refunded_minor > 0


@dataclass(frozen=True)
class ProviderEvent:
    """One event. `person` is a digest; `campaign_id` and `visit` come from the page that led to the payment,
    `session` is the provider's own name for that visit.

    `raw` is the event as it came, with names and addresses taken out.
    """

    provider: Provider
    event_id: str
    type: str
    mode: Mode
    happened_at: str
    raw: str
    effect: Effect | None = None
    person: str | None = None
    campaign_id: str | None = None
    visit: str | None = None
    session: str | None = None


class Outcome(StrEnum):
    """What became of an event."""

    COUNTED = "counted"
    KEPT = "kept"
    DUPLICATE = "duplicate"


class Contradiction(StrEnum):
    """Why an event is kept and nothing follows from it."""

    MODE = "mode"
    CURRENCY = "currency"

    @property
    def words(self) -> str:
        return _CONTRADICTIONS[self]


_CONTRADICTIONS = {
    Contradiction.MODE: "its payment is known in the other mode, live or test",
    Contradiction.CURRENCY: "its payment is known in another currency",
}


@dataclass(frozen=True)
class Receipt:
    """The answer to an event: it is kept now, or was before."""

    event_id: str
    outcome: Outcome


@dataclass(frozen=True)
class KeptEvent:
    """An event as it is kept for staff: what it was about, and the redacted form of it."""

    provider: Provider
    event_id: str
    type: str
    mode: Mode
    reference: str | None
    visit: str | None
    happened_at: str
    received_at: str
    raw: str
