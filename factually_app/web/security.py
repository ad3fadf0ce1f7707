"""Headers that every answer carries, whatever its status."""

from urllib.parse import urlsplit, urlunsplit

from flask import Response, request
from werkzeug.routing import RequestRedirect

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
"""No inline script, no inline style, nothing from elsewhere: the second wall behind the sanitiser."""

HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains",
}


def add_headers(response: Response) -> Response:
    """Add the policy; browsers heed Strict-Transport-Security over https alone."""
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    return response


def forget_host(response: Response) -> Response:
    """Take the host that was asked for out of where the router leads on to: anybody can ask for any host."""
    if isinstance(request.routing_exception, RequestRedirect):
        there = urlsplit(response.headers.get("Location", ""))
        response.headers["Location"] = urlunsplit(("", "", "/" + there.path.lstrip("/"), there.query, ""))
        response.set_data("")
    return response


def make_conditional(response: Response) -> Response:
    """Let a browser that has this very page already be told so: ETag and 304.

    The page cache does so itself for what it keeps; this is for the reads that go past it.
    """
    if request.method in ("GET", "HEAD") and response.status_code == 200 and request.endpoint != "static":
        response.add_etag()
        response.make_conditional(request)
    return response
