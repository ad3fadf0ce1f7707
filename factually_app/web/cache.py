"""The page cache, a layer above Flask: public pages from memory, without a Flask request, never out of date.

A page is kept under what it depends on and nothing else: its path, the known part of its query, whether
htmx asked for a piece, and the version that was read *before* it was drawn. The version is the edition of the
database and the day, by which a campaign starts and ends. What differs from it is drawn anew.
"""

import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from urllib.parse import parse_qsl, urlencode
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from werkzeug.datastructures import Headers
from werkzeug.exceptions import HTTPException
from werkzeug.routing import Map

from factually_app import clock
from factually_app.store.connections import DatabaseFault
from factually_app.store.edition_watch import EditionWatch
from factually_app.web.encodings import accepted
from factually_app.web.keeping import KEPT
from factually_app.web.kept_pages import Key, Page, Shelf

MOST_BYTES = 12 * 1024 * 1024
"""For pages at their own address, in each worker."""

MOST_BYTES_ASKED = 4 * 1024 * 1024
"""For pages with a query. Anybody can make those up without end, and they push out only each other."""

_PATIENCE = 10.0
"""Seconds that a request waits for another one that draws the same page; then it draws for itself."""

_FOR_GOOD = "for good"
"""The version of static files: they are read when the server starts."""

_OF_THE_VISITOR = (
    "HTTP_ACCEPT_ENCODING", "HTTP_COOKIE", "HTTP_IF_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_IF_NONE_MATCH",
    "HTTP_IF_RANGE", "HTTP_IF_UNMODIFIED_SINCE", "HTTP_RANGE",
)  # fmt: skip
"""What a page to be kept is drawn without."""


@dataclass
class Counts:
    """What became of requests. Without a lock: a count may miss one of two in the same instant."""

    hits: int = 0
    misses: int = 0
    waits: int = 0
    bypasses: int = 0


class _Drawing:
    """A page that is being drawn, for whoever else waits for it."""

    def __init__(self) -> None:
        self.done = threading.Event()
        self.page: Page | None = None


@dataclass(frozen=True)
class _Answer:
    status: str
    headers: list[tuple[str, str]]
    body: bytes


