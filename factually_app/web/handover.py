"""From the form to the provider's page: by a link, because a form may lead nowhere but to this site."""

import secrets
from urllib.parse import urlencode

from flask import Blueprint, Response, redirect, request, url_for

from factually_app.domain.gift import Gift, GiftError
from factually_app.web.pages import render
from factually_app.web.payments import payments, provider_address
from factually_app.web.support import Choice, find_banner, offered_rhythms, support_page

bp = Blueprint("handover", __name__, url_prefix="/support")


@bp.get("/checkout")
def checkout() -> Response:
    """Read what was chosen and lead on: to the test checkout, or to the provider with a reference of its own.

    The reference is the campaign and a random number. It is kept nowhere here; the provider brings it back.
    """
    banner, ways = find_banner(), payments()
    if banner is None or not banner.takes_support or not ways.are_set_up:
        return _see(url_for("support.show"))
    try:
        gift = _chosen(banner.campaign.currency)
    except GiftError as error:
        return _again(str(error))
    reference = f"{banner.campaign.id}-{secrets.token_hex(8)}"
    if ways.is_demo:
        query = urlencode({"ref": reference, "amount": _amount(), "every": gift.rhythm.value})
        return _see(f"{url_for('demo.show')}?{query}")
    response = render(
        page="support/handover.html",
        banner=banner,
        gift=gift,
        address=provider_address(ways, gift, reference),
    )
    response.headers["Cache-Control"] = "no-store"
    return response


def _chosen(currency: str) -> Gift:
    gift = Gift.parse(_amount(), request.args.get("every", ""), currency)
    if gift.rhythm not in offered_rhythms(payments()):
        raise GiftError("Giving every month is not set up here; giving once is.")
    return gift


def _amount() -> str:
    """Return the amount that was typed, else the one that was picked."""
    return request.args.get("other", "").strip() or request.args.get("amount", "")


def _again(problem: str) -> Response:
    asked = request.args
    choice = Choice(asked.get("amount", ""), asked.get("other", ""), asked.get("every", ""), problem)
    response = support_page(choice)
    response.status_code = 400
    return response


def _see(address: str) -> Response:
    response = redirect(address, code=303)
    response.headers["Cache-Control"] = "no-store"
    return response  # type: ignore[return-value]
