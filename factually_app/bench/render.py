"""The part `render`: what pages cost the processor, beside Flask that says hello, and among many articles."""

import time
from collections.abc import Callable
from functools import partial

from flask import Flask

from factually_app.bench.demo import Demo, demo
from factually_app.bench.figures import Figure, Report, Run, interleaved
from factually_app.bench.many import measure_many
from factually_app.store.edition import content_changed

TIMES = 20
"""Requests in one slice; the middle one counts."""

_HELLO = "Flask's hello"


def measure(run: Run) -> Report:
    """Ask for an article as a new edition makes it, again, and after a payment; for an answer; for hello."""
    with demo(run.folder) as site:
        asks: dict[str, tuple[Callable[[], None], Callable[[], bytes]]] = {
            "article, drawn anew": (partial(_new_edition, site), partial(site.page, site.article)),
            "article, its body kept": (_nothing, partial(site.page, site.article)),
            "answer": (_nothing, partial(site.page, site.answer, is_piece=True)),
            "front page": (_nothing, partial(site.page, "/")),
            _HELLO: (_nothing, _hello()),
        }
        found = interleaved({name: partial(_cpu, *ask) for name, ask in asks.items()}, run)
        figures = [Figure(f"{_HELLO}, CPU", "µs", found[_HELLO])]
        for name, (before, ask) in asks.items():
            if name != _HELLO:
                figures += _figures(site, name, before, ask, found)
    figures += measure_many(run, _cpu, _new_edition)
    return Report(figures, [f"CPU of a whole request within the application, the middle of {TIMES} a slice."])


def _figures(
    site: Demo,
    name: str,
    before: Callable[[], None],
    ask: Callable[[], bytes],
    found: dict[str, list[float]],
) -> list[Figure]:
    before()
    queries: list[str] = []
    with site.engine.reader().tracer(lambda sql, _: queries.append(sql)):
        size = len(ask())
    return [
        Figure(f"{name}, CPU", "µs", found[name], found[_HELLO], _HELLO),
        Figure(f"{name}, queries", "", [len(queries)]),
        Figure(f"{name}, size", "bytes", [size]),
    ]


def _cpu(before: Callable[[], None], ask: Callable[[], bytes]) -> float:
    """Return how many µs of the processor one request takes."""
    took = []
    for _ in range(TIMES):
        before()
        started = time.process_time()
        ask()
        took.append(time.process_time() - started)
    return sorted(took)[TIMES // 2] * 1e6


def _new_edition(site: Demo) -> None:
    """Change nothing, and say that something changed: what was kept is no longer asked."""
    site.engine.commit([content_changed()])


def _nothing() -> None:
    """Leave everything as it is."""


def _hello() -> Callable[[], bytes]:
    app = Flask("hello")
    app.add_url_rule("/", "hello", lambda: "Hello")
    client = app.test_client()
    return lambda: client.get("/").data
