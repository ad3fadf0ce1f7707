"""Which public addresses are kept, by us and by caches between us and the reader, and for how long."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from flask import Response, request

PAGES = "public, max-age=0, s-maxage=5, stale-if-error=86400"
"""A browser asks each time; a cache in between every five seconds, and it stands in for a day if we fail."""

COUNTERS = "public, max-age=0, s-maxage=5, stale-if-error=25"
"""The same, but a number that stood still for longer than half a minute would mislead."""

BETWEEN: Mapping[str, str] = MappingProxyType(
    {
        PAGES: "public, max-age=5, stale-while-revalidate=10, stale-if-error=86400",
        COUNTERS: "public, max-age=5, stale-while-revalidate=10, stale-if-error=25",
    }
)
"""What `CDN-Cache-Control` (RFC 9213) lets caches between us and browsers do; browsers do not read it.

A browser that reads `stale-while-revalidate` shows the old counter once more after a payment: Chromium does.
"""

NOBODY = "no-store"
"""For one person, for one moment, or with something in it that is used up."""

ASK_EACH_TIME = "public, no-cache"
"""What is found for words that were typed: the same for all, and asked for too seldom to be kept by us."""

ASK_FIRST = "no-cache"
"""Redirects, refusals and errors: what stands there may change, and nothing but us knows when."""


@dataclass(frozen=True)
class Kept:
    """What becomes of an address's pages.

    `by_us` says whether the page cache keeps them, and `parameters` which of the query its pages depend on:
    all others are dropped before the page is drawn, as are those that say where a visitor came from.
    """

    for_others: str
    by_us: bool = False
    parameters: frozenset[str] = frozenset()


def _page(*parameters: str) -> Kept:
    return Kept(PAGES, True, frozenset(parameters))


KEPT: Mapping[str, Kept] = MappingProxyType(
    {
        "articles.index": _page("page"),
        "articles.topic": _page("page"),
        "articles.show": _page("open"),
        "articles.records": _page(),
        "questions.show": _page("path", "open"),
        "claims.show": _page("path"),
        "claims.lead_on": _page(),
        "sources.show": _page(),
        "sources.lead_on": _page(),
        "search.show": Kept(ASK_EACH_TIME),
        "search_api.search": Kept(ASK_EACH_TIME),
        "api_match.match": Kept(ASK_EACH_TIME),
        "corrections.index": _page("page"),
        "corrections.feed": _page(),
        "support.show": _page(),
        "ledger.show": _page("page"),
        "thanks_wall.show": _page("page"),
        "ledger.download": Kept(PAGES),
        "support.counter": Kept(COUNTERS, True),
        "api.campaign": Kept(COUNTERS, True),
        "handover.checkout": Kept(NOBODY),
        "thanks.thanks": Kept(NOBODY),
        "demo.show": Kept(NOBODY),
        "letters.ask": Kept(NOBODY),
        "letters.stamped": Kept(NOBODY),
        "letters.report": Kept(NOBODY),
        "followed_letters.asked": Kept(NOBODY),
        "followed_letters.reported": Kept(NOBODY),
        "followed_letters.feed": Kept(NOBODY),
        "preview.show": Kept(NOBODY),
        "preview.answer": Kept(NOBODY),
        "health.healthz": Kept(NOBODY),
        "metrics.show": Kept(NOBODY),
        # says by itself what it is, a year under the digest of its content, and is compressed already
        "static": Kept(""),
    }
)
"""By endpoint, every address that anybody may read. An address that is not here is kept by nobody."""


def say_how_long(response: Response) -> Response:
    """Tell other caches what they may do with an answer to a read, unless it says so itself."""
    if request.method in ("GET", "HEAD"):
        kept = KEPT.get(request.endpoint or "")
        if response.status_code != 200:
            response.headers.setdefault("Cache-Control", ASK_FIRST)
        elif kept is None or kept.for_others:
            response.headers.setdefault("Cache-Control", kept.for_others if kept else NOBODY)
        if between := BETWEEN.get(response.headers.get("Cache-Control", "")):
            response.headers["CDN-Cache-Control"] = between
    return response
