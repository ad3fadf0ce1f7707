"""Bodies: what a request brings is there whole, within a limit and a time, before Flask is troubled.

The server gives each request a thread, and a thread that reads waits as long as its sender likes: the server
knows no deadline for bodies. So there are many threads, of which only some may wait for bodies, and
connections whose body is late are closed.
"""

import threading
from collections.abc import Callable, Iterable
from io import BytesIO
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from factually_app import clock
from factually_app.web.places import Places
from factually_app.web.security import HEADERS

SECONDS = 10.0
"""How long a body may take; 64 KB over a poor telephone line take three."""

Close = Callable[[str, float], object]
"""Closes the connections of an address on which nothing was sent for so many seconds."""


_LATE = "The request did not arrive whole in time. Trying again may help."
_TOO_LONG = "That is more than this address takes."
_TOO_MANY = "Too many requests are arriving at once. Trying again in a moment will help."


class Bodies:
    """Reads bodies of at most `most_bytes(path)`, at most `at_once` of them waited for at one time.

    A body that is said to be longer goes on unread: Flask refuses it by its length, in its own dress.
    """

    def __init__(
        self,
        app: WSGIApplication,
        *,
        most_bytes: Callable[[str], int],
        at_once: int,
        seconds: float = SECONDS,
    ) -> None:
        self._app = app
        self._most_bytes = most_bytes
        self._places = Places(at_once)
        self._seconds = seconds
        self._waiting: dict[int, tuple[float, str]] = {}

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        most = self._most_bytes(environ["PATH_INFO"])
        length = _length_of(environ)
        if length == 0 or (length is not None and length > most):
            return self._app(environ, start_response)
        if not self._places.take():
            return _refuse("503 SERVICE UNAVAILABLE", _TOO_MANY, start_response)
        try:
            body = self._read(environ, most + 1 if length is None else length)
        finally:
            self._places.give_back()
        if length is not None and len(body) < length:
            return _refuse("408 REQUEST TIMEOUT", _LATE, start_response)
        if len(body) > most:
            return _refuse("413 CONTENT TOO LARGE", _TOO_LONG, start_response)
        environ["wsgi.input"] = BytesIO(body)
        environ["CONTENT_LENGTH"] = str(len(body))
        environ.pop("HTTP_TRANSFER_ENCODING", None)
        return self._app(environ, start_response)

    def close_late(self, close: Close) -> None:
        """Close the connections whose bodies are late; whoever waits for them reads their end then."""
        before = clock.ticks() - self._seconds
        for address in {address for since, address in list(self._waiting.values()) if since < before}:
            close(address, self._seconds)

    def _read(self, environ: WSGIEnvironment, most: int) -> bytes:
        """Read until the end, or so much. A connection that breaks off ends early."""
        me = threading.get_ident()
        self._waiting[me] = clock.ticks(), environ.get("REMOTE_ADDR", "")
        try:
            parts: list[bytes] = []
            while most and (part := environ["wsgi.input"].read(most)):
                parts.append(part)
                most -= len(part)
            return b"".join(parts)
        finally:
            del self._waiting[me]


def _length_of(environ: WSGIEnvironment) -> int | None:
    """Return how long the body is said to be; None where it is not said, as with chunks."""
    said = environ.get("CONTENT_LENGTH") or ""
    if environ.get("HTTP_TRANSFER_ENCODING"):
        return None
    return int(said) if said.isascii() and said.isdigit() else 0


def _refuse(status: str, sentence: str, start_response: StartResponse) -> Iterable[bytes]:
    body = f"{sentence}\n".encode()
    own = [
        ("Content-Type", "text/plain; charset=utf-8"),
        ("Content-Length", str(len(body))),
        ("Cache-Control", "no-store"),
        ("Connection", "close"),
        ("Retry-After", "5"),
    ]
    start_response(status, [*HEADERS.items(), *own])
    return [body]
