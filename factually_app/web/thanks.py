"""The way back from the provider: what is known of a payment, by its reference and nothing else."""

from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlencode

from flask import Blueprint, Response, request

from factually_app.domain.campaign import Campaign
from factually_app.domain.pledge import Pledge, PledgeState
from factually_app.domain.thanks_wall import WallName
from factually_app.formats.visits import campaign_of
from factually_app.store.campaigns import find_campaign
from factually_app.store.thanks_wall import find_name
from factually_app.store.visits import payment_of_visit
from factually_app.web.pages import reader, render
from factually_app.web.payments import payments

bp = Blueprint("thanks", __name__, url_prefix="/support")


class Standing(StrEnum):
    """What is known of the payment that a reference stands for."""

    RECEIVED = "received"
    PENDING = "pending"
    FAILED = "failed"
    REFUNDED = "refunded"
    DISPUTED = "disputed"
    UNKNOWN = "unknown"


_STANDING = {
    PledgeState.PAID: Standing.RECEIVED,
    PledgeState.PENDING: Standing.PENDING,
    PledgeState.FAILED: Standing.FAILED,
    PledgeState.REFUNDED: Standing.REFUNDED,
    PledgeState.DISPUTED: Standing.DISPUTED,
    PledgeState.LOST: Standing.REFUNDED,
}


@dataclass(frozen=True)
class Offer:
    """A first name as it was typed, and what was wrong with it when it came back."""

    typed: str
    problem: str | None = None


@bp.get("/thanks")
def thanks() -> Response:
    """Thank, and say whether the payment was received; what the address claims counts for nothing."""
    return thanks_page(request.args.get("ref", ""))


def thanks_page(reference: str, offer: Offer | None = None) -> Response:
    """Draw the page, with the name that somebody offered where it could not be taken as it was."""
    pledge = payment_of_visit(reader(), reference) if reference else None
    campaign = _campaign(reference, pledge)
    standing = _standing(pledge, campaign)
    name = _name(pledge)
    response = render(
        page="support/thanks.html",
        standing=standing.value,
        reference=reference,
        campaign=campaign,
        counts=pledge is not None and pledge.stands,
        can_be_named=pledge is not None and pledge.can_be_named,
        name=name,
        offer=offer or Offer(name.name if name and name.name else ""),
        checkout=test_checkout() if campaign else None,
    )
    response.headers["Cache-Control"] = "no-store"
    response.status_code = 404 if standing is Standing.UNKNOWN else 200
    return response


def test_checkout() -> str | None:
    """Return the query that leads back to the test checkout, for whoever came from there."""
    asked = request.args
    came_from_there = payments().is_demo and "amount" in asked
    return urlencode(list(asked.items())) if came_from_there else None


def _name(pledge: Pledge | None) -> WallName | None:
    """Return what whoever paid gave for the thank-you wall."""
    if pledge is None or pledge.campaign_id is None or pledge.person is None:
        return None
    return find_name(reader(), pledge.campaign_id, pledge.person)


def _standing(pledge: Pledge | None, campaign: Campaign | None) -> Standing:
    if pledge:
        return _STANDING[pledge.state]
    return Standing.PENDING if campaign else Standing.UNKNOWN


def _campaign(reference: str, pledge: Pledge | None) -> Campaign | None:
    """Return the campaign that was paid for; before anything is heard, the one that the reference names."""
    named = pledge.campaign_id if pledge and pledge.campaign_id else campaign_of(reference)
    return find_campaign(reader(), named) if named else None
