"""Drawing a page to be kept: as anybody would get it, whole; and whether what came back may be kept."""

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from urllib.parse import parse_qsl, urlencode
from wsgiref.types import WSGIApplication, WSGIEnvironment

from werkzeug.datastructures import Headers
from werkzeug.exceptions import HTTPException
from werkzeug.routing import MapAdapter

from factually_app.web.keeping import KEPT

_OF_THE_VISITOR = (
    "HTTP_ACCEPT_ENCODING", "HTTP_COOKIE", "HTTP_IF_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_IF_NONE_MATCH",
    "HTTP_IF_RANGE", "HTTP_IF_UNMODIFIED_SINCE", "HTTP_RANGE",
)  # fmt: skip
"""What a page to be kept is drawn without."""


@dataclass(frozen=True)
class Answer:
    """What Flask answered, taken in whole."""

    status: str
    headers: list[tuple[str, str]]
    body: bytes


def is_piece(environ: WSGIEnvironment) -> bool:
    """Say whether htmx asks for a piece of a page."""
    get = environ.get
    return get("HTTP_HX_REQUEST") == "true" and get("HTTP_HX_HISTORY_RESTORE_REQUEST") != "true"


def kept_at(addresses: MapAdapter, environ: WSGIEnvironment) -> str | None:
    """Return the known part of the query of an address whose pages are kept; None for any other."""
    try:
        path = environ["PATH_INFO"].encode("latin-1").decode()
        endpoint, _ = addresses.match(path, method="GET")
    except (HTTPException, UnicodeError):
        return None
    kept = KEPT.get(endpoint)
    if kept is None or not kept.by_us:
        return None
    asked = parse_qsl(environ.get("QUERY_STRING", ""), keep_blank_values=True)
    return urlencode([item for item in asked if item[0] in kept.parameters])


def without_visitor(environ: WSGIEnvironment, query: str) -> WSGIEnvironment:
    """Return the request as anybody could have made it, for the page whole."""
    anybodys = {name: value for name, value in environ.items() if name not in _OF_THE_VISITOR}
    return {**anybodys, "REQUEST_METHOD": "GET", "QUERY_STRING": query, "wsgi.input": BytesIO()}


def ask(app: WSGIApplication, environ: WSGIEnvironment) -> Answer:
    """Ask, and take in the answer."""
    said: list[Any] = []

    def start(
        status: str, headers: list[tuple[str, str]], _error: object = None
    ) -> Callable[[bytes], object]:
        said[:] = [status, headers]
        return lambda _: None

    parts = app(environ, start)
    try:
        body = b"".join(parts)
    finally:
        if close := getattr(parts, "close", None):
            close()
    return Answer(said[0], said[1], body)


def may_be_kept(answer: Answer) -> bool:
    """Say whether an answer is a page that is the same for everyone: nothing else is ever kept."""
    headers = Headers(answer.headers)
    control = headers.get("Cache-Control", "")
    is_for_one = "no-store" in control or "private" in control or "Set-Cookie" in headers
    return answer.status.startswith("200 ") and not is_for_one and "Content-Encoding" not in headers
