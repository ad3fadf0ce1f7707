"""What pages are held beside: the same bytes from a function of three lines, and Flask saying hello.

Run as a program, it serves one of them with the server and the settings that `factually serve` has.
"""

import json
import sys
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from flask import Flask
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from factually_app.web.turns import SERVER_THREADS

Told = tuple[str, Sequence[tuple[str, str]], bytes]
"""Status, headers and body of an answer."""


def keep_answer(folder: Path, answer: Told) -> None:
    """Write an answer where `raw` finds it."""
    status, headers, body = answer
    (folder / "head.json").write_text(json.dumps([status, headers]), "utf-8")
    (folder / "body").write_bytes(body)


def raw(folder: Path) -> WSGIApplication:
    """Return an application that gives the kept answer to every request."""
    status, found = json.loads((folder / "head.json").read_text("utf-8"))
    headers = [(name, value) for name, value in found]
    body = [(folder / "body").read_bytes()]

    def answer(_: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        start_response(status, headers)
        return body

    return answer


def hello(_: Path) -> WSGIApplication:
    """Return Flask with one view of thirteen bytes."""
    app = Flask("hello", static_folder=None)
    app.add_url_rule("/", view_func=lambda: "Hello, World!")
    return app


RIVALS = {"raw": raw, "hello": hello}


def main() -> None:
    """Serve what the arguments name: KIND FOLDER --port PORT."""
    kind, folder, _, port = sys.argv[1:]
    server = Granian(
        kind,
        port=int(port),
        interface=Interfaces.WSGI,
        blocking_threads=SERVER_THREADS,
        log_level=LogLevels.error,
    )
    server.serve(target_loader=partial(RIVALS[kind], Path(folder)), wrap_loader=False)


if __name__ == "__main__":
    main()