class PageCache:
    """Answers reads of public pages; whatever else comes goes on to `app`."""

    def __init__(
        self,
        app: WSGIApplication,
        addresses: Map,
        watch: EditionWatch,
        *,
        most_bytes: int = MOST_BYTES,
        most_bytes_asked: int = MOST_BYTES_ASKED,
    ) -> None:
        self._app = app
        self._addresses = addresses.bind("")
        self._watch = watch
        self.plain, self.asked = Shelf(most_bytes), Shelf(most_bytes_asked)
        self.counts = Counts()
        self._drawings: dict[tuple[Key, object], _Drawing] = {}
        self._lock = threading.Lock()

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            return self._app(environ, start_response)
        key = _key_of(environ)
        version = self._version()
        page = self._shelf(key).find(key)
        if page is not None and page.version in (version, _FOR_GOOD) and version is not None:
            self.counts.hits += 1
            return _answer(page, environ, start_response)
        return self._look_closer(key, version, environ, start_response)

    def improve(self) -> None:
        """Make pages that are asked for as small as they get; meant for a thread of its own."""
        version = self._version()
        for page in (*self.plain, *self.asked):
            if page.is_used and not page.is_best and page.version in (version, _FOR_GOOD):
                page.improve()

    def _version(self) -> tuple[object, object] | None:
        """Return what pages drawn from now on are of; None where the database does not say."""
        try:
            edition = self._watch.current(clock.ticks())
        except DatabaseFault:
            return None
        return (edition, clock.today()) if edition else None

    def _shelf(self, key: Key) -> Shelf:
        return self.asked if key[1] else self.plain

    def _look_closer(
        self, key: Key, version: object | None, environ: WSGIEnvironment, start: StartResponse
    ) -> Iterable[bytes]:
        """Find out whether this is an address to keep, under its key without what pages do not depend on."""
        found = self._kept_at(environ) if version is not None else None
        if found is None:
            self.counts.bypasses += 1
            return self._app(environ, start)
        query, is_static = found
        key, version = (key[0], query, key[2]), _FOR_GOOD if is_static else version
        page = self._shelf(key).find(key)
        if page is not None and page.version == version:
            self.counts.hits += 1
            return _answer(page, environ, start)
        return self._draw_once(key, version, environ, start)

    def _kept_at(self, environ: WSGIEnvironment) -> tuple[str, bool] | None:
        """Return the known part of the query of an address whose pages are kept, and if it is a file."""
        try:
            path = environ["PATH_INFO"].encode("latin-1").decode()
            endpoint, _ = self._addresses.match(path, method="GET")
        except (HTTPException, UnicodeError):
            return None
        kept = KEPT.get(endpoint)
        if kept is None or not kept.by_us:
            return None
        asked = parse_qsl(environ.get("QUERY_STRING", ""), keep_blank_values=True)
        return urlencode([item for item in asked if item[0] in kept.parameters]), endpoint == "static"

    def _draw_once(
        self, key: Key, version: object, environ: WSGIEnvironment, start: StartResponse
    ) -> Iterable[bytes]:
        """Draw a page, or wait for the request that draws this very version of it."""
        with self._lock:
            drawing = self._drawings.get((key, version))
            leads = drawing is None
            if drawing is None:
                drawing = self._drawings[key, version] = _Drawing()
        if leads:
            return self._lead(drawing, key, version, environ, start)
        self.counts.waits += 1
        drawing.done.wait(_PATIENCE)
        if drawing.page is None:  # it failed, or is not to be kept: each finds out for itself
            return self._app(environ, start)
        return _answer(drawing.page, environ, start)

    def _lead(
        self, drawing: _Drawing, key: Key, version: object, environ: WSGIEnvironment, start: StartResponse
    ) -> Iterable[bytes]:
        self.counts.misses += 1
        try:
            answer = _ask(self._app, _without_visitor(environ, key))
            if _may_be_kept(answer):
                drawing.page = Page(version, answer.headers, answer.body)
                if version in (self._version(), _FOR_GOOD):
                    self._shelf(key).put(key, drawing.page)
        finally:
            with self._lock:
                del self._drawings[key, version]
            drawing.done.set()
        if drawing.page:
            return _answer(drawing.page, environ, start)
        start(answer.status, answer.headers)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [answer.body]


def _key_of(environ: WSGIEnvironment) -> Key:
    is_piece = (
        environ.get("HTTP_HX_REQUEST") == "true" and environ.get("HTTP_HX_HISTORY_RESTORE_REQUEST") != "true"
    )
    return environ["PATH_INFO"], environ.get("QUERY_STRING", ""), is_piece


def _answer(page: Page, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
    return page.answer(
        environ.get("HTTP_IF_NONE_MATCH", ""),
        accepted(environ.get("HTTP_ACCEPT_ENCODING", "")),
        is_head=environ["REQUEST_METHOD"] == "HEAD",
        start=start,
    )


def _without_visitor(environ: WSGIEnvironment, key: Key) -> WSGIEnvironment:
    """Return the request as anybody could have made it, for the page whole."""
    anybodys = {name: value for name, value in environ.items() if name not in _OF_THE_VISITOR}
    return {**anybodys, "REQUEST_METHOD": "GET", "QUERY_STRING": key[1], "wsgi.input": BytesIO()}


def _ask(app: WSGIApplication, environ: WSGIEnvironment) -> _Answer:
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
    return _Answer(said[0], said[1], body)


def _may_be_kept(answer: _Answer) -> bool:
    """Say whether an answer is a page that is the same for everyone: nothing else is ever kept."""
    headers = Headers(answer.headers)
    control = headers.get("Cache-Control", "")
    is_for_one = "no-store" in control or "private" in control or "Set-Cookie" in headers
    return answer.status.startswith("200 ") and not is_for_one and "Content-Encoding" not in headers
