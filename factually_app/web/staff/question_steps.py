"""A question on its way to readers: reviewed against what is live, published, and its earlier versions."""

from collections.abc import Callable

from flask import Blueprint, Response, redirect, request

from factually_app.domain.draft import QuestionDraft
from factually_app.domain.errors import ConflictError, FormError
from factually_app.domain.revision import Revision
from factually_app.domain.staff import Role
from factually_app.domain.working_copy import WorkingKind
from factually_app.formats.drafts import read_question_draft
from factually_app.operations.lint import lint
from factually_app.operations.publishing import publish_question
from factually_app.operations.restoring import restore_question
from factually_app.operations.review import approve as approve_copy
from factually_app.operations.review import return_to_writer
from factually_app.operations.review import submit as submit_copy
from factually_app.operations.working_copies import (
    discard_working_copy,
    go_on_from_live,
    live_draft,
    open_working_copy,
)
from factually_app.store.questions import get_question
from factually_app.store.revisions import get_revision, revisions_of
from factually_app.web.pages import engine, reader, render
from factually_app.web.staff.question_editor import overtaken, refused, save_sent
from factually_app.web.staff.question_form import read_form
from factually_app.web.staff.question_screen import question_draft
from factually_app.web.staff.question_words import draft_differences
from factually_app.web.staff.session import actor

bp = Blueprint("staff_question_steps", __name__, url_prefix="/staff/questions/<public_id:question_id>")

QUESTION = WorkingKind.QUESTION


@bp.get("/review")
def review(question_id: str) -> Response:
    """Show what is written against what is live, and the steps that can be taken."""
    return _review(question_id)


@bp.post("/submit")
def submit(question_id: str) -> Response:
    """Hand over to be reviewed; the screen's form brings along what was typed last, which is kept first."""
    return _after_saving(question_id, "submitted")


@bp.post("/publish")
def publish(question_id: str) -> Response:
    """Let readers see it now."""
    return _after_saving(question_id, "published")


@bp.post("/approve")
def approve(question_id: str) -> Response:
    """Say that it may be published as it is."""
    return _stepped(
        question_id,
        "approved",
        lambda: approve_copy(engine(), actor(), QUESTION, question_id, seen=_seen(), note=_note()),
    )


@bp.post("/return")
def send_back(question_id: str) -> Response:
    """Send it back to its writer."""
    return _stepped(
        question_id,
        "returned",
        lambda: return_to_writer(engine(), actor(), QUESTION, question_id, seen=_seen(), note=_note()),
    )


@bp.post("/discard")
def discard(question_id: str) -> Response:
    """Throw away what is being written; what is live stays, and the audit log keeps what it was."""
    return _stepped(
        question_id,
        "discarded",
        lambda: discard_working_copy(engine(), actor(), QUESTION, question_id, seen=_seen()),
    )


@bp.post("/go-on")
def go_on(question_id: str) -> Response:
    """Let what is written follow what is live by now."""
    based_on = read_form(request.form).based_on
    return _stepped(
        question_id,
        "saved",
        lambda: go_on_from_live(engine(), actor(), QUESTION, question_id, seen=_seen(), based_on=based_on),
        way="/review",
    )


@bp.get("/revisions")
def revisions(question_id: str) -> Response:
    """List what was published before, and show two of them against each other, side by side."""
    question = get_question(reader(), question_id)
    made = revisions_of(reader(), "question", question_id)
    pair = [_asked_revision(made, name) for name in ("from", "to")]
    earlier = pair[0] or (made[1] if len(made) > 1 else None)
    later = pair[1] or (made[0] if made else None)
    found = (
        draft_differences(
            engine(), read_question_draft(earlier.snapshot), read_question_draft(later.snapshot)
        )
        if earlier and later
        else []
    )
    return render(
        page="staff/questions/revisions.html",
        question=question,
        revisions=made,
        earlier=earlier,
        later=later,
        differences=found,
        copy=open_working_copy(engine(), QUESTION, question_id),
    )


@bp.post("/restore")
def restore(question_id: str) -> Response:
    """Write on with what an earlier revision holds; published, it becomes a new one."""
    sent = read_form(request.form)
    number = request.form.get("number", "")
    asked = int(number) if number.isascii() and number.isdigit() and len(number) < 7 else 0
    kept = get_revision(engine().reader(), "question", question_id, asked)
    return _stepped(
        question_id,
        "restored",
        lambda: restore_question(engine(), actor(), kept, seen=sent.seen, based_on=sent.based_on),
    )


def _after_saving(question_id: str, said: str) -> Response:
    """Keep what was typed, then take the step; what keeps it from being taken is shown on the same page."""
    sent = read_form(request.form)
    if "text" not in request.form:
        return _stepped(question_id, said, lambda: _take(question_id, said, sent.seen))
    try:
        copy = save_sent(question_id, sent)
    except FormError as error:
        return refused(question_id, sent, error)
    except ConflictError:
        return overtaken(question_id, sent)
    return _stepped(question_id, said, lambda: _take(question_id, said, copy.version))


def _take(question_id: str, said: str, seen: int) -> None:
    if said == "published":
        publish_question(engine(), actor(), question_id, seen=seen)
    else:
        submit_copy(engine(), actor(), QUESTION, question_id, seen=seen, note=_note())


def _stepped(question_id: str, said: str, step: Callable[[], object], *, way: str = "") -> Response:
    try:
        step()
    except FormError as error:
        return _review(question_id, problems=error.problems, status=422)
    except ConflictError as error:
        return _review(question_id, problems={"step": f"{error}."}, status=409)
    return redirect(f"/staff/questions/{question_id}{way}?said={said}", code=303)  # type: ignore[return-value]


def _review(question_id: str, *, problems: dict[str, str] | None = None, status: int = 200) -> Response:
    copy = open_working_copy(engine(), QUESTION, question_id)
    draft, question = question_draft(copy), get_question(reader(), question_id)
    live = live_draft(engine(), QUESTION, question_id)
    assert isinstance(live, QuestionDraft)  # noqa: S101 # what the kind says
    response = render(
        page="staff/questions/review.html",
        question=question,
        copy=copy,
        differences=draft_differences(engine(), live, draft),
        findings=lint(engine(), draft, record_id=question_id),
        problems=problems or {},
        note=_note(),
        reviewer_role=Role.REVIEWER,
        editor_role=Role.EDITOR,
    )
    response.status_code = status
    return response


def _asked_revision(made: list[Revision], name: str) -> Revision | None:
    asked = request.args.get(name, "")
    return next((revision for revision in made if str(revision.number) == asked), None)


def _seen() -> int:
    return read_form(request.form).seen


def _note() -> str:
    return request.form.get("note", "")
