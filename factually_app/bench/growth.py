"""The part `growth`: pages, searching and sizes from 100 articles on, each size ten times the one before."""

import itertools
import os
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from urllib.parse import quote

from factually_app.bench.claims import Speech
from factually_app.bench.cost import cpu_of, forget_drawn, queries_of
from factually_app.bench.demo import Demo, demo
from factually_app.bench.figures import Figure, Report, Run, interleaved, require, told_of_machine
from factually_app.bench.growth_data import CLAIMS_EACH, bytes_of, fill_newsroom
from factually_app.bench.many import FEW, MOST_TIMES, addresses, article_id
from factually_app.web.cache import MOST_BYTES

_TIMES = 8
"""Requests in one slice; a search among very many takes its time."""

_QUESTIONS = 8
"""Questions that are searched for and matched, the same ones at each size."""

_WORDS = 3
"""Words that readers search for; what is matched is a whole post of 8 to 20."""

_ASKED = 300
"""Articles asked for one after the other to see what the page cache comes to."""

_BY_WORDS = ("search", "match")
"""What finds more the more there is; other pages may ask no more queries than among few."""

_MEGABYTE = 1e6
_BESIDE = f"among {FEW}"

Ask = Callable[[], object]


@dataclass
class _Size:
    """A newsroom of one size: its site, what is asked of it, and what its records take."""

    articles: int
    site: Demo
    asks: Mapping[str, Ask]
    an_article: float
    a_claim: float
    queries: dict[str, int] = field(default_factory=dict)


def measure(run: Run) -> Report:
    """Make a newsroom of each size, then ask each for the same pages, drawn anew, in turns."""
    load, started = os.getloadavg()[0], time.perf_counter()
    with ExitStack() as stack:
        sizes = [_made(stack.enter_context(demo(run.folder / f"{size}")), size, run) for size in _sizes(run)]
        took = time.perf_counter() - started
        measures = {
            f"{name} {size.articles}": partial(_cpu, size, ask)
            for size in sizes
            for name, ask in size.asks.items()
        }
        found = interleaved(measures, run)
        figures = [*_costs(sizes, found), *_counted(sizes), *_weights(sizes), *_kept(sizes)]
        whole = bytes_of(sizes[-1].site.engine) / _MEGABYTE
    notes = [
        f"CPU of a whole request within the application, drawn anew, the middle of {_TIMES} a slice.",
        f"{run.rows:,} articles with {run.rows * CLAIMS_EACH:,} claims are {whole:,.1f} MB.",
        f"All sizes were made in {took:.0f} s.",
        told_of_machine(load),
    ]
    return Report(figures, notes)


def _sizes(run: Run) -> list[int]:
    """Return 100, 1,000 and so on, and last the size that was asked for."""
    tens = itertools.takewhile(lambda size: size < run.rows, (FEW * 10**step for step in itertools.count()))
    return [*tens, run.rows]


def _made(site: Demo, articles: int, run: Run) -> _Size:
    run.say(f"a newsroom of {articles:,} articles")
    weights = fill_newsroom(site, articles, run.say)
    size = _Size(articles, site, _asks(site), *weights)
    for name, ask in size.asks.items():
        forget_drawn(site)
        size.queries[name] = queries_of(site, ask)
    return size


def _asks(site: Demo) -> dict[str, Ask]:
    """Return what is asked of a newsroom, by name; each search asks for other words than the one before."""
    speech = Speech(seed=2)
    questions = [speech.question() for _ in range(_QUESTIONS)]
    few_words = [" ".join(question.split()[:_WORDS]) for question in questions]
    pages = {name: partial(site.page, address) for name, address in addresses(site).items()}
    return {
        **pages,
        "answer": partial(site.page, site.answer, is_piece=True),
        "counter": partial(site.page, "/support/counter", is_piece=True),
        "search": _one_after_the_other(site, "/search", few_words),
        "match": _one_after_the_other(site, "/api/v1/match", questions),
    }


def _one_after_the_other(site: Demo, path: str, questions: Sequence[str]) -> Ask:
    endless = itertools.cycle(map(quote, questions))
    return lambda: site.page(f"{path}?q={next(endless)}")


def _cpu(size: _Size, ask: Ask) -> float:
    return cpu_of(partial(forget_drawn, size.site), ask, times=_TIMES)


def _costs(sizes: Sequence[_Size], found: Mapping[str, Sequence[float]]) -> list[Figure]:
    """Return what each page costs at each size; those of `bench render` are held to the same bound."""
    held = addresses(sizes[0].site)
    return [
        Figure(
            f"{name} among {size.articles:,} articles, CPU",
            "µs",
            found[f"{name} {size.articles}"],
            found[f"{name} {FEW}"] if size is not sizes[0] else (),
            _BESIDE if size is not sizes[0] else "",
            at_most=MOST_TIMES if name in held and size is not sizes[0] else None,
            series=name,
            at=size.articles,
        )
        for name in sizes[0].asks
        for size in sizes
    ]


def _counted(sizes: Sequence[_Size]) -> list[Figure]:
    """Return how many queries each page asks at the larger sizes, beside the smallest."""
    few, *more = sizes
    return [
        Figure(f"{name}, queries", "", [size.queries[name] for size in more],
               [few.queries[name] for _ in more], _BESIDE, at_most=None if name in _BY_WORDS else 1)
        for name in few.asks
    ]  # fmt: skip


def _weights(sizes: Sequence[_Size]) -> list[Figure]:
    """Return what an article without its records and a claim with what hangs on it add to the database."""
    few, kinds = sizes[0], {"an article": "an_article", "a claim": "a_claim"}
    return [
        Figure(f"database among {size.articles:,} articles, {kind}", "bytes", [getattr(size, weight)],
               [getattr(few, weight)] if size is not few else (), _BESIDE if size is not few else "")
        for kind, weight in kinds.items()
        for size in sizes
    ]  # fmt: skip


def _kept(sizes: Sequence[_Size]) -> list[Figure]:
    """Return what the page cache holds after many articles were asked for, beside what it may hold."""
    return [
        Figure(f"page cache among {size.articles:,} articles", "MB", [_shelf(size) / _MEGABYTE],
               [MOST_BYTES / _MEGABYTE], "its bound", at_most=1)
        for size in sizes
    ]  # fmt: skip


def _shelf(size: _Size) -> int:
    topic = size.site.article.split("/")[2]
    for number in range(1, min(_ASKED, size.articles)):
        name = article_id(number)
        answered = size.site.client.get(f"/fact-checks/{topic}/{name}-{name}", follow_redirects=True)
        require(answered.status_code == 200, f"an article answers {answered.status_code}")
    return int(size.site.app.extensions["factually_cache"].plain.bytes)
