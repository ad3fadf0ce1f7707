"""Checks: the front page, the shelf of a topic, and the article itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import Blueprint, Response, request

from factually_app.domain.article import Article, ArticleStatus, CitedSource, SectionClaim
from factually_app.domain.claim import Stance
from factually_app.domain.topic import Topic
from factually_app.store import article_parts, articles, claims, questions, topics
from factually_app.store.corrections import corrections_of_article
from factually_app.web.addresses import moved
from factually_app.web.answers import draw_branches
from factually_app.web.filters import count
from factually_app.web.notices import draw_own_notices
from factually_app.web.open_state import read_open_state
from factually_app.web.pages import page_number, reader, render
from factually_app.web.prose import plain, read_prose
from factually_app.web.timeline import Division, divide_evidence, draw_timeline

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
    sections = article_parts.sections_of(db, article_id)
    cited = article_parts.cited_sources_of(db, article_id)
    resting = article_parts.section_claims_of(db, article_id)
    stances = claims.stances_by_claim(db, [item.claim.id for item in resting])
    state = read_open_state(request.args.getlist("open"))
    notices = corrections_of_article(db, article_id)
    return render(
        page="articles/show.html",
        notices=draw_own_notices(notices, {item.claim.id: item.claim for item in resting}),
        article=article,
        description=plain(article),
        sections=sections,
        prose=read_prose(article, sections),
        cited={item.number: item for item in cited},
        publishers=_publishers(cited),
        resting=resting,
        stances=stances,
        timeline=draw_timeline(resting),
        title_claim=next((item.claim for item in resting if item.is_title), None),
        divided=divided(resting, stances),
        branches=draw_branches(db, questions.questions_of(db, article_id), state=state),
        state=state,
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


def divided(
    resting: Sequence[SectionClaim], stances: Mapping[str, Sequence[Stance]]
) -> dict[str, tuple[Division, ...]]:
    """Divide the evidence on the article's own claim apart from that on the records in its text.

    Together they would mislead: a record that somebody said something is mostly supported,
    whatever the rating of the claim that the article checks.
    """
    title = [item for item in resting if item.is_title]
    others = [item for item in resting if not item.is_title]
    parts = {
        "On the claim of this check": divide_evidence(title, stances),
        f"On the {count(len(others), 'claim record')} in the text": divide_evidence(others, stances),
    }
    return {label: divisions for label, divisions in parts.items() if divisions}


def _publishers(cited: list[CitedSource]) -> int:
    return len({item.source.publisher for item in cited if item.source})
