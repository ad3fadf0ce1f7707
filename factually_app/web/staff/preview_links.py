"""Preview links to an article: which there are, making one, revoking one."""

from collections.abc import Mapping
from datetime import timedelta

from flask import Blueprint, Response, redirect, request

from factually_app import clock
from factually_app.domain.errors import ConflictError, FormError
from factually_app.domain.preview_link import CHOICES, USUAL
from factually_app.operations.preview_links import make_preview_link, revoke_preview_link
from factually_app.store.articles import get_article
from factually_app.store.preview_links import preview_links_of
from factually_app.store.revisions import revisions_of
from factually_app.web.installation import settings
from factually_app.web.pages import engine, render
from factually_app.web.staff.session import actor

bp = Blueprint("staff_preview_links", __name__, url_prefix="/staff/articles")


@bp.get("/<public_id:article_id>/links")
def index(article_id: str) -> Response:
    """List the links to an article."""
    return _page(article_id)


@bp.post("/<public_id:article_id>/links")
def make(article_id: str) -> Response:
    """Make a link; its address is shown this once."""
    said = request.form
    try:
        made = make_preview_link(
            engine(),
            actor(),
            article_id,
            label=said.get("label", ""),
            lasts=timedelta(hours=_number(said.get("lasts", "")) or 0),
            revision=_revision(said.get("revision", "")),
        )
    except FormError as error:
        return _status(_page(article_id, problems=error.problems), 422)
    origin = (settings().base_url or request.host_url).rstrip("/")
    return _page(article_id, address=f"{origin}/preview/{made.token}")


@bp.post("/<public_id:article_id>/links/<public_id:link_id>/revoke")
def revoke(article_id: str, link_id: str) -> Response:
    """Let a link work no more."""
    try:
        revoke_preview_link(engine(), actor(), article_id, link_id)
    except ConflictError:
        return _status(_page(article_id, refused="That link did not work any more already."), 409)
    return redirect(f"/staff/articles/{article_id}/links?said=revoked", code=303)  # type: ignore[return-value]


def _page(
    article_id: str, *, address: str = "", problems: Mapping[str, str] | None = None, refused: str = ""
) -> Response:
    db = engine().reader()
    revisions = revisions_of(db, "article", article_id)
    return render(
        page="staff/articles/links.html",
        article=get_article(db, article_id),
        links=[(link, link.state(clock.now())) for link in preview_links_of(db, article_id)],
        address=address,
        problems=problems or {},
        refused=refused,
        said={name: request.form.get(name, "") for name in ("label", "lasts", "revision")},
        durations=[(str(_hours(choice)), _words(choice)) for choice in CHOICES],
        usual=str(_hours(USUAL)),
        revisions=[
            ("", "As it is being written"),
            *((str(each.number), f"Revision {each.number}") for each in revisions),
        ],
    )


def _revision(text: str) -> int | None:
    """Return the revision that is asked for; -1, which there never is, for nonsense."""
    return (_number(text) or -1) if text else None


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else None


def _hours(choice: timedelta) -> int:
    return int(choice.total_seconds() // 3600)


def _words(choice: timedelta) -> str:
    hours = _hours(choice)
    return f"{hours} hours" if hours <= 48 else f"{hours // 24} days"


def _status(response: Response, status: int) -> Response:
    response.status_code = status
    return response
