"""First names that supporters gave for the thank-you wall: looked at before readers see them."""

from flask import Blueprint, Response, redirect, request
from werkzeug.exceptions import BadRequest

from factually_app.domain.thanks_wall import NameState
from factually_app.operations.thanks_wall import approve_name, decline_name
from factually_app.store.thanks_wall import all_names
from factually_app.web.pages import engine, reader, render
from factually_app.web.staff.session import actor

bp = Blueprint("staff_wall", __name__, url_prefix="/staff/supporters/wall")

_MOVES = {"approve": approve_name, "decline": decline_name}


@bp.get("")
def show() -> Response:
    """Show the names that wait, then those that readers see."""
    names = list(all_names(reader()))
    return render(
        page="staff/supporters/wall.html",
        waiting=[name for name in names if name.state is NameState.PENDING],
        shown=[name for name in names if name.state is NameState.APPROVED],
    )


@bp.post("")
def decide() -> Response:
    """Approve or decline the names that are ticked: all of them, or none when one was decided meanwhile."""
    move = _MOVES.get(request.form.get("move", ""))
    if move is None:
        raise BadRequest
    if chosen := request.form.getlist("name"):
        move(engine(), actor(), *chosen)
    return redirect("/staff/supporters/wall?said=saved", code=303)  # type: ignore[return-value]
