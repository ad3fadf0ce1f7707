"""Requests that another site makes a browser send are refused, by what the browser says of them."""

from collections.abc import Callable
from urllib.parse import urlsplit

from flask import Response, request

from factually_app.web.errors import answer
from factually_app.web.pages import in_newsroom

_SAFE = ("GET", "HEAD", "OPTIONS")
_OURS = ("same-origin", "none")
_FOR_MACHINES = "/webhooks/"
"""Addresses that take nothing but a signature; no browser is meant to send anything there."""


def refuse_cross_site(base_url: str | None) -> Callable[[], Response | None]:
    """Return the check that runs before every request; `base_url` is the public origin, where one is set.

    Browsers cannot be made to lie in `Sec-Fetch-Site` or `Origin`, so that no page needs a token
    or a cookie. A request with neither comes from no browser, and carries nothing of a reader's; the
    newsroom, where there is something to carry, then asks for a `Referer` of ours, or refuses.
    """

    def check() -> Response | None:
        if request.method in _SAFE or request.path.startswith(_FOR_MACHINES):
            return None
        return None if _is_ours(base_url) else answer(403)

    return check


def _is_ours(base_url: str | None) -> bool:
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in _OURS
    origin = request.headers.get("Origin")
    if origin is None and in_newsroom():
        origin = _origin_of(request.headers.get("Referer", ""))
    return origin is None or origin in (base_url, f"http://{request.host}", f"https://{request.host}")


def _origin_of(address: str) -> str:
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return f"{parts.scheme}://{parts.netloc}"
