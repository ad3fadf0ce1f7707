"""One's own account: sessions, password, second factor, recovery codes."""

from flask import Blueprint, Response, redirect, request

from factually_app.domain.errors import NotAllowedError
from factually_app.domain.password import PasswordError
from factually_app.domain.staff_session import Stage
from factually_app.operations.second_factor import make_recovery_codes, remove_second_factor
from factually_app.operations.sessions import (
    NewSession,
    new_session,
    open_sessions,
    revoke_session,
    revoke_sessions,
)
from factually_app.operations.sign_in_links import set_password
from factually_app.operations.signing_in import confirm_password
from factually_app.store.recovery_codes import count_unused
from factually_app.web.installation import throttle
from factually_app.web.pages import engine, reader, render
from factually_app.web.staff.session import actor, device_of, give_cookie, member, network_of, signed_in

bp = Blueprint("staff_account", __name__, url_prefix="/staff/account")

WRONG = "Your present password is not right."
DIFFERENT = "The two are not the same. Type the new password twice."


@bp.get("")
def show() -> Response:
    """Show the sessions and what one signs in with."""
    return _page({})


@bp.post("/password")
def change_password() -> Response:
    """Set another password: every session ends, and this browser goes on with a new one."""
    said = request.form
    if not _knows(said.get("password_now", "")):
        return _page({"password_now": WRONG})
    if said.get("password", "") != said.get("password_again", ""):
        return _page({"password_again": DIFFERENT})
    session = _next_session()
    try:
        set_password(engine(), actor(), member().id, said.get("password", ""), then=session)
    except PasswordError as error:
        return _page({"password": str(error)})
    return _go_on(session, "password-set")


@bp.post("/second-factor/remove")
def remove_factor() -> Response:
    """Take the second factor away: every session ends, and this browser goes on with a new one."""
    if not _knows(request.form.get("password_factor", "")):
        return _page({"password_factor": WRONG})
    session = _next_session()
    try:
        remove_second_factor(engine(), actor(), member().id, then=session)
    except NotAllowedError as error:
        return _page({"password_factor": str(error)})
    return _go_on(session, "factor-removed")


@bp.post("/codes")
def new_codes() -> Response:
    """Show new recovery codes, this once; the old ones are worth nothing any more."""
    if not _knows(request.form.get("password_codes", "")):
        return _page({"password_codes": WRONG})
    try:
        codes = make_recovery_codes(engine(), actor(), member().id)
    except NotAllowedError as error:
        return _page({"password_codes": str(error)})
    return render(page="staff/account/codes.html", codes=codes, next="/staff/account")


@bp.post("/sessions/<session_id>/end")
def end_session(session_id: str) -> Response:
    """End one of one's own sessions."""
    revoke_session(engine(), actor(), member().id, session_id)
    return _back("session-ended")


@bp.post("/sessions/end-others")
def end_others() -> Response:
    """End every session but this one."""
    revoke_sessions(engine(), actor(), member().id, but=signed_in().session.id)
    return _back("sessions-ended")


def _knows(password: str) -> bool:
    return confirm_password(engine(), throttle(), signed_in(), password)


def _next_session() -> NewSession:
    return new_session(member(), Stage.FULL, device=device_of(request), network=network_of(request))


def _go_on(session: NewSession, said: str) -> Response:
    response = _back(said)
    give_cookie(response, session.token)
    return response


def _back(said: str) -> Response:
    return redirect(f"/staff/account?said={said}", code=303)  # type: ignore[return-value]


def _page(problems: dict[str, str]) -> Response:
    me = member()
    response = render(
        page="staff/account/show.html",
        sessions=open_sessions(engine(), me.id),
        this_session=signed_in().session.id,
        codes_left=count_unused(reader(), me.id),
        problems=problems,
    )
    if problems:
        response.status_code = 422
    return response
