"""Revisions of an article: the list, one as readers saw it, two beside each other, taking one up again."""

from flask import Blueprint, Response, redirect, request

from factually_app.domain.errors import ConflictError
from factually_app.domain.working_copy import WorkingKind
from factually_app.operations.revisions import article_draft, restore_revision, revision_draft
from factually_app.operations.working_copies import open_working_copy
from factually_app.store.articles import get_article
from factually_app.store.revisions import get_revision, revisions_of
from factually_app.web.open_state import read_open_state
from factually_app.web.pages import engine, reader, render
from factually_app.web.staff.article_differences import article_differences
from factually_app.web.staff.article_form import read_version
from factually_app.web.staff.article_preview import base_of
from factually_app.web.staff.editing import preview_of
from factually_app.web.staff.session import actor

bp = Blueprint("staff_revisions", __name__, url_prefix="/staff/articles")


@bp.get("/<public_id:article_id>/revisions")
def index(article_id: str) -> Response:
    """List the revisions of an article, the newest first."""
    return _list(article_id, refused="")


@bp.get("/<public_id:article_id>/revisions/<int:number>")
def show(article_id: str, number: int) -> Response:
    """Show an article as one revision has it."""
    revision = get_revision(reader(), "article", article_id, number)
    draft = revision_draft(engine(), article_id, number)
    article = get_article(reader(), article_id)
    state = read_open_state(request.args.getlist("open"))
    return render(
        page="staff/articles/revision.html",
        revision=revision,
        **preview_of(article, draft, state=state, base=base_of(article_id)),
    )


@bp.get("/<public_id:article_id>/revisions/compare")
def compare(article_id: str) -> Response:
    """Lay two revisions beside each other, or one beside what is being written."""
    article = get_article(reader(), article_id)
    made = revisions_of(reader(), "article", article_id)
    newest = made[0].number if made else 0
    old = _number(request.args.get("old", ""), max(1, newest - 1))
    new = request.args.get("new", "")
    new_number = None if new == "working" else _number(new, newest)
    if new_number is None:
        after = article_draft(engine(), article_id)
    else:
        after = revision_draft(engine(), article_id, new_number)
    before = revision_draft(engine(), article_id, old)
    return render(
        page="staff/articles/compare.html",
        article=article,
        revisions=made,
        old=old,
        new=new_number,
        fields=article_differences(before, after),
        before_label=f"Revision {old}",
        after_label="Being written" if new_number is None else f"Revision {new_number}",
    )


@bp.post("/<public_id:article_id>/revisions/<int:number>/restore")
def restore(article_id: str, number: int) -> Response:
    """Take a revision up again as what is being written."""
    try:
        restore_revision(engine(), actor(), article_id, number, seen=read_version(request.form))
    except ConflictError as error:
        response = _list(article_id, refused=str(error))
        response.status_code = 409
        return response
    return redirect(f"/staff/articles/{article_id}?said=restored", code=303)  # type: ignore[return-value]


def _list(article_id: str, *, refused: str) -> Response:
    return render(
        page="staff/articles/revisions.html",
        article=get_article(reader(), article_id),
        revisions=revisions_of(reader(), "article", article_id),
        copy=open_working_copy(engine(), WorkingKind.ARTICLE, article_id),
        refused=refused[:1].upper() + refused[1:],
    )


def _number(text: str, otherwise: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else otherwise
