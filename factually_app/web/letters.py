"""Letters: asking the newsroom a question, where what is known already shows, and reporting an error."""

import hashlib
import hmac
import math
from collections.abc import Mapping

from flask import Blueprint, Response, redirect, request

from factually_app.domain.errors import FactuallyError, FormError, NotFoundError
from factually_app.domain.letter import LetterKind
from factually_app.domain.record import RecordStatus
from factually_app.domain.throttle import ThrottledError
from factually_app.operations.letter_box import (
    LONGEST_PASSAGE,
    LONGEST_TEXT,
    FullBoxError,
    Written,
    page_of,
    send_letter,
)
from factually_app.store.articles import get_published
from factually_app.store.claims import get_claim
from factually_app.web.installation import people_key, settings, throttle
from factually_app.web.keeping import ASK_EACH_TIME
from factually_app.web.letter_stamp import find_problem, stamp
from factually_app.web.nearest import nearest
from factually_app.web.own_question import OwnQuestion
from factually_app.web.pages import engine, private, reader, render, wants_fragment
from factually_app.web.whence import network

bp = Blueprint("letters", __name__)

FIELDS = ("text", "passage", "page", "article")
TRAP = "website"
"""A field that people do not see and machines fill in."""
MOST_OFFERED = 3
AN_HOUR = 3_600

_FORM = {LetterKind.QUESTION: "ask", LetterKind.REPORT: "report"}


@bp.get("/ask")
def ask() -> Response:
    """Ask for a question and show what is there on it already.

    htmx gets what is there alone, which is the same for everybody; the form has a stamp, so that no
    cache keeps it.
    """
    said = {"text": request.args.get("q", ""), "article": request.args.get("article", "")}
    if not wants_fragment():
        return _form(LetterKind.QUESTION, said)
    found = _found(said, typing=True)
    known = render(page="letters/_known.html", fragment="letters/_known.html", **found)
    known.headers["Cache-Control"] = ASK_EACH_TIME
    return known


@bp.get("/ask/stamp")
def stamped() -> Response:
    """Hand out the stamp that goes with the box under a check; the whole form to whoever has no script."""
    if not wants_fragment():
        return _form(LetterKind.QUESTION, {})
    return private(render(page="letters/_stamp.html", fragment="letters/_stamp.html", stamp=stamp()))


@bp.post("/ask")
def send_question() -> Response:
    """Take a question and lead on to where it can be followed."""
    return _send(LetterKind.QUESTION, {**_said(), "text": request.form.get("q", ""), "page": ""})


@bp.get("/report")
def report() -> Response:
    """Ask what is wrong, and where."""
    said = {"passage": request.args.get("passage", ""), "page": _page_asked_for()}
    return _form(LetterKind.REPORT, said)


@bp.post("/report")
def send_report() -> Response:
    """Take the report of an error and lead on to where it can be followed."""
    return _send(LetterKind.REPORT, _said())


def _send(kind: LetterKind, said: Mapping[str, str]) -> Response:
    is_spam = bool(request.form.get(TRAP))
    problem = None if is_spam else find_problem(request.form.get("stamp", ""))
    if problem:
        return _form(kind, said, {"send": problem}, status=422)
    try:
        written = Written(
            kind=kind,
            text=said["text"],
            passage=said["passage"],
            page=page_of(said["page"], base_url=settings().base_url),
            article_id=said["article"],
        )
        token = send_letter(engine(), written, throttle=throttle(), whence=_whence(), is_spam=is_spam)
    except FormError as error:
        return _form(kind, said, error.problems, status=422)
    except (ThrottledError, FullBoxError) as error:
        return _too_many(kind, said, error)
    response: Response = redirect(f"{kind.path}/{token}", code=303)  # type: ignore[assignment]
    return private(response)


def _too_many(kind: LetterKind, said: Mapping[str, str], error: FactuallyError) -> Response:
    seconds = error.seconds if isinstance(error, ThrottledError) else AN_HOUR
    wait = f"{seconds} seconds" if seconds <= 120 else f"{math.ceil(seconds / 60)} minutes"
    is_quick = isinstance(error, ThrottledError)
    why = "More letters came than are taken at once" if is_quick else "The letter box is full"
    sentence = f"{why}. What you wrote is all here: send it again in {wait}."
    response = _form(kind, said, {"send": sentence}, status=429)
    response.headers["Retry-After"] = str(seconds)
    return response


def _form(
    kind: LetterKind, said: Mapping[str, str], problems: Mapping[str, str] | None = None, *, status: int = 200
) -> Response:
    name = _FORM[kind]
    said = {**dict.fromkeys(FIELDS, ""), **said}
    found = _found(said) if kind is LetterKind.QUESTION else {}
    response = render(
        page=f"letters/{name}.html",
        fragment=f"letters/_{name}.html",
        said=said,
        problems=problems or {},
        **found,
        stamp=stamp(),
        most=LONGEST_TEXT[kind],
        most_in_passage=LONGEST_PASSAGE,
    )
    response.status_code = status
    return private(response)


def _found(said: Mapping[str, str], *, typing: bool = False) -> dict[str, object]:
    """Return what is there on a question, as far as it is typed, and the question itself."""
    text = said["text"]
    near = nearest(reader(), text[: LONGEST_TEXT[LetterKind.QUESTION]], most=MOST_OFFERED, typing=typing)
    return {"near": near, "asked": OwnQuestion(text, said["article"])}


def _said() -> dict[str, str]:
    return {field: request.form.get(field, "") for field in FIELDS}


def _page_asked_for() -> str:
    """Return the page that a report is to be about, as the link to the form names it."""
    try:
        if article_id := request.args.get("article"):
            return get_published(reader(), article_id).url
        if claim_id := request.args.get("claim"):
            claim = get_claim(reader(), claim_id)
            return "" if claim.status is RecordStatus.DRAFT else claim.url
        return page_of(request.args.get("page", ""), base_url=settings().base_url)
    except (NotFoundError, FormError):
        return ""


def _whence() -> str:
    """Return what stands for the address of whoever writes."""
    return hmac.new(people_key(), f"letters:{network()}".encode(), hashlib.sha256).hexdigest()[:32]
