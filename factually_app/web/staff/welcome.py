"""The link with which somebody new, or somebody who forgot, sets a password."""

from flask import Blueprint, Response, redirect, request

from factually_app.domain.errors import NotFoundError
from factually_app.domain.password import PasswordError
from factually_app.operations.sign_in_links import link_owner, set_password_by_link
from factually_app.web.pages import engine, render
from factually_app.web.staff.arrival import remember_device
from factually_app.web.staff.leading_on import SIGN_IN

bp = Blueprint("staff_welcome", __name__, url_prefix="/staff/welcome")

DIFFERENT = "The two are not the same. Type the password twice."


@bp.after_request
def keep_link_to_itself(response: Response) -> Response:
    """Name no more than this site to whatever is fetched from here: the address is a key."""
    response.headers["Referrer-Policy"] = "strict-origin"
    return response


@bp.get("/<token>")
def show(token: str) -> Response:
    """Ask for a password."""
    return _page(token)


@bp.post("/<token>")
def set_password(token: str) -> Response:
    """Set the password, use the link up, and lead to signing in; the account knows this browser then."""
    password = request.form.get("password", "")
    if password != request.form.get("password_again", ""):
        return _page(token, DIFFERENT)
    try:
        member = set_password_by_link(engine(), token, password)
    except PasswordError as error:
        return _page(token, str(error))
    except NotFoundError:
        return _page(token)
    response: Response = redirect(f"{SIGN_IN}?said=password-chosen", code=303)  # type: ignore[assignment]
    remember_device(response, member.address)
    return response


def _page(token: str, problem: str | None = None) -> Response:
    try:
        member = link_owner(engine(), token)
    except NotFoundError:
        response = render(page="staff/account/link_over.html")
        response.status_code = 404
        return response
    response = render(page="staff/account/welcome.html", token=token, member=member, problem=problem)
    if problem:
        response.status_code = 422
    return response
