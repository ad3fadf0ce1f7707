"""Checks: the front page, the shelf of a topic, and the article itself."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, Response, current_app, request

from factually_app import clock
from factually_app.domain.article import Article, ArticleStatus
from factually_app.domain.topic import Topic
from factually_app.store import article_parts, articles, topics
from factually_app.store.corrections import corrections_of_article
from factually_app.store.edition import get_edition
from factually_app.web.addresses import moved
from factually_app.web.kept import Moment
from factually_app.web.live_check import Check, draw_check, kept_checks, read_check
from factually_app.web.notices import draw_own_notices
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
    opened = request.args.getlist("open")
    found = _opened_check(article_id, opened) if opened else _kept_check(article_id)
    if redirection := moved(found.article.url):
        return redirection
    if found.article.status is ArticleStatus.WITHDRAWN:
        return _withdrawn(found.article)
    return render(page="articles/show.html", check=found)


def _opened_check(article_id: str, opened: Sequence[str]) -> Check:
    return draw_check(reader(), read_check(reader(), article_id), opened)


def _kept_check(article_id: str) -> Check:
    """Return a check with nothing open, drawn once for what it is made of.

    Within an edition it is not even read again: the goal above it changes more often. After another one it
    is drawn anew only where its own records changed.
    """
    db, checks = reader(), kept_checks()
    if current_app.debug:  # whoever works on a template wants to see it
        return draw_check(db, read_check(db, article_id))
    moment = Moment(get_edition(db).content, clock.today())
    found = checks.find(moment, article_id)
    if found is None:
        read = read_check(db, article_id)
        made_of = hash((read, moment.day))
        found = checks.find_same(moment, article_id, made_of)
        if found is None:
            found = draw_check(db, read)
            checks.keep(moment, article_id, made_of, found, len(found.html or ""))
    return found


@bp.get("/fact-checks/<topic>/<slug>-<public_id:article_id>/records")
def records(topic: str, slug: str, article_id: str) -> Response:
    """List the claim records that an article rests on: what its charts show, as a table."""
    db = reader()
    article = articles.get_public(db, article_id)
    if redirection := moved(article.records_url):
        return redirection
    if article.status is ArticleStatus.WITHDRAWN:
        return _withdrawn(article)
    return render(
        page="articles/records.html",
        fragment="articles/_claims_table.html",
        article=article,
        resting=article_parts.section_claims_of(db, article_id),
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
