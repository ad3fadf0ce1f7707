"""A server for tests that is killed at a step of its work: each start is a fork, so that many fit a minute.

Reads lines `STEP COUNT` from stdin; each starts a server, which kills itself like a power cut the COUNT-th
time it comes to STEP, and answers with its process id once it listens.
"""

import logging
import os
import signal
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from wsgiref.types import WSGIApplication

import stripe  # noqa: F401 - imported late otherwise, anew in each fork, which lives for less than that takes
from flask import Flask, Response
from werkzeug.serving import make_server

from factually_app import create_app
from factually_app.config import Settings
from factually_app.store.engine import Decide
from factually_app.store.sqlite_engine import SqliteEngine
from factually_app.store.waiting_batch import WaitingBatch
from factually_app.web import webhooks
from tests.payments import SECRET

STEPS = ("verified", "before commit", "event inserted", "all applied", "committed", "answered")
NEVER = "never"


class Fuse:
    """Ends the process, whole and at once, the n-th time that a step is come to."""

    def __init__(self, step: str, count: int) -> None:
        self._step = step
        self._left = count
        self._lock = threading.Lock()

    def reach(self, step: str) -> None:
        with self._lock:
            self._left -= step == self._step
            if self._left <= 0:
                os.kill(os.getpid(), signal.SIGKILL)


class FusedEngine(SqliteEngine):
    """The engine, with fuses before, within and after what it commits."""

    fuse: Fuse

    def commit_decided(self, decide: Decide) -> None:
        self.fuse.reach("before commit")
        super().commit_decided(decide)
        self.fuse.reach("committed")

    def _apply(self, waiting: WaitingBatch) -> None:
        if self.fuse._step == "event inserted":
            # Undone by itself: other batches of the same transaction have to stay.
            self._writer.execute("SAVEPOINT fuse")
            super()._apply(WaitingBatch(lambda db: waiting.decide(db)[:1]))
            self.fuse.reach("event inserted")
            self._writer.execute("ROLLBACK TO fuse")
            self._writer.execute("RELEASE fuse")
        super()._apply(waiting)
        self.fuse.reach("all applied")


def fused_app(folder: Path, fuse: Fuse) -> Flask:
    engine = FusedEngine(folder / "factually.db")
    engine.fuse = fuse
    app = create_app(Settings(data_dir=folder, stripe_webhook_secrets=(SECRET,)), engine)
    verify = webhooks.require_stripe

    def fused_verify(body: bytes, header: str, secrets: Sequence[str]) -> None:
        verify(body, header, secrets)
        fuse.reach("verified")

    def fused_answer(response: Response) -> Response:
        fuse.reach("answered")
        return response

    webhooks.require_stripe = fused_verify
    app.after_request(fused_answer)
    return app


def serve(app: WSGIApplication, port: int, said: int) -> None:
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = make_server("127.0.0.1", port, app, threaded=True)
    os.write(said, b"!")
    server.serve_forever()


def main(folder: Path, port: int) -> None:
    child = 0
    for line in sys.stdin:
        if child:
            os.waitpid(child, 0)
        step, _, count = line.strip().rpartition(" ")
        heard, said = os.pipe()
        child = os.fork()
        if not child:
            serve(fused_app(folder, Fuse(step, int(count))), port, said)
        os.close(said)
        os.read(heard, 1)
        os.close(heard)
        print(child, flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
