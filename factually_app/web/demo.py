"""The test checkout: a page that plays the payment provider, against this site's own webhook."""

import re
import secrets
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from flask import Blueprint, Response, request
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import BadRequest, NotFound

from factually_app import clock
from factually_app.domain.campaign import Campaign, Mode
from factually_app.domain.gift import Gift, GiftError
from factually_app.formats.stripe_demo import Move, Purchase
from factually_app.formats.visits import campaign_of
from factually_app.store.campaigns import find_campaign
from factually_app.web.demo_delivery import Delivery, deliver
from factually_app.web.installation import demo_secret
from factually_app.web.pages import leave_snapshot, reader, render
from factually_app.web.payments import payments

bp = Blueprint("demo", __name__, url_prefix="/support/demo")

_COUNT = re.compile("[0-9]{1,3}", re.ASCII)

Said = MultiDict[str, str]


@dataclass(frozen=True)
class Checkout:
    """What somebody came to the test checkout with; `amount` as they typed it."""

    campaign: Campaign
    purchase: Purchase
    amount: str

    @property
    def is_trial(self) -> bool:
        return self.campaign.mode is Mode.TEST

    @property
    def query(self) -> str:
        """What leads to the thank-you page and from there back to this very checkout."""
        gift, purchase = self.purchase.gift, self.purchase
        said = {"ref": purchase.reference, "amount": self.amount, "every": gift.rhythm.value}
        return urlencode({**said, "renewals": purchase.renewals})


@bp.before_request
def require_demo() -> None:
    """Be nowhere to be found on a site whose payments are real."""
    if not payments().is_demo:
        raise NotFound


@bp.get("")
def show() -> Response:
    """Ask what the provider is to play."""
    return _page(_checkout(request.args), ())


@bp.post("")
def play() -> Response:
    """Send the events of a move to the webhook, signed, and show what came back."""
    checkout = _checkout(request.form)
    move = request.form.get("move", "")
    if move not in list(Move) or (move == Move.RENEW and not checkout.purchase.is_monthly):
        raise BadRequest
    if move == Move.RENEW:
        renewed = replace(checkout.purchase, renewals=checkout.purchase.renewals + 1)
        checkout = replace(checkout, purchase=renewed)
    events = checkout.purchase.events(
        Move(move), nonce=secrets.token_hex(8), now=int(clock.now().timestamp())
    )
    # What this page shows of the campaign is to be what stands after the events, not before.
    leave_snapshot(None)
    return _page(checkout, deliver(events, secret=demo_secret()))


def _page(checkout: Checkout, deliveries: tuple[Delivery, ...]) -> Response:
    response = render(page="support/demo.html", checkout=checkout, deliveries=deliveries)
    response.headers["Cache-Control"] = "no-store"
    return response


def _checkout(said: Said) -> Checkout:
    reference, amount = said.get("ref", ""), said.get("amount", "")
    renewals = said.get("renewals", "0")
    campaign_id = campaign_of(reference)
    campaign = find_campaign(reader(), campaign_id) if campaign_id else None
    if campaign is None or not _COUNT.fullmatch(renewals):
        raise BadRequest
    try:
        gift = Gift.parse(amount, said.get("every", ""), campaign.currency)
    except GiftError:
        raise BadRequest from None
    return Checkout(campaign, Purchase(reference, gift, int(renewals)), amount)
