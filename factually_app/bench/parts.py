"""Which parts there are: each is a module with a function `measure`."""

from collections.abc import Callable, Mapping

from factually_app.bench import matching, supporters
from factually_app.bench.figures import Report, Run

PARTS: Mapping[str, Callable[[Run], Report]] = {
    "match": matching.measure,
    "supporters": supporters.measure,
}
