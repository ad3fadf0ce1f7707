"""The page cache, a layer above Flask: public pages from memory, without a Flask request, never out of date.

A page is kept under what it depends on and nothing else: its path, the known part of its query, whether
htmx asked for a piece, and the version that was read *before* it was drawn. The version is the edition of the
database and the day, by which a campaign starts and ends. What differs from it is drawn anew.
"""

import threading
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from werkzeug.routing import Map

from factually_app import clock
from factually_app.store.connections import DatabaseFault
from factually_app.store.edition import Edition
from factually_app.store.edition_watch import EVERY_SECONDS, EditionWatch
from factually_app.web.drawing import ask, is_piece, kept_at, may_be_kept, without_visitor
from factually_app.web.kept_pages import Key, Page, Shelf

MOST_BYTES = 12 * 1024 * 1024
"""For pages at their own address, in each worker."""

MOST_BYTES_ASKED = 4 * 1024 * 1024
"""For pages with a query. Anybody can make those up without end, and they push out only each other."""

_PATIENCE = 10.0
"""Seconds that a request waits for another one that draws the same page; then it draws for itself."""


@dataclass
class Counts:
    """What became of requests. Without a lock: a count may miss one of two in the same instant."""

    hits: int = 0
    misses: int = 0
    waits: int = 0
    bypasses: int = 0


Version = tuple[Edition, date]


class _Drawing:
    """A page that is being drawn, for whoever else waits for it."""

    def __init__(self) -> None:
        self.done = threading.Event()
        self.page: Page | None = None


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
        self.app = app
        self._addresses = addresses.bind("")
        self._watch = watch
        self.plain, self.asked = Shelf(most_bytes), Shelf(most_bytes_asked)
        self.counts = Counts()
        self._plain_pages, self._asked_pages = self.plain.pages, self.asked.pages
        self._known: Version | None = None
        self._due = self._day_due = 0.0
        self._drawings: dict[tuple[Key, object], _Drawing] = {}
        self._lock = threading.Lock()

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        method = environ["REQUEST_METHOD"]
        if method != "GET" and method != "HEAD":
            return self.app(environ, start_response)
        # Written out, and not in the functions below: a crowd of readers comes here and no further. What is
        # done here the server's other threads wait for.
        get = environ.get
        query = get("QUERY_STRING", "")
        key = (environ["PATH_INFO"], query, "HTTP_HX_REQUEST" in environ and is_piece(environ))
        version, now = self._known, clock.ticks()
        if version is None or now >= self._due or not self._watch.is_still(version[0]):
            version = self._version(now)
        page = (self._asked_pages if query else self._plain_pages).get(key)
        if page is None or page.version is not version or version is None:
            return self._look_closer(key, version, environ, start_response)
        self.counts.hits += 1
        return page.answer(
            get("HTTP_IF_NONE_MATCH"), get("HTTP_ACCEPT_ENCODING", ""), method == "HEAD", start_response
        )

    def improve(self) -> None:
        """Make pages that are asked for as small as they get; meant for a thread of its own."""
        version = self._version(clock.ticks())
        for page in (*self.plain, *self.asked):
            if page.is_used and not page.is_best and page.version == version:
                page.improve()

    def _version(self, now: float) -> Version | None:
        """Return what pages drawn from now on are of, the same object until that is another.

        None where the database does not say.
        """
        try:
            edition = self._watch.current(now)
        except DatabaseFault:
            self._due = 0.0
            return None
        known = self._known
        if known is None or known[0] is not edition or now >= self._day_due:
            known = self._new_version(edition, now)
        self._due = min(self._watch.due, self._day_due)
        return known

    def _new_version(self, edition: Edition | None, now: float) -> Version | None:
        with self._lock:
            day = clock.today()
            self._day_due = now + EVERY_SECONDS
            if edition is None:
                self._known = None
            elif self._known != (edition, day):
                self._known = edition, day
            return self._known

    def _shelf(self, key: Key) -> Shelf:
        return self.asked if key[1] else self.plain

    def _look_closer(
        self, key: Key, version: object | None, environ: WSGIEnvironment, start: StartResponse
    ) -> Iterable[bytes]:
        """Find out whether this is an address to keep, under its key without what pages do not depend on."""
        found = kept_at(self._addresses, environ) if version is not None else None
        if found is None:
            self.counts.bypasses += 1
            return self.app(environ, start)
        key = (key[0], found, key[2])
        page = self._shelf(key).find(key)
        if page is not None and page.version == version:
            self.counts.hits += 1
            return _answer(page, environ, start)
        return self._draw_once(key, version, environ, start)

    def _draw_once(
        self, key: Key, version: object, environ: WSGIEnvironment, start: StartResponse
    ) -> Iterable[bytes]:
        """Draw a page, or wait for the request that draws this very version of it."""
        with self._lock:
            # What was put here since this request looked: drawn once more under the same version it could be
            # newer, and whoever saw that would be shown the older one next.
            page = self._shelf(key).find(key)
            is_here = page is not None and page.version == version
            drawing = self._drawings.get((key, version))
            leads = drawing is None and not is_here
            if drawing is None:
                drawing = _Drawing()
            if leads:
                self._drawings[key, version] = drawing
        if page is not None and is_here:
            self.counts.hits += 1
            return _answer(page, environ, start)
        if leads:
            return self._lead(drawing, key, version, environ, start)
        self.counts.waits += 1
        drawing.done.wait(_PATIENCE)
        if drawing.page is None:  # it failed, or is not to be kept: each finds out for itself
            return self.app(environ, start)
        return _answer(drawing.page, environ, start)

    def _lead(
        self, drawing: _Drawing, key: Key, version: object, environ: WSGIEnvironment, start: StartResponse
    ) -> Iterable[bytes]:
        self.counts.misses += 1
        try:
            answer = ask(self.app, without_visitor(environ, key[1]))
            if may_be_kept(answer):
                drawing.page = Page(version, answer.headers, answer.body)
                if version == self._version(clock.ticks()):
                    self._shelf(key).put(key, drawing.page)
        finally:
            with self._lock:
                del self._drawings[key, version]
            drawing.done.set()
        if drawing.page:
            return _answer(drawing.page, environ, start)
        start(answer.status, answer.headers)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [answer.body]


def _answer(page: Page, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
    known, accepts = environ.get("HTTP_IF_NONE_MATCH"), environ.get("HTTP_ACCEPT_ENCODING", "")
    return page.answer(known, accepts, environ["REQUEST_METHOD"] == "HEAD", start)
