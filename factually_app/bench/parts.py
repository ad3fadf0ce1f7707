"""Which parts there are: each is a module with a function `measure`."""

from collections.abc import Callable, Mapping

from factually_app.bench import counter, pages, supporters
from factually_app.bench.figures import Report, Run

PARTS: Mapping[str, Callable[[Run], Report]] = {
    "pages": pages.measure,
    "counter": counter.measure,
    "supporters": supporters.measure,
}
