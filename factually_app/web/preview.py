"""`/preview/<token>`: what somebody without an account may see of one article before it is published."""

from flask import Blueprint, Response, request

from factually_app import clock
from factually_app.domain.draft import ArticleDraft
from factually_app.domain.errors import NotFoundError
from factually_app.domain.preview_link import LinkState, PreviewLink
from factually_app.operations.article_of_draft import article_of_draft
from factually_app.operations.preview_links import follow_preview_link
from factually_app.operations.revisions import article_draft, revision_draft
from factually_app.store.articles import get_article
from factually_app.store.questions import get_question
from factually_app.web.answers import draw_answer
from factually_app.web.check import as_written, draw_draft, reached_from
from factually_app.web.open_state import read_open_state, read_path
from factually_app.web.pages import engine, reader, render

bp = Blueprint("preview", __name__, url_prefix="/preview")


@bp.get("/<token>")
def show(token: str) -> Response:
    """Show the article that a link leads to, or say that the link works no more."""
    link = _follow(token)
    if (state := link.state(clock.now())) is not LinkState.OPEN:
        return _private(_over(state))
    article = get_article(reader(), link.article_id)
    record = article_of_draft(engine(), article, _draft(link))
    return _private(
        render(
            page="articles/preview.html",
            link=link,
            **draw_draft(
                engine(),
                record,
                state=read_open_state(request.args.getlist("open")),
                base=f"/preview/{token}/questions",
            ),
        )
    )


@bp.get("/<token>/questions/<public_id:question_id>")
def answer(token: str, question_id: str) -> Response:
    """Show an answer below that article; a link opens no question that cannot be reached there."""
    link = _follow(token)
    if (state := link.state(clock.now())) is not LinkState.OPEN:
        return _private(_over(state))
    if question_id not in reached_from(engine(), _draft(link).question_ids):
        raise NotFoundError(f"question '{question_id}' is not below the article of this link")
    above = read_path(request.args.get("path", ""))
    opened = read_open_state(request.args.getlist("open"))
    base = f"/preview/{token}/questions"
    written = as_written(engine(), [question_id, *above], opened, base=base)
    asked = written.question(get_question(reader(), question_id))
    drawn = draw_answer(reader(), asked, above=above, state=opened, written=written)
    return _private(
        render(
            page="questions/preview.html",
            fragment="questions/_answer.html",
            question=drawn.question,
            answer=drawn,
            back=f"/preview/{token}",
        )
    )


def _follow(token: str) -> PreviewLink:
    link = follow_preview_link(engine(), token)
    if link is None:
        raise NotFoundError("no preview link has this token")
    return link


def _draft(link: PreviewLink) -> ArticleDraft:
    if link.revision is None:
        return article_draft(engine(), link.article_id)
    return revision_draft(engine(), link.article_id, link.revision)


def _over(state: LinkState) -> Response:
    response = render(page="articles/preview_over.html", state=state)
    response.status_code = 410
    return response


def _private(response: Response) -> Response:
    """Let no cache keep it, no search engine list it, and no other site learn its address."""
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
