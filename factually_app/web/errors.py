"""Errors in the same dress as pages, as a fragment for htmx, and as JSON where JSON was asked for."""

import logging

from flask import Flask, Response, g, jsonify, request
from werkzeug.exceptions import HTTPException

from factually_app.domain.errors import BusyError, ConflictError, NotAllowedError, NotFoundError
from factually_app.domain.throttle import ThrottledError
from factually_app.web.pages import in_newsroom, render, wants_fragment

_log = logging.getLogger(__name__)

_SENTENCES = {
    400: "The request could not be understood.",
    401: "You are not signed in, or have been signed out. Sign in in another tab, then send this again.",
    403: "This can be asked for from a page of this site alone, by those who may.",
    404: "Nothing is kept at this address. It may have been mistyped, or what stood here is gone.",
    405: "This address does not take that kind of request.",
    429: "Too much was tried. Try again later.",
    409: "Somebody else changed this meanwhile. Nothing was lost; reload to see how it stands.",
    413: "That is more than this address takes. Go back, take something out, and try again.",
    500: "Something went wrong on our side. It has been noted; trying again may help.",
    503: "The site cannot do this just now. Trying again in a moment will help.",
}
_TITLES = {
    401: "Not signed in",
    403: "Not from here",
    404: "Not found",
    429: "Too much at once",
    500: "Something went wrong",
    503: "Busy for the moment",
}


def register(app: Flask) -> None:
    """Give every failure its page."""
    app.register_error_handler(NotFoundError, lambda _: answer(404))
    app.register_error_handler(ConflictError, lambda _: answer(409))
    app.register_error_handler(NotAllowedError, lambda error: answer(403, str(error)))
    app.register_error_handler(ThrottledError, _throttled)
    app.register_error_handler(BusyError, lambda _: _busy())
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _fault)


def answer(status: int, sentence: str | None = None) -> Response:
    """Answer with the page, fragment or JSON for a status; `sentence` says more than its usual one."""
    sentence = sentence or _SENTENCES.get(status, "This request cannot be answered.")
    if _wants_json():
        response = jsonify(ok=False, status=status, errors=[sentence])
    else:
        response = render(
            page="staff/error.html" if in_newsroom() else "errors/show.html",
            fragment="errors/_error.html",
            status=status,
            title=_TITLES.get(status, f"Error {status}"),
            sentence=sentence,
        )
    response.status_code = status
    if in_newsroom():
        keep_what_was_typed(response)
    return response


def keep_what_was_typed(response: Response) -> Response:
    """Let htmx say what went wrong beside a form of the newsroom, never in its place."""
    if wants_fragment():
        response.headers["HX-Retarget"] = "#notice"
        response.headers["HX-Reswap"] = "innerHTML"
    return response


def _http(error: HTTPException) -> Response:
    if error.response is not None or error.code is None or error.code < 400:
        return error.get_response()  # type: ignore[return-value]
    response = answer(error.code)
    for name, value in error.get_headers():
        if name == "Allow":
            response.headers[name] = value
    return response


def _throttled(error: ThrottledError) -> Response:
    response = answer(429, str(error))
    response.headers["Retry-After"] = str(error.seconds)
    return response


def _busy() -> Response:
    response = answer(503)
    response.headers["Retry-After"] = "5"
    return response


def _fault(error: Exception) -> Response:
    _log.error("%s %s failed", request.method, request.path, exc_info=error)
    g.banner = g.signed_in = None  # whatever failed may be the database: this page asks it nothing
    return answer(500)


def _wants_json() -> bool:
    best = request.accept_mimetypes.best_match(["text/html", "application/json"])
    return request.path.startswith("/api/") or best == "application/json"
