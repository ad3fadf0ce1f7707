"""The part `render`: what pages cost the processor, beside Flask that says hello, and among many articles."""

from collections.abc import Callable
from functools import partial

from flask import Flask

from factually_app.bench.cost import TIMES, change_campaign, change_content, cpu_of, forget_drawn, queries_of
from factually_app.bench.demo import Demo, demo
from factually_app.bench.figures import Figure, Report, Run, interleaved
from factually_app.bench.many import measure_many

_HELLO = "Flask's hello"


def measure(run: Run) -> Report:
    """Ask for an article cold, after an edit elsewhere, after a payment, and again; an answer; hello."""
    with demo(run.folder) as site:
        after_payment = partial(change_campaign, site)
        article = partial(site.page, site.article)
        asks: dict[str, tuple[Callable[[], None], Callable[[], bytes]]] = {
            "article, drawn anew": (partial(forget_drawn, site), article),
            "article, another record changed": (partial(change_content, site), article),
            "article, its body kept": (after_payment, article),
            "article, from memory": (_nothing, article),
            "answer": (after_payment, partial(site.page, site.answer, is_piece=True)),
            "front page": (after_payment, partial(site.page, "/")),
            _HELLO: (_nothing, _hello()),
        }
        found = interleaved({name: partial(cpu_of, *ask) for name, ask in asks.items()}, run)
        figures = [Figure(f"{_HELLO}, CPU", "µs", found[_HELLO])]
        for name, (before, ask) in asks.items():
            if name != _HELLO:
                figures += _figures(site, name, before, ask, found)
    figures += measure_many(run)
    return Report(figures, [f"CPU of a whole request within the application, the middle of {TIMES} a slice."])


def _figures(
    site: Demo,
    name: str,
    before: Callable[[], None],
    ask: Callable[[], bytes],
    found: dict[str, list[float]],
) -> list[Figure]:
    before()
    queries = queries_of(site, ask)
    return [
        Figure(f"{name}, CPU", "µs", found[name], found[_HELLO], _HELLO),
        Figure(f"{name}, queries", "", [queries]),
        Figure(f"{name}, size", "bytes", [len(ask())]),
    ]


def _nothing() -> None:
    """Leave everything as it is."""


def _hello() -> Callable[[], bytes]:
    app = Flask("hello")
    app.add_url_rule("/", "hello", lambda: "Hello")
    client = app.test_client()
    return lambda: client.get("/").data
