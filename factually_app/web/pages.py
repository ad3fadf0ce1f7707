"""Page or fragment: the one place that reads htmx's headers, and where a request gets its reader."""

from contextlib import ExitStack

from flask import Response, current_app, g, make_response, render_template, request
from sqlite_utils import Database

from factually_app.store.engine import Engine

_ASKED_FOR_A_PIECE = ("HX-Request", "HX-History-Restore-Request")


def engine() -> Engine:
    """Return the database this application was made with."""
    found: Engine = current_app.extensions["factually"]
    return found


def reader() -> Database:
    """Return the database as it was when this request first asked: one moment for the whole page."""
    if "snapshot" not in g:
        g.snapshot = ExitStack()
        g.reader = g.snapshot.enter_context(engine().snapshot())
    db: Database = g.reader
    return db


def leave_snapshot(_error: BaseException | None) -> None:
    """Let go of the moment when the request ends."""
    snapshot: ExitStack | None = g.pop("snapshot", None)
    if snapshot:
        snapshot.close()


def in_newsroom() -> bool:
    """Say whether the newsroom is asked for, whose pages have a dress of their own and are never kept."""
    return request.path == "/staff" or request.path.startswith("/staff/")


def wants_fragment() -> bool:
    """Say whether htmx asks for a piece; what it restores from history is a page."""
    restores = request.headers.get("HX-History-Restore-Request") == "true"
    return request.headers.get("HX-Request") == "true" and not restores


def render(*, page: str, fragment: str | None = None, **context: object) -> Response:
    """Answer with `fragment` when htmx asks for a piece, with `page` for everyone else."""
    if fragment and wants_fragment():
        response = make_response(render_template(fragment, **context))
    else:
        response = make_response(render_template(page, **context))
    if fragment:
        response.vary.update(_ASKED_FOR_A_PIECE)
    return response


def page_number() -> int:
    """Return `?page=`, counted from 1; whatever else it says is the first page."""
    asked = request.args.get("page", "1")
    return max(1, int(asked)) if asked.isascii() and asked.isdigit() and len(asked) < 7 else 1


def private(response: Response) -> Response:
    """Let no cache keep a page and no search engine list it."""
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
