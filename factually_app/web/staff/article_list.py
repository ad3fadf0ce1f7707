"""The list of articles, and beginning one."""

from collections.abc import Mapping

from flask import Blueprint, Response, redirect, request

from factually_app.domain.errors import FormError
from factually_app.operations.starting import start_article
from factually_app.store.article_lists import SHOWS, list_articles
from factually_app.store.topics import all_topics
from factually_app.web.pages import engine, page_number, reader, render
from factually_app.web.staff.session import actor

bp = Blueprint("staff_article_list", __name__, url_prefix="/staff/articles")

PAGE_SIZE = 30


@bp.get("")
def index() -> Response:
    """List the articles, what was touched last first."""
    show, words = request.args.get("show", ""), request.args.get("q", "")[:200]
    number = page_number()
    found = list_articles(
        reader(),
        show=show or None,
        words=words.strip(),
        limit=PAGE_SIZE + 1,
        offset=(number - 1) * PAGE_SIZE,
    )
    return render(
        page="staff/articles/index.html",
        fragment="staff/articles/_list.html",
        lines=found[:PAGE_SIZE],
        more=len(found) > PAGE_SIZE,
        number=number,
        show=show if show in SHOWS else "",
        words=words,
    )


@bp.get("/new")
def new() -> Response:
    """Ask for a title and a topic."""
    return _begin({"topic": request.args.get("topic", "")}, {})


@bp.post("/new")
def create() -> Response:
    """Begin an article that no reader sees."""
    said = request.form
    try:
        article = start_article(
            engine(), actor(), title=said.get("title", ""), topic_slug=said.get("topic", "")
        )
    except FormError as error:
        return _status(_begin(said, error.problems), 422)
    return redirect(f"/staff/articles/{article.id}", code=303)  # type: ignore[return-value]


def _begin(said: Mapping[str, str], problems: Mapping[str, str]) -> Response:
    topics = all_topics(reader())
    return render(
        page="staff/articles/new.html",
        said={"title": said.get("title", ""), "topic": said.get("topic", "")},
        problems=problems,
        topics=topics,
        topic_choices=[("", "Choose one"), *((topic.slug, topic.name) for topic in topics)],
    )


def _status(response: Response, status: int) -> Response:
    response.status_code = status
    return response
