"""Setting up a second factor, or another one in its place: a picture for the phone, and a code."""

import io

import segno
from flask import Blueprint, Response, request

from factually_app.domain.staff_session import Stage
from factually_app.operations.second_factor import (
    CodeError,
    pending_secret,
    secret_address,
    set_second_factor,
)
from factually_app.operations.sessions import new_session
from factually_app.operations.signing_in import confirm_password
from factually_app.web.installation import people_key, throttle
from factually_app.web.pages import engine, render
from factually_app.web.staff.arrival import remember_device
from factually_app.web.staff.leading_on import asked_next
from factually_app.web.staff.session import device_of, give_cookie, go_on_as, network_of, signed_in

bp = Blueprint("staff_set_up_factor", __name__, url_prefix="/staff/second-factor/set-up")


@bp.get("")
def show() -> Response:
    """Show what the phone needs."""
    return _page({})


@bp.get("/picture.svg")
def picture() -> Response:
    """Draw the address of the secret for a camera; it is in no address and no page of ours."""
    drawn = io.BytesIO()
    code = segno.make(secret_address(signed_in().member, _secret()), micro=False)
    code.save(drawn, kind="svg", border=4, scale=5, dark="#000", light="#fff", svgclass=None, lineclass=None)
    return Response(drawn.getvalue(), mimetype="image/svg+xml")


@bp.post("")
def set_up() -> Response:
    """Keep the second factor once a code shows that it works, and show the recovery codes, this once."""
    found = signed_in()
    member = found.member
    if member.has_second_factor and not _knows_password():
        return _page({"password": "The password is not right."})
    session = new_session(member, Stage.FULL, device=device_of(request), network=network_of(request))
    try:
        codes = set_second_factor(
            engine(),
            member.actor,
            member.id,
            _secret(),
            request.form.get("code", ""),
            key=people_key(),
            then=session,
        )
    except CodeError as error:
        return _page({"code": str(error)})
    go_on_as(session.token)
    response = render(page="staff/account/codes.html", codes=codes, next=asked_next())
    give_cookie(response, session.token)
    remember_device(response, member.address)
    return response


def _knows_password() -> bool:
    return confirm_password(engine(), throttle(), signed_in(), request.form.get("password", ""))


def _secret() -> str:
    return pending_secret(people_key(), signed_in().session.id)


def _page(problems: dict[str, str]) -> Response:
    response = render(
        page="staff/account/set_up_factor.html",
        secret=_secret(),
        member=signed_in().member,
        next=asked_next(),
        problems=problems,
    )
    if problems:
        response.status_code = 422
    return response
