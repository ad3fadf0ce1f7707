"""Topics: the list for the newsroom, adding one, changing how one is called."""

from collections.abc import Mapping

from flask import Blueprint, Response, redirect, request

from factually_app.domain.errors import ConflictError, FormError
from factually_app.operations.topics import add_topic, change_topic
from factually_app.store.topics import all_topics, get_topic
from factually_app.web.pages import engine, render
from factually_app.web.staff.session import actor

bp = Blueprint("staff_topics", __name__, url_prefix="/staff/topics")

Said = Mapping[str, str]


@bp.get("")
def index() -> Response:
    """List the topics, with a form for another one."""
    return _list({}, {})


@bp.post("")
def add() -> Response:
    """Add a topic."""
    said = request.form
    try:
        add_topic(engine(), actor(), name=said.get("name", ""), description=said.get("description", ""))
    except FormError as error:
        return _status(_list(said, error.problems), 422)
    except ConflictError:
        return _status(_list(said, {"name": "Somebody else just added this topic."}), 409)
    return redirect("/staff/topics?said=saved", code=303)  # type: ignore[return-value]


@bp.get("/<slug>")
def show(slug: str) -> Response:
    """Show how a topic is called, to be changed."""
    topic = get_topic(engine().reader(), slug)
    return _one(slug, {"name": topic.name, "description": topic.description}, {})


@bp.post("/<slug>")
def change(slug: str) -> Response:
    """Change how a topic is called."""
    said = request.form
    name, description = said.get("name", ""), said.get("description", "")
    try:
        change_topic(engine(), actor(), slug, name=name, description=description)
    except FormError as error:
        return _status(_one(slug, {"name": name, "description": description}, error.problems), 422)
    return redirect("/staff/topics?said=saved", code=303)  # type: ignore[return-value]


def _list(said: Said, problems: Said) -> Response:
    return render(
        page="staff/topics/index.html",
        topics=all_topics(engine().reader()),
        said={"name": said.get("name", ""), "description": said.get("description", "")},
        problems=problems,
    )


def _one(slug: str, said: Said, problems: Said) -> Response:
    topic = get_topic(engine().reader(), slug)
    return render(page="staff/topics/show.html", topic=topic, said=said, problems=problems)


def _status(response: Response, status: int) -> Response:
    response.status_code = status
    return response
