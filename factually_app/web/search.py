"""Search: checks, questions, claim records and sources by their words, as a page and while one types."""

from flask import Blueprint, Response

from factually_app.domain.errors import BusyError
from factually_app.domain.rating import Rating
from factually_app.domain.search import KIND_WORDS, MOST_RANKED
from factually_app.domain.throttle import ThrottledError
from factually_app.formats.search_query import ReadSearch
from factually_app.store.topics import all_topics
from factually_app.web.asked_search import asked_search, find_results
from factually_app.web.pages import reader, render
from factually_app.web.shown_search import PATH, ShownSearch

bp = Blueprint("search", __name__)

BUSY_SECONDS = 5
_TOO_LONG = "This search took too long and was broken off. Fewer or rarer words are found sooner."


@bp.get(PATH)
def show() -> Response:
    """Show what matches, best first, with what it may be narrowed to; no search engine lists it."""
    response = _answer(asked_search())
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _answer(read: ReadSearch) -> Response:
    try:
        return _draw(ShownSearch(read.search, read.problems, find_results(read.search)))
    except ThrottledError as error:
        wait = "a second" if error.seconds == 1 else f"{error.seconds} seconds"
        sentence = f"More searches came from your address than are answered at once. Try again in {wait}."
        return _failed(read, sentence, status=429, seconds=error.seconds)
    except BusyError:
        return _failed(read, _TOO_LONG, status=503, seconds=BUSY_SECONDS)


def _failed(read: ReadSearch, sentence: str, *, status: int, seconds: int) -> Response:
    response = _draw(ShownSearch(read.search, read.problems, trouble=sentence))
    response.status_code = status
    response.headers["Retry-After"] = str(seconds)
    return response


def _draw(shown: ShownSearch) -> Response:
    return render(
        page="search/show.html",
        fragment="search/_results.html",
        shown=shown,
        kinds=KIND_WORDS,
        ratings=list(Rating),
        topics=all_topics(reader()),
        most=MOST_RANKED,
    )
