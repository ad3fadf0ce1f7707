"""Which parts there are: each is a module with a function `measure`."""

from collections.abc import Callable, Mapping

from factually_app.bench import matching, questions, render, size, supporters
from factually_app.bench.figures import Report, Run

PARTS: Mapping[str, Callable[[Run], Report]] = {
    "supporters": supporters.measure,
    "match": matching.measure,
    "render": render.measure,
    "size": size.measure,
    "questions": questions.measure,
}
