"""Signing in and out."""

import re

from flask import Blueprint, Response, redirect, request

from factually_app.operations.signing_in import sign_in as begin
from factually_app.operations.signing_in import sign_out as end
from factually_app.web.pages import engine, render
from factually_app.web.staff.session import device_of, find_session, give_cookie, network_of, take_cookie

bp = Blueprint("staff_sign_in", __name__, url_prefix="/staff")

_OURS = re.compile(r"/staff(?:[/?][\x21-\x5b\x5d-\x7e]*)?", re.ASCII)
"""Where one may be led after signing in: pages of the newsroom, so that no link can lead anywhere else."""

WRONG = "The address or the password is not right."


@bp.get("/sign-in")
def show() -> Response:
    """Ask who it is."""
    return _page(next_path=_next(request.args.get("next", "")))


@bp.post("/sign-in")
def sign_in() -> Response:
    """Begin a session, or say that something is not right without saying what."""
    said = request.form
    next_path, address = _next(said.get("next", "")), said.get("address", "")
    session = begin(
        engine(),
        address,
        said.get("password", ""),
        device=device_of(request),
        network=network_of(request),
    )
    if session is None:
        response = _page(next_path=next_path, address=address, problem=WRONG)
        response.status_code = 422
        return response
    response = redirect(next_path, code=303)  # type: ignore[assignment]
    give_cookie(response, session.token)
    return response


@bp.post("/sign-out")
def sign_out() -> Response:
    """End the session and go back to the way in."""
    found = find_session()
    if found:
        end(engine(), found)
    response: Response = redirect("/staff/sign-in", code=303)  # type: ignore[assignment]
    take_cookie(response)
    return response


def _page(*, next_path: str, address: str = "", problem: str | None = None) -> Response:
    return render(page="staff/sign_in.html", next=next_path, address=address, problem=problem)


def _next(asked: str) -> str:
    return asked if _OURS.fullmatch(asked) else "/staff"
