"""The newsroom's letters: one queue by state, one letter with what can be done about it, spam in bulk."""

import re
from collections.abc import Callable

from flask import Blueprint, Response, redirect, request

from factually_app.domain.errors import ConflictError, FormError
from factually_app.operations.letters import (
    answer_letter,
    decline_letter,
    mark_spam,
    merge_letter,
    plan_letter,
    reopen_letter,
    take_up_letter,
)
from factually_app.web.filters import upfirst
from factually_app.web.pages import engine, leave_snapshot
from factually_app.web.staff.letter_pages import draw_letter, draw_queue
from factually_app.web.staff.session import actor

bp = Blueprint("staff_letters", __name__, url_prefix="/staff/letters")

FIELDS = ("text", "answer", "reason", "into")
_MARKED = re.compile(r"([0-9a-f]{6,64}):([0-9]{1,9})", re.ASCII)


@bp.get("")
def index() -> Response:
    """Show the letters that stand in one way, the newest first."""
    return draw_queue()


@bp.post("/spam")
def spam() -> Response:
    """Set the marked letters aside, all of them or none."""
    marked = [found for text in request.form.getlist("letter") if (found := _MARKED.fullmatch(text))]
    if not marked:
        return draw_queue("Mark the letters that are spam first.", status=422)
    try:
        mark_spam(engine(), actor(), [(found[1], int(found[2])) for found in marked])
    except ConflictError as error:
        leave_snapshot(None)
        return draw_queue(f"{upfirst(str(error))}.", status=409)
    return redirect("/staff/letters?said=spam", code=303)  # type: ignore[return-value]


@bp.get("/<public_id:letter_id>")
def show(letter_id: str) -> Response:
    """Show one letter, what is near it, and what can be done about it."""
    return draw_letter(letter_id)


@bp.post("/<public_id:letter_id>/plan")
def plan(letter_id: str) -> Response:
    """Say that the newsroom looks into it."""
    return _do(letter_id, "planned", lambda: plan_letter(engine(), actor(), letter_id, seen=_seen()))


@bp.post("/<public_id:letter_id>/take-up")
def take_up(letter_id: str) -> Response:
    """Make a draft question of it."""
    return _do(
        letter_id,
        "made-question",
        lambda: take_up_letter(engine(), actor(), letter_id, request.form.get("text", ""), seen=_seen()),
    )


@bp.post("/<public_id:letter_id>/answer")
def answer(letter_id: str) -> Response:
    """Answer it with what is public already."""
    kind, _, chosen = request.form.get("answer", "").partition(":")
    ids = {f"{kind}_id": chosen} if kind in ("question", "correction") else {}
    return _do(
        letter_id, "answered", lambda: answer_letter(engine(), actor(), letter_id, **ids, seen=_seen())
    )


@bp.post("/<public_id:letter_id>/decline")
def decline(letter_id: str) -> Response:
    """Decline it for a reason."""
    return _do(
        letter_id,
        "declined",
        lambda: decline_letter(engine(), actor(), letter_id, request.form.get("reason", ""), seen=_seen()),
    )


@bp.post("/<public_id:letter_id>/merge")
def merge(letter_id: str) -> Response:
    """Let another letter stand for it."""
    return _do(
        letter_id,
        "letter-merged",
        lambda: merge_letter(engine(), actor(), letter_id, request.form.get("into", ""), seen=_seen()),
    )


@bp.post("/<public_id:letter_id>/reopen")
def reopen(letter_id: str) -> Response:
    """Put it back among the new ones."""
    return _do(letter_id, "reopened", lambda: reopen_letter(engine(), actor(), letter_id, seen=_seen()))


def _do(letter_id: str, word: str, act: Callable[[], object]) -> Response:
    """Do it and show the letter as it is then; whatever keeps it from being done loses nothing typed."""
    said = {field: request.form[field] for field in FIELDS if field in request.form}
    try:
        act()
    except FormError as error:
        return draw_letter(letter_id, said=said, problems=error.problems, status=422)
    except ConflictError as error:
        leave_snapshot(None)  # what somebody else did meanwhile is to be seen
        return draw_letter(letter_id, said=said, conflict=f"{upfirst(str(error))}.", status=409)
    return redirect(f"/staff/letters/{letter_id}?said={word}", code=303)  # type: ignore[return-value]


def _seen() -> int:
    text = request.form.get("seen", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
