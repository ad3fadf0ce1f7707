"""The second step of signing in: a code that the phone shows, or a recovery code."""

from flask import Blueprint, Response, redirect, request

from factually_app.domain.staff_session import Stage
from factually_app.operations.sealed_secrets import OtherKeyError
from factually_app.operations.signing_in import complete_sign_in
from factually_app.web.installation import people_key, throttle
from factually_app.web.pages import engine, render
from factually_app.web.staff.arrival import arrival, remember_device
from factually_app.web.staff.leading_on import SET_UP_FACTOR, asked_next, by_way_of
from factually_app.web.staff.session import give_cookie, signed_in

bp = Blueprint("staff_second_factor", __name__, url_prefix="/staff/second-factor")

WRONG = "That code is not right, or was used already."


@bp.get("")
def show() -> Response:
    """Ask for the code; whoever has to set up a second factor first, or is in already, is led on."""
    return _led_on() or _page()


@bp.post("")
def complete() -> Response:
    """Go on to a whole session with a new token, or say that the code is not right."""
    if led_on := _led_on():
        return led_on
    found = signed_in()
    address = found.member.address
    code = request.form.get("code", "")
    try:
        session = complete_sign_in(
            engine(), throttle(), found, code, key=people_key(), arrival=arrival(address)
        )
    except OtherKeyError as error:
        return _page(problem=str(error))
    if session is None:
        return _page(problem=WRONG)
    response: Response = redirect(asked_next(), code=303)  # type: ignore[assignment]
    give_cookie(response, session.token)
    remember_device(response, address)
    return response


def _led_on() -> Response | None:
    found = signed_in()
    if found.member.lacks_second_factor:
        return redirect(by_way_of(SET_UP_FACTOR, asked_next()), code=303)  # type: ignore[return-value]
    if found.session.stage is Stage.FULL:
        return redirect(asked_next(), code=303)  # type: ignore[return-value]
    return None


def _page(problem: str | None = None) -> Response:
    response = render(page="staff/account/second_factor.html", next=asked_next(), problem=problem)
    response.status_code = 422 if problem else 200
    return response
