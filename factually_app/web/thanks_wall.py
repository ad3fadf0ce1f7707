"""The thank-you wall: first names of supporters, and the form by which they give and take them away."""

from urllib.parse import urlencode

from flask import Blueprint, Response, redirect, request, url_for
from werkzeug.exceptions import BadRequest

from factually_app.domain.errors import NotFoundError
from factually_app.domain.thanks_wall import WallError
from factually_app.operations.thanks_wall import offer_name, withdraw_name
from factually_app.store.thanks_wall import count_shown, shown_names
from factually_app.web.pages import engine, page_number, reader, render
from factually_app.web.support import find_banner
from factually_app.web.thanks import Offer, test_checkout, thanks_page

bp = Blueprint("thanks_wall", __name__, url_prefix="/support")

NAMES_A_PAGE = 120
MOST_BYTES = 4 * 1024
"""The largest form that is read: a reference, a name, and room for a name that is far too long."""


@bp.get("/wall")
def show() -> Response:
    """Show the names that were approved, of people who stand, the newest first."""
    banner, number = find_banner(), page_number()
    if banner is None:
        return render(page="support/none.html")
    start, campaign_id = (number - 1) * NAMES_A_PAGE, banner.campaign.id
    names = shown_names(reader(), campaign_id, limit=NAMES_A_PAGE + 1, offset=start)
    return render(
        page="support/wall.html",
        banner=banner,
        names=names[:NAMES_A_PAGE],
        count=count_shown(reader(), campaign_id),
        number=number,
        older=len(names) > NAMES_A_PAGE,
    )


@bp.post("/wall")
def change() -> Response:
    """Take a name to be moderated, or take it away, for whoever has the reference of the payment."""
    request.max_content_length = MOST_BYTES
    said = request.form
    reference, typed, move = said.get("ref", ""), said.get("first_name", ""), said.get("move", "offer")
    if move not in ("offer", "withdraw"):
        raise BadRequest
    try:
        if move == "offer":
            offer_name(engine(), reference, typed)
        else:
            withdraw_name(engine(), reference)
    except NotFoundError:
        return thanks_page("")
    except WallError as error:
        return _again(reference, Offer(typed, str(error)))
    return _back(reference)


def _again(reference: str, offer: Offer) -> Response:
    response = thanks_page(reference, offer)
    response.status_code = 422
    return response


def _back(reference: str) -> Response:
    """Lead back by a redirect, so that loading the page again sends nothing again."""
    query = test_checkout() or urlencode({"ref": reference})
    response = redirect(f"{url_for('thanks.thanks')}?{query}#wall", code=303)
    response.headers["Cache-Control"] = "no-store"
    return response  # type: ignore[return-value]
