"""In front of Flask: a webhook that nobody with our secret signed is turned away before it costs a request.

A genuine one goes on with its body as it came, to where its signature is checked once more. Whatever is
odd about a request in other ways goes on too: only Flask says what is wrong with it.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from io import BytesIO
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from werkzeug.datastructures import EnvironHeaders, Headers

from factually_app.web.refusals import Refusals
from factually_app.web.security import HEADERS
from factually_app.web.signatures import ForgedError

Verify = Callable[[bytes, Headers], None]
"""Raises ForgedError unless the body was signed, just now, by who has a secret of ours."""

_HEADERS = [*HEADERS.items(), ("Content-Type", "application/json"), ("Cache-Control", "no-store")]


class Doorkeeper:
    """Asks `doors`, by the path, whether a POST was signed; without a door everything goes on."""

    def __init__(
        self, app: WSGIApplication, doors: Mapping[str, Verify], *, most_bytes: int, refusals: Refusals
    ) -> None:
        self._app = app
        self._doors = doors
        self._most_bytes = most_bytes
        self._refusals = refusals

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        verify = self._doors.get(environ.get("PATH_INFO", ""))
        if verify and environ["REQUEST_METHOD"] == "POST" and (length := self._length(environ)) is not None:
            body = environ["wsgi.input"].read(length)
            environ["wsgi.input"] = BytesIO(body)
            try:
                verify(body, EnvironHeaders(environ))
            except ForgedError as error:
                self._refusals.note(environ["PATH_INFO"], str(error))
                return _refuse(str(error), start_response)
        return self._app(environ, start_response)

    def _length(self, environ: WSGIEnvironment) -> int | None:
        """Return how long the body is; None where that is not said, or is more than is taken."""
        said = environ.get("CONTENT_LENGTH") or "0"
        is_whole = said.isascii() and said.isdigit() and len(said) < 10
        if not is_whole or environ.get("HTTP_TRANSFER_ENCODING") or int(said) > self._most_bytes:
            return None
        return int(said)


def _refuse(sentence: str, start_response: StartResponse) -> Iterable[bytes]:
    body = json.dumps({"ok": False, "status": 400, "errors": [sentence]}).encode()
    start_response("400 BAD REQUEST", [*_HEADERS, ("Content-Length", str(len(body)))])
    return [body]
