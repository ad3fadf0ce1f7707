"""The members of the newsroom, for whoever looks after the accounts."""

from collections.abc import Callable

from flask import Blueprint, Response, redirect, request
from werkzeug.exceptions import BadRequest

from factually_app.domain.errors import FactuallyError, FormError, NotAllowedError
from factually_app.domain.staff import Role, StaffMember
from factually_app.operations.second_factor import remove_second_factor
from factually_app.operations.sessions import revoke_sessions
from factually_app.operations.sign_in_links import make_sign_in_link
from factually_app.operations.staff import LastAdministratorError, add_member, change_role, remove_member
from factually_app.store.staff import all_members, get_member
from factually_app.web.installation import settings
from factually_app.web.pages import engine, leave_snapshot, reader, render
from factually_app.web.staff.session import actor, find_member

bp = Blueprint("staff_members", __name__, url_prefix="/staff/members")


@bp.get("")
def show() -> Response:
    """List the members, and ask for a new one."""
    return _page()


@bp.post("")
def add() -> Response:
    """Add a member and show their link, this once."""
    said = request.form
    try:
        added = add_member(
            engine(), actor(), name=said.get("name", ""), address=said.get("address", ""), role=_role()
        )
    except FormError as error:
        return _page(problems=error.problems)
    return _page(member=added.member, token=added.token)


@bp.post("/<staff_id>/role")
def give_role(staff_id: str) -> Response:
    """Give a member another role."""
    role, seen = _role(), _seen()
    return _done("role-given", lambda: change_role(engine(), actor(), staff_id, role, seen=seen))


@bp.post("/<staff_id>/link")
def new_link(staff_id: str) -> Response:
    """Make a new link for a member and show it, this once."""
    try:
        token = make_sign_in_link(engine(), actor(), staff_id)
    except NotAllowedError as error:
        return _page(problems={"member": str(error)})
    return _page(member=get_member(engine().reader(), staff_id), token=token)


@bp.post("/<staff_id>/remove")
def remove(staff_id: str) -> Response:
    """Let a member in no more."""
    seen = _seen()
    return _done("member-removed", lambda: remove_member(engine(), actor(), staff_id, seen=seen))


@bp.post("/<staff_id>/sign-out")
def end_sessions(staff_id: str) -> Response:
    """Sign a member out everywhere."""
    return _done("member-signed-out", lambda: revoke_sessions(engine(), actor(), staff_id))


@bp.post("/<staff_id>/second-factor/remove")
def reset_factor(staff_id: str) -> Response:
    """Take away a second factor that is lost."""
    return _done("factor-reset", lambda: remove_second_factor(engine(), actor(), staff_id))


def _done(said: str, act: Callable[[], None]) -> Response:
    try:
        act()
    except (LastAdministratorError, NotAllowedError) as error:
        return _page(problems={"member": _sentence(error)})
    return redirect(f"/staff/members?said={said}", code=303)  # type: ignore[return-value]


def _sentence(error: FactuallyError) -> str:
    return str(error)


def _page(
    *,
    problems: dict[str, str] | None = None,
    member: StaffMember | None = None,
    token: str | None = None,
) -> Response:
    leave_snapshot(None)  # what was just done is to show
    response = render(
        page="staff/members/show.html",
        members=all_members(reader()),
        roles=[(role.value, role.label) for role in Role],
        typed=request.form,
        problems=problems or {},
        added=member,
        link=f"{settings().base_url or ''}/staff/welcome/{token}" if token else None,
        me=find_member(),
    )
    if problems:
        response.status_code = 422
    return response


def _role() -> Role:
    try:
        return Role(request.form.get("role", ""))
    except ValueError:
        raise BadRequest from None


def _seen() -> int:
    text = request.form.get("seen", "")
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise BadRequest
    return int(text)
