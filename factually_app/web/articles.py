"""Checks: the front page, the shelf of a topic, and the article itself."""

from dataclasses import dataclass

from flask import Blueprint, Response, request

from factually_app.domain.article import Article, ArticleStatus
from factually_app.domain.topic import Topic
from factually_app.formats.records import ArticleRecord
from factually_app.store import article_parts, articles, questions, topics
from factually_app.store.corrections import corrections_of_article
from factually_app.web.addresses import moved
from factually_app.web.answers import draw_branches
from factually_app.web.check import draw_parts
from factually_app.web.notices import draw_own_notices
from factually_app.web.open_state import read_open_state
from factually_app.web.pages import page_number, reader, render
from factually_app.web.prose import plain

bp = Blueprint("articles", __name__)

PAGE_SIZE = 20


@bp.get("/")
def index() -> Response:
    """List the checks, newest first."""
    return render(
        page="articles/index.html",
        fragment="articles/_list.html",
        listing=_listing(topic=None),
        topics=topics.all_topics(reader()),
    )


@bp.get("/topics/<slug>")
def topic(slug: str) -> Response:
    """List the checks of one topic, newest first."""
    found = topics.get_topic(reader(), slug)
    return render(
        page="topics/show.html",
        fragment="articles/_list.html",
        listing=_listing(topic=found),
        topic=found,
    )


@bp.get("/fact-checks/<topic>/<slug>-<public_id:article_id>")
def show(topic: str, slug: str, article_id: str) -> Response:
    """Show an article with what its reader has open, or say that it was taken back, and why."""
    db = reader()
    article = articles.get_public(db, article_id)
    if redirection := moved(article.url):
        return redirection
    if article.status is ArticleStatus.WITHDRAWN:
        return _withdrawn(article)
    record = ArticleRecord(
        article=article,
        sections=tuple(article_parts.sections_of(db, article_id)),
        sources=tuple(article_parts.cited_sources_of(db, article_id)),
        question_ids=(),
    )
    resting = article_parts.section_claims_of(db, article_id)
    state = read_open_state(request.args.getlist("open"))
    notices = corrections_of_article(db, article_id)
    return render(
        page="articles/show.html",
        **draw_parts(
            db,
            record,
            resting,
            state=state,
            notices=draw_own_notices(notices, {item.claim.id: item.claim for item in resting}),
        ),
        branches=draw_branches(db, questions.questions_of(db, article_id), state=state),
    )


def _withdrawn(article: Article) -> Response:
    """Say that a check was taken back, with nothing of what stood in it."""
    found = corrections_of_article(reader(), article.id)
    own = [notice for notice in found if notice.article_id == article.id]
    response = render(page="articles/withdrawn.html", article=article, notices=draw_own_notices(own))
    response.status_code = 410
    return response


@dataclass(frozen=True)
class Listing:
    """One page of checks: each with its summary in plain words; `older` when there are more."""

    articles: tuple[tuple[Article, str], ...]
    number: int
    older: bool
    path: str


def _listing(*, topic: Topic | None) -> Listing:
    number = page_number()
    found = articles.newest_articles(
        reader(),
        topic_id=topic.id if topic else None,
        limit=PAGE_SIZE + 1,
        offset=(number - 1) * PAGE_SIZE,
    )
    shown = tuple((article, plain(article)) for article in found[:PAGE_SIZE])
    return Listing(shown, number, len(found) > PAGE_SIZE, topic.url if topic else "/")
