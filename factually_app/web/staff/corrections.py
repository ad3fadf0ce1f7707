"""Corrections as editors give them: every notice, and the form for one about what is published."""

from collections.abc import Mapping

from flask import Blueprint, Response, redirect, request

from factually_app.domain.correction import CorrectionKind
from factually_app.domain.errors import ConflictError, FormError
from factually_app.operations.corrections import AnsweredLetter, issue_correction
from factually_app.operations.notices import Notice
from factually_app.store.articles import public_articles
from factually_app.store.claims import claims_by_id
from factually_app.store.corrections import newest_corrections
from factually_app.store.letters import find_letter
from factually_app.web.filters import upfirst
from factually_app.web.notices import draw_notices
from factually_app.web.pages import engine, leave_snapshot, page_number, reader, render
from factually_app.web.staff.session import actor

bp = Blueprint("staff_corrections", __name__, url_prefix="/staff/corrections")

A_PAGE = 50
FIELDS = ("kind", "was", "now", "place", "article", "claim", "letter", "seen")


@bp.get("")
def index() -> Response:
    """Show every notice, the newest first, with who gave it."""
    number = page_number()
    found = newest_corrections(reader(), limit=A_PAGE + 1, offset=(number - 1) * A_PAGE)
    return render(
        page="staff/corrections/index.html",
        notices=draw_notices(reader(), found[:A_PAGE]),
        number=number,
        has_older=len(found) > A_PAGE,
    )


@bp.get("/new")
def new() -> Response:
    """Ask what readers are to be told."""
    return _page({field: request.args.get(field, "") for field in FIELDS})


@bp.post("/new")
def issue() -> Response:
    """Tell readers, and answer the letter that it came from."""
    said = {field: request.form.get(field, "") for field in FIELDS}
    try:
        issue_correction(
            engine(),
            actor(),
            _notice(said),
            article_id=said["article"] or None,
            claim_id=said["claim"] or None,
            answers=AnsweredLetter(said["letter"], _number(said["seen"])) if said["letter"] else None,
        )
    except FormError as error:
        return _page(said, problems=error.problems, status=422)
    except ConflictError as error:
        leave_snapshot(None)
        return _page(said, conflict=f"{upfirst(str(error))}.", status=409)
    there = f"/staff/letters/{said['letter']}" if said["letter"] else "/staff/corrections"
    return redirect(f"{there}?said=corrected", code=303)  # type: ignore[return-value]


def _notice(said: Mapping[str, str]) -> Notice:
    kinds = {kind.value: kind for kind in CorrectionKind}
    if said["kind"] not in kinds:
        raise FormError({"kind": "Choose what kind of notice it is."})
    return Notice(kinds[said["kind"]], now=said["now"], was=said["was"], place=said["place"])


def _page(
    said: Mapping[str, str],
    *,
    problems: Mapping[str, str] | None = None,
    conflict: str | None = None,
    status: int = 200,
) -> Response:
    db = reader()
    letter = find_letter(db, said["letter"])
    said = {**said, "letter": letter.id if letter else ""}
    if letter and conflict:
        said["seen"] = str(letter.version)
    response = render(
        page="staff/corrections/new.html",
        said=said,
        article=public_articles(db, [said["article"]]).get(said["article"]),
        claim=claims_by_id(db, [said["claim"]]).get(said["claim"]),
        letter=letter,
        kinds=[(kind.value, kind.label) for kind in CorrectionKind],
        problems=problems or {},
        conflict=conflict,
    )
    response.status_code = status
    return response


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
