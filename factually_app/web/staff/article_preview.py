"""What readers would see of an article that is being written, beside it while somebody types."""

import re

from flask import Blueprint, Response, request

from factually_app.operations.lint import lint
from factually_app.operations.revisions import article_draft
from factually_app.store.articles import get_article
from factually_app.store.questions import get_question
from factually_app.web.answers import draw_answer
from factually_app.web.check import as_written
from factually_app.web.open_state import read_open_state, read_path
from factually_app.web.pages import engine, reader, render
from factually_app.web.staff.article_form import read_article_form
from factually_app.web.staff.editing import find, preview_of

bp = Blueprint("staff_article_preview", __name__, url_prefix="/staff/articles")

KINDS = ("source", "claim", "question")


@bp.post("/<public_id:article_id>/preview")
def preview(article_id: str) -> Response:
    """Show what was typed as readers would see it, with what there is to say of it; nothing is saved."""
    said = read_article_form(request.form)
    article = get_article(reader(), article_id)
    state = read_open_state(())
    return render(
        page="staff/articles/preview.html",
        fragment="staff/articles/_beside.html",
        findings=lint(engine(), said.draft),
        **preview_of(article, said.draft, state=state, base=base_of(article_id)),
    )


@bp.get("/<public_id:article_id>/preview")
def preview_saved(article_id: str) -> Response:
    """Show what was saved last as readers would see it."""
    draft = article_draft(engine(), article_id)
    article = get_article(reader(), article_id)
    state = read_open_state(request.args.getlist("open"))
    return render(
        page="staff/articles/preview.html",
        findings=lint(engine(), draft),
        **preview_of(article, draft, state=state, base=base_of(article_id)),
    )


@bp.get("/<public_id:article_id>/preview/questions/<public_id:question_id>")
def answer(article_id: str, question_id: str) -> Response:
    """Show the answer to a question as publishing would, also to one that no reader sees yet."""
    get_article(reader(), article_id)
    asked = get_question(reader(), question_id)
    above = read_path(request.args.get("path", ""))
    state = read_open_state(request.args.getlist("open"))
    written = as_written(engine(), [question_id, *above], state, base=base_of(article_id))
    drawn = draw_answer(reader(), written.question(asked), above=above, state=state, written=written)
    return render(
        page="staff/articles/answer.html",
        fragment="questions/_answer.html",
        question=drawn.question,
        answer=drawn,
        back=f"/staff/articles/{article_id}/preview",
    )


@bp.get("/find")
def found() -> Response:
    """Offer sources, claims or questions to whoever is typing their words."""
    kind = request.args.get("kind", "source")
    kind = kind if kind in KINDS else "source"
    typed = request.args.get(f"find-{kind}", request.args.get("q", ""))
    of = request.args.get("of", "")
    return render(
        page="staff/articles/_found.html",
        kind=kind,
        typed=typed,
        offered=find(kind, typed),
        path=f"/staff/articles/{of if re.fullmatch('[0-9a-f]{6,64}', of) else ''}",
        pick=request.args.get("pick") == "yes",
    )


def base_of(article_id: str) -> str:
    """Return the address below which the answers of a preview open."""
    return f"/staff/articles/{article_id}/preview/questions"
