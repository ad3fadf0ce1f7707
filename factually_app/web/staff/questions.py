"""Questions in the newsroom: the list of them, starting one, finding one from any other screen."""

import re
from dataclasses import dataclass

from flask import Blueprint, Response, redirect, request

from factually_app.domain.errors import FormError
from factually_app.domain.listed_question import ListedQuestion
from factually_app.operations.finding import find_like, find_listed, find_questions
from factually_app.operations.starting import start_question
from factually_app.store.question_list import newest_questions
from factually_app.web.pages import engine, page_number, reader, render
from factually_app.web.staff.session import actor

bp = Blueprint("staff_questions", __name__, url_prefix="/staff/questions")

PAGE_SIZE = 30
_ACT = re.compile("[a-z][a-z-]{0,39}")


@dataclass(frozen=True)
class Listing:
    """One page of the list. `more` when there are further ones."""

    items: tuple[ListedQuestion, ...]
    query: str
    unanswered: bool
    number: int
    more: bool


@bp.get("")
def index() -> Response:
    """List questions: what was touched last first, or what was typed best first."""
    return render(
        page="staff/questions/index.html", fragment="staff/questions/_list.html", listing=_listing()
    )


@bp.get("/new")
def new() -> Response:
    """Ask for the words of a new question."""
    text = request.args.get("text", "")
    return _new_page(text, {})


@bp.post("/new")
def start() -> Response:
    """Start a question and go on to its screen."""
    text = request.form.get("text", "")
    try:
        question = start_question(engine(), actor(), text=text)
    except FormError as error:
        response = _new_page(text, error.problems)
        response.status_code = 422
        return response
    return redirect(f"/staff/questions/{question.id}?said=started", code=303)  # type: ignore[return-value]


@bp.get("/similar")
def similar() -> Response:
    """Show what is like the question that somebody is typing, so that none is written twice."""
    found = find_like(engine(), request.args.get("text", ""))
    return render(page="staff/questions/_similar.html", found=found)


@bp.get("/find")
def find() -> Response:
    """Offer questions to another screen: buttons of its form, each `<act>:<id>` by the name `act`."""
    asked = request.args.get("act", "link-question")
    return render(
        page="staff/questions/_found.html",
        found=find_questions(engine(), request.args.get("q", "")),
        act=asked if _ACT.fullmatch(asked) else "link-question",
    )


def _new_page(text: str, problems: dict[str, str]) -> Response:
    return render(
        page="staff/questions/new.html",
        text=text,
        problems=problems,
        found=find_like(engine(), text),
    )


def _listing() -> Listing:
    query, unanswered = request.args.get("q", ""), request.args.get("unanswered") == "yes"
    number = page_number()
    first, last = (number - 1) * PAGE_SIZE, number * PAGE_SIZE
    if query.strip():
        found = find_listed(engine(), query, unanswered=unanswered)
        items, more = found[first:last], len(found) > last
    else:
        found = newest_questions(reader(), unanswered=unanswered, limit=PAGE_SIZE + 1, offset=first)
        items, more = found[:PAGE_SIZE], len(found) > PAGE_SIZE
    return Listing(tuple(items), query, unanswered, number, more)
