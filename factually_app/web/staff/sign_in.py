"""Signing in with a password, and out again."""

from flask import Blueprint, Response, redirect, request

from factually_app.domain.staff_session import Stage
from factually_app.domain.throttle import ThrottledError
from factually_app.operations.signing_in import sign_in as begin
from factually_app.operations.signing_in import sign_out as end
from factually_app.web.installation import throttle
from factually_app.web.pages import engine, render
from factually_app.web.staff.arrival import arrival, remember_device
from factually_app.web.staff.leading_on import SECOND_FACTOR, asked_next, by_way_of
from factually_app.web.staff.session import find_session, give_cookie, take_cookie

bp = Blueprint("staff_sign_in", __name__, url_prefix="/staff")

WRONG = "The address or the password is not right."


@bp.get("/sign-in")
def show() -> Response:
    """Ask who it is."""
    return _page()


@bp.post("/sign-in")
def sign_in() -> Response:
    """Begin a session, or say that something is not right without saying what."""
    address, password = request.form.get("address", ""), request.form.get("password", "")
    try:
        session = begin(
            engine(),
            throttle(),
            address,
            password,
            arrival=arrival(address),
            instead_of=find_session(),
        )
    except ThrottledError as error:
        return _throttled(error, address)
    if session is None:
        response = _page(address=address, problem=WRONG)
        response.status_code = 422
        return response
    is_whole = session.session.stage is Stage.FULL
    there = asked_next() if is_whole else by_way_of(SECOND_FACTOR, asked_next())
    response = redirect(there, code=303)  # type: ignore[assignment]
    give_cookie(response, session.token)
    if is_whole:
        remember_device(response, address)
    return response


@bp.post("/sign-out")
def sign_out() -> Response:
    """End the session and go back to the way in."""
    found = find_session()
    if found:
        end(engine(), found)
    response: Response = redirect("/staff/sign-in?said=signed-out", code=303)  # type: ignore[assignment]
    take_cookie(response)
    return response


def _throttled(error: ThrottledError, address: str) -> Response:
    response = _page(address=address, problem=str(error))
    response.status_code = 429
    response.headers["Retry-After"] = str(error.seconds)
    return response


def _page(*, address: str = "", problem: str | None = None) -> Response:
    return render(page="staff/sign_in.html", next=asked_next(), address=address, problem=problem)
