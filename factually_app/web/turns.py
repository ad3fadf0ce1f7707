"""Turns: Flask's work is done by a few threads, however many of the server's wait for it."""

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

SERVER_THREADS = 16
"""Threads of a worker's server: they hand out what is in memory, and wait for bodies and turns.

With more than 16 they get into each other's way (docs/performance.md).
"""

TURNS = 4
"""Requests that Flask works on at a time in a worker; each thread keeps a connection to the database."""


class Turns:
    """Runs `app` on so many threads, each of which keeps its connection to the database.

    The answer is taken in whole, so that somebody who reads it slowly holds no thread either.
    """

    def __init__(self, app: WSGIApplication, threads: int) -> None:
        self._app = app
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="turn")

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        return self._threads.submit(self._run, environ, start_response).result()

    def _run(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        parts = self._app(environ, start_response)
        try:
            return [b"".join(parts)]
        finally:
            if close := getattr(parts, "close", None):
                close()
