"""The way of an article to readers, and back: reviewed, published, scheduled, withdrawn."""

from collections.abc import Callable, Mapping

from flask import Blueprint, Response, redirect, request

from factually_app.domain.errors import ConflictError, FormError, NotAllowedError
from factually_app.domain.working_copy import WorkingKind, may_approve, may_discard
from factually_app.operations import publishing, review
from factually_app.operations.notices import NoticeError
from factually_app.operations.working_copies import discard_working_copy, open_working_copy
from factually_app.store.articles import get_article
from factually_app.web.pages import engine, render
from factually_app.web.staff.article_form import read_version
from factually_app.web.staff.reviewing import FIELDS, Reviewed, read_moment, read_notice
from factually_app.web.staff.session import actor, member

bp = Blueprint("staff_article_steps", __name__, url_prefix="/staff/articles")

ARTICLE = WorkingKind.ARTICLE
NOT_OWN = "Somebody else has to look at this: you wrote or submitted it yourself. An editor may."
NOT_YOURS = "Somebody else saved this last. They or an editor may throw it away."


@bp.get("/<public_id:article_id>/review")
def show(article_id: str) -> Response:
    """Show what differs from what is live, and the steps that can be taken now."""
    return _page(article_id)


@bp.post("/<public_id:article_id>/submit")
def submit(article_id: str) -> Response:
    """Hand it over to be reviewed."""

    def step(seen: int) -> None:
        review.submit(engine(), actor(), ARTICLE, article_id, seen=seen, note=_said("note"))

    return _take(article_id, step, "submitted")


@bp.post("/<public_id:article_id>/approve")
def approve(article_id: str) -> Response:
    """Say that it may be published."""

    def step(seen: int) -> None:
        if not may_approve(member(), open_working_copy(engine(), ARTICLE, article_id)):
            raise NotAllowedError(NOT_OWN)
        review.approve(engine(), actor(), ARTICLE, article_id, seen=seen, note=_said("note"))

    return _take(article_id, step, "approved")


@bp.post("/<public_id:article_id>/return")
def send_back(article_id: str) -> Response:
    """Send it back to its writer."""

    def step(seen: int) -> None:
        review.return_to_writer(engine(), actor(), ARTICLE, article_id, seen=seen, note=_said("note"))

    return _take(article_id, step, "returned")


@bp.post("/<public_id:article_id>/publish")
def publish(article_id: str) -> Response:
    """Let readers see it now."""

    def step(seen: int) -> None:
        notice = read_notice(request.form)
        publishing.publish_article(engine(), actor(), article_id, seen=seen, notice=notice)

    return _take(article_id, step, "published")


@bp.post("/<public_id:article_id>/schedule")
def schedule(article_id: str) -> Response:
    """Let readers see it from a moment to come."""

    def step(seen: int) -> None:
        notice = read_notice(request.form)
        at = read_moment(_said("publish_at"))
        review.schedule(engine(), actor(), ARTICLE, article_id, seen=seen, at=at, notice=notice)

    return _take(article_id, step, "scheduled")


@bp.post("/<public_id:article_id>/unschedule")
def unschedule(article_id: str) -> Response:
    """Take it off the schedule."""

    def step(seen: int) -> None:
        review.unschedule(engine(), actor(), ARTICLE, article_id, seen=seen)

    return _take(article_id, step, "unscheduled")


@bp.post("/<public_id:article_id>/discard")
def discard(article_id: str) -> Response:
    """Throw away what is being written; what is live stays."""

    def step(seen: int) -> None:
        if not may_discard(member(), open_working_copy(engine(), ARTICLE, article_id)):
            raise NotAllowedError(NOT_YOURS)
        discard_working_copy(engine(), actor(), ARTICLE, article_id, seen=seen)

    return _take(article_id, step, "discarded")


@bp.get("/<public_id:article_id>/withdraw")
def ask_withdraw(article_id: str) -> Response:
    """Ask what readers are told."""
    return _withdrawal(article_id, {}, "")


@bp.post("/<public_id:article_id>/withdraw")
def withdraw(article_id: str) -> Response:
    """Take an article back from readers, and tell them why."""
    seen = read_version(request.form)
    try:
        publishing.withdraw_article(engine(), actor(), article_id, seen=seen, why=_said("why"))
    except FormError as error:
        return _status(_withdrawal(article_id, error.problems, ""), 422)
    except NoticeError as error:
        return _status(_withdrawal(article_id, {"why": str(error)}, ""), 422)
    except ConflictError as error:
        return _status(_withdrawal(article_id, {}, str(error)), 409)
    return redirect(f"/staff/articles/{article_id}/review?said=withdrawn", code=303)  # type: ignore[return-value]


def _take(article_id: str, step: Callable[[int], None], done: str) -> Response:
    """Take a step at the version on the screen; what is in its way is said on the same page."""
    try:
        step(read_version(request.form))
    except FormError as error:
        return _status(_page(article_id, problems=error.problems), 422)
    except NoticeError as error:
        return _status(_page(article_id, problems={f"notice-{error.field}": str(error)}), 422)
    except NotAllowedError as error:
        return _status(_page(article_id, refused=str(error)), 403)
    except ConflictError as error:
        return _status(_page(article_id, refused=_sentence(error)), 409)
    return redirect(f"/staff/articles/{article_id}/review?said={done}", code=303)  # type: ignore[return-value]


def _page(article_id: str, *, problems: Mapping[str, str] | None = None, refused: str = "") -> Response:
    """Draw the page as it stands now, whatever was on the screen before."""
    shown = Reviewed(
        article=get_article(engine().reader(), article_id),
        copy=open_working_copy(engine(), ARTICLE, article_id),
        member=member(),
        said={name: _said(name) for name in FIELDS},
        problems=problems or {},
        refused=refused,
    )
    return render(page="staff/articles/review.html", shown=shown)


def _withdrawal(article_id: str, problems: Mapping[str, str], refused: str) -> Response:
    article = get_article(engine().reader(), article_id)
    return render(
        page="staff/articles/withdraw.html",
        article=article,
        problems=problems,
        refused=refused[:1].upper() + refused[1:],
        why=_said("why"),
    )


def _said(name: str) -> str:
    return request.form.get(name, "")


def _sentence(error: ConflictError) -> str:
    text = str(error)
    return f"{text[:1].upper()}{text[1:]}."


def _status(response: Response, status: int) -> Response:
    response.status_code = status
    return response
