"""The desk: what waits for whom, the first page after signing in."""

from flask import Blueprint, Response

from factually_app.web.pages import render

bp = Blueprint("staff_desk", __name__, url_prefix="/staff")


@bp.get("")
def show() -> Response:
    """Show what waits."""
    return render(page="staff/desk/show.html")
