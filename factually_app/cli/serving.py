"""The application as `factually serve` runs it in each worker: its threads, and what goes on beside."""

from wsgiref.types import WSGIApplication

from flask import Flask

from factually_app import MOST_BYTES, clock, create_app
from factually_app.config import forget_environment
from factually_app.extras import LoadedMeaning
from factually_app.operations.vectors import VectorKeeper
from factually_app.operations.watch import keep_schedule, repeat, watch
from factually_app.web import webhooks
from factually_app.web.bodies import Bodies
from factually_app.web.cache import PageCache
from factually_app.web.connections import close_idle
from factually_app.web.staff import gate
from factually_app.web.tallies import tallies_in, tally_of, write_tally
from factually_app.web.turns import TURNS

BODIES_AT_ONCE = 12
"""Of the server's threads, how many may wait for what a request brings; the others are the readers'."""

VECTORS_SECONDS = 2.0
"""How often it is asked whether a text waits for its vector; asking reads one row."""


def serving_app() -> WSGIApplication:
    """Build the application for a server that goes on running: it also watches and keeps the schedule."""
    app = create_app(turns=TURNS)
    forget_environment()
    watch(app.extensions["factually"])
    keep_schedule(app.extensions["factually"])
    keep_vectors(app)
    cache: PageCache = app.extensions["factually_cache"]
    cache.app = bodies = Bodies(cache.app, most_bytes=_most_bytes, at_once=BODIES_AT_ONCE)
    repeat(1.0, "closing what is late", lambda: bodies.close_late(close_idle))
    folder = tallies_in(app.extensions["factually_settings"].data_dir)
    repeat(1.0, "smaller pages", cache.improve, is_idle=True)
    repeat(1.0, "what was counted", lambda: write_tally(folder, tally_of(cache)))
    return cache


def keep_vectors(app: Flask) -> None:
    """Make the vectors of what changes, where meanings are looked at; everything else goes before it."""
    engine, settings = app.extensions["factually"], app.extensions["factually_settings"]
    meaning: LoadedMeaning | None = app.extensions["factually_meaning"]
    if meaning is None:
        return
    keeper = VectorKeeper(engine, meaning.encoder, settings.data_dir / "vectors.lock")

    def look() -> None:
        keeper.look(clock.ticks())
        meaning.read_all(engine.reader())

    meaning.read_all(engine.reader())
    repeat(VECTORS_SECONDS, "vectors", look, is_idle=True)


def _most_bytes(path: str) -> int:
    """Return how much of a body is taken in before Flask is asked, which has the last word."""
    in_newsroom = path.startswith("/staff/")
    return gate.MOST_BYTES_OF_MEMBERS if in_newsroom else max(MOST_BYTES, webhooks.MOST_BYTES)
