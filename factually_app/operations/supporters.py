"""Supporters recorded by hand: what a person pledged, and giving it back. Who they are is never kept."""

import secrets
from dataclasses import dataclass

from factually_app import clock
from factually_app.content.plain import plain_text
from factually_app.domain.audit import Action, Fields
from factually_app.domain.campaign import Campaign, CampaignKind
from factually_app.domain.errors import ConflictError, FactuallyError, NotFoundError
from factually_app.domain.pledge import Dispute, Pledge, PledgeState, Provider
from factually_app.domain.staff import Actor
from factually_app.operations.import_text import LABEL
from factually_app.operations.people import person_digest
from factually_app.store import audit, campaigns, edition, pledges
from factually_app.store.engine import Engine, Statement, guard_changed


class PledgeTermsError(FactuallyError):
    """A pledge cannot be recorded as it was given; the sentence says why."""


@dataclass(frozen=True)
class OfflineGift:
    """What a person gave outside any provider; the same `reference` is the same gift."""

    person: str
    amount_minor: int = 0
    currency: str | None = None
    pledged_at: str | None = None
    reference: str | None = None


def add_supporter(
    engine: Engine,
    by: Actor,
    *,
    key: bytes,
    person: str,
    amount_minor: int = 0,
    currency: str | None = None,
    pledged_at: str | None = None,
) -> Pledge:
    """Record a paid pledge toward the current campaign.

    `person` is an address or any name that stands for one human being; only its digest under
    `key` is kept, so that the same person counts once and nobody can read who it was.
    """
    gift = OfflineGift(person, amount_minor, currency, pledged_at)
    pledge = as_pledge(gift, current_campaign(engine), key=key)
    engine.commit(
        [
            pledges.insert_pledge(pledge),
            _entry(by, Action.ADD_SUPPORTER, pledge, before=None),
            edition.campaign_changed(),
        ]
    )
    return pledge


def current_campaign(engine: Engine) -> Campaign:
    """Return the campaign that gifts go to; NotFoundError when there is none."""
    campaign = campaigns.find_current_campaign(engine.reader())
    if campaign is None:
        raise NotFoundError("there is no campaign to support; make one with `factually campaign set`")
    return campaign


def as_pledge(gift: OfflineGift, campaign: Campaign, *, key: bytes) -> Pledge:
    """Return the paid pledge that a gift is; PledgeTermsError when it does not fit the campaign.

    UnreadableTextError for a person or a reference that is no name of anything.
    """
    # Not a short public id: there may be millions, and no address shows them.
    pledge_id = secrets.token_hex(8)
    pledged_at = gift.pledged_at or clock.stamp()
    pledge = Pledge(
        id=pledge_id,
        provider=Provider.OFFLINE,
        reference=plain_text(gift.reference, limit=LABEL) if gift.reference else pledge_id,
        mode=campaign.mode,
        campaign_id=campaign.id,
        named=True,
        person=person_digest(key, plain_text(gift.person, limit=LABEL)),
        erased=False,
        amount_minor=gift.amount_minor,
        currency=gift.currency or campaign.currency,
        paid=True,
        failed=False,
        refunded_minor=0,
        dispute=Dispute.NONE,
        pledged_at=pledged_at,
        changed_at=pledged_at,
    )
    _require_sense(pledge, campaign)
    return pledge


def refund_pledge(engine: Engine, by: Actor, pledge_id: str) -> None:
    """Give a paid pledge back: it no longer stands toward the goal, but stays in the ledger.

    What a provider took is given back there; this is for pledges recorded by hand.
    """
    pledge = pledges.get_pledge(engine.reader(), pledge_id)
    if pledge.provider is not Provider.OFFLINE:
        raise ConflictError(f"pledge '{pledge_id}' came through {pledge.provider}: give it back there")
    if pledge.state is not PledgeState.PAID:
        raise ConflictError(f"pledge '{pledge_id}' is {pledge.state.value}; only a paid one can be refunded")
    engine.commit(
        [
            pledges.give_back(pledge_id, at=clock.stamp()),
            guard_changed(),
            _entry(by, Action.REFUND_PLEDGE, pledge, before={"state": pledge.state.value}),
            edition.campaign_changed(),
        ]
    )


def _entry(by: Actor, action: Action, pledge: Pledge, *, before: Fields | None) -> Statement:
    """Put on record what was done to a payment, with nothing of whose it is."""
    after = {
        "amount_minor": pledge.amount_minor,
        "currency": pledge.currency,
        "state": "refunded" if before else pledge.state.value,
        "campaign": pledge.campaign_id,
    }
    return audit.insert_entry(by, action, "pledge", pledge.id, at=clock.stamp(), before=before, after=after)


def _require_sense(pledge: Pledge, campaign: Campaign) -> None:
    if pledge.currency != campaign.currency:
        raise PledgeTermsError(f"the campaign counts in {campaign.currency}, not in {pledge.currency}")
    if pledge.amount_minor < 0:
        raise PledgeTermsError("a pledge cannot be less than nothing")
    if campaign.kind is CampaignKind.MONEY and not pledge.amount_minor:
        raise PledgeTermsError("a pledge toward a goal in money needs an amount")
