"""Supporters: recording what a person pledged, and giving it back. Who they are is never kept."""

import hashlib
import hmac
import secrets
import unicodedata

from factually_app import clock
from factually_app.domain.campaign import Campaign, CampaignKind
from factually_app.domain.errors import ConflictError, FactuallyError, NotFoundError
from factually_app.domain.pledge import Pledge, PledgeState
from factually_app.store import campaigns, edition, pledges
from factually_app.store.engine import Engine, guard_changed


class PledgeTermsError(FactuallyError):
    """A pledge cannot be recorded as it was given; the sentence says why."""


def add_supporter(
    engine: Engine,
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
    campaign = campaigns.find_current_campaign(engine.reader())
    if campaign is None:
        raise NotFoundError("there is no campaign to support; make one with `factually campaign set`")
    pledge = Pledge(
        # Not a short public id: there may be millions, and no address shows them.
        id=secrets.token_hex(8),
        campaign_id=campaign.id,
        person=person_digest(key, person),
        amount_minor=amount_minor,
        currency=currency or campaign.currency,
        state=PledgeState.PAID,
        pledged_at=pledged_at or clock.stamp(),
    )
    _require_sense(pledge, campaign)
    engine.commit([pledges.insert_pledge(pledge), edition.campaign_changed()])
    return pledge


def refund_pledge(engine: Engine, pledge_id: str) -> None:
    """Give a paid pledge back: it no longer stands toward the goal, but stays in the ledger."""
    pledge = pledges.get_pledge(engine.reader(), pledge_id)
    if pledge.state is not PledgeState.PAID:
        raise ConflictError(f"pledge '{pledge_id}' is {pledge.state.value}; only a paid one can be refunded")
    engine.commit(
        [
            pledges.update_state(pledge_id, seen=PledgeState.PAID, state=PledgeState.REFUNDED),
            guard_changed(),
            edition.campaign_changed(),
        ]
    )


def person_digest(key: bytes, person: str) -> str:
    """Return what is kept of a person: the same for every spelling that differs in case or spaces."""
    name = unicodedata.normalize("NFC", " ".join(person.split()).casefold())
    if not name:
        raise PledgeTermsError("a supporter needs an address or a name, which is not kept")
    return hmac.new(key, b"supporter:" + name.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()


def _require_sense(pledge: Pledge, campaign: Campaign) -> None:
    if pledge.currency != campaign.currency:
        raise PledgeTermsError(f"the campaign counts in {campaign.currency}, not in {pledge.currency}")
    if pledge.amount_minor < 0:
        raise PledgeTermsError("a pledge cannot be less than nothing")
    if campaign.kind is CampaignKind.MONEY and not pledge.amount_minor:
        raise PledgeTermsError("a pledge toward a goal in money needs an amount")
