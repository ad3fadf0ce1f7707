"""Which parts there are: each is a module with a function `measure`, and how large it is by default."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from factually_app.bench import (
    counter,
    growth,
    importing,
    matching,
    pages,
    questions,
    render,
    size,
    startup,
    supporters,
)
from factually_app.bench.figures import Report, Run


@dataclass(frozen=True)
class Part:
    """What measures it, and how many records its large database has unless somebody says otherwise."""

    measure: Callable[[Run], Report]
    rows: int = Run.rows


PARTS: Mapping[str, Part] = {
    "pages": Part(pages.measure),
    "render": Part(render.measure),
    "questions": Part(questions.measure),
    "counter": Part(counter.measure),
    "supporters": Part(supporters.measure),
    "match": Part(matching.measure),
    "import": Part(importing.measure, rows=4_000),
    "size": Part(size.measure),
    "growth": Part(growth.measure, rows=10_000),
    "startup": Part(startup.measure),
}
