"""What counts nowhere, and why: events that contradict, payments without a campaign, and those at issue."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from factually_app.domain.campaign import Campaign, Mode, current_at
from factually_app.domain.payment import Contradiction, KeptEvent
from factually_app.domain.pledge import Dispute, Pledge


class Reason(StrEnum):
    """Why a paid payment counts toward no campaign."""

    NOBODY = "nobody"
    OTHER_CURRENCY = "other-currency"
    TEST_WHILE_LIVE = "test-while-live"
    LIVE_WHILE_TEST = "live-while-test"
    NO_CAMPAIGN = "no-campaign"

    @property
    def words(self) -> str:
        return _REASONS[self]


_REASONS = {
    Reason.NOBODY: "it names no person, so nobody can be counted for it",
    Reason.OTHER_CURRENCY: "it was paid in another currency than its campaign counts in",
    Reason.TEST_WHILE_LIVE: "it is a test payment, and there are only live campaigns",
    Reason.LIVE_WHILE_TEST: "it is a live payment, and there are only test campaigns",
    Reason.NO_CAMPAIGN: "no campaign that could take it was there yet when it was heard of",
}


class Issue(StrEnum):
    """What is the matter with a payment that failed, is in dispute, or does not add up."""

    DISPUTE_LOST = "dispute-lost"
    DISPUTE_OPEN = "dispute-open"
    REFUND_TOO_LARGE = "refund-too-large"
    NEVER_PAID = "never-paid"
    FAILED = "failed"

    @property
    def words(self) -> str:
        return _ISSUES[self]


_ISSUES = {
    Issue.DISPUTE_LOST: "its dispute was lost",
    Issue.DISPUTE_OPEN: "it is in dispute",
    Issue.REFUND_TOO_LARGE: "more was given back than was paid",
    Issue.NEVER_PAID: "a refund or dispute was heard of, the payment itself never",
    Issue.FAILED: "it failed",
}


@dataclass(frozen=True)
class UncountedPayment:
    """A paid payment that no campaign counts."""

    pledge: Pledge
    reason: Reason


@dataclass(frozen=True)
class PaymentAtIssue:
    """A payment that staff may have to look after."""

    pledge: Pledge
    issue: Issue


@dataclass(frozen=True)
class EventSetAside:
    """An event that is kept and took no effect, because it contradicts what is known of its payment."""

    event: KeptEvent
    reason: Contradiction


def reason_of(pledge: Pledge, campaigns: Sequence[Campaign]) -> Reason:
    """Say why a paid payment counts toward no campaign; `campaigns` are all there are, the newest first."""
    if pledge.person is None:
        return Reason.NOBODY
    if not campaigns:
        return Reason.NO_CAMPAIGN
    campaign = current_at(campaigns, pledge.mode, pledge.pledged_at)
    if campaign is None:
        return Reason.TEST_WHILE_LIVE if pledge.mode is Mode.TEST else Reason.LIVE_WHILE_TEST
    return Reason.OTHER_CURRENCY if campaign.currency != pledge.currency else Reason.NO_CAMPAIGN


def issue_of(pledge: Pledge) -> Issue:
    """Say what is the matter with a payment of which something is."""
    if pledge.dispute in (Dispute.LOST, Dispute.OPEN) and pledge.paid:
        return Issue.DISPUTE_LOST if pledge.dispute is Dispute.LOST else Issue.DISPUTE_OPEN
    if pledge.paid:
        return Issue.REFUND_TOO_LARGE
    return Issue.NEVER_PAID if pledge.refunded_minor or pledge.dispute else Issue.FAILED
