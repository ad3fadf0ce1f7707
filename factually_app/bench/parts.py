"""Which parts there are: each is a module with a function `measure`."""

from collections.abc import Callable, Mapping

from factually_app.bench import counter, matching, pages, questions, render, size, supporters
from factually_app.bench.figures import Report, Run

PARTS: Mapping[str, Callable[[Run], Report]] = {
    "pages": pages.measure,
    "render": render.measure,
    "questions": questions.measure,
    "counter": counter.measure,
    "supporters": supporters.measure,
    "match": matching.measure,
    "size": size.measure,
}
