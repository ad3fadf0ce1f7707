"""Which charts there are: each part that has one says which of its figures are drawn, and how."""

from collections.abc import Callable, Mapping, Sequence

from factually_app.bench.charts.dots import Row, draw_dots
from factually_app.bench.charts.lines import draw_lines
from factually_app.bench.figures import Figure, Report, Spread
from factually_app.domain.errors import FactuallyError


class NoChartError(FactuallyError):
    """There is no chart of that; the sentence says of what there is one."""


def require_chart(part: str) -> None:
    """Raise NoChartError unless there is a chart of a part."""
    if part not in CHARTS:
        raise NoChartError(f"there is no chart of '{part}'; there are charts of {', '.join(CHARTS)}")


def chart_of(part: str, report: Report) -> str:
    """Return the chart of a part's results as SVG. NoChartError where it has none."""
    require_chart(part)
    return CHARTS[part](report.figures)


def _pages(figures: Sequence[Figure]) -> str:
    rows = [
        Row(f"{figure.name} / {figure.yardstick}", figure.ratio, figure.at_least)
        for figure in figures
        if figure.ratio and figure.unit == "a second"
    ]
    return draw_dots(
        "Answers a second, beside yardsticks",
        rows,
        unit="×",
        axis="Times the yardstick's",
        is_log=True,
        wanted="at least",
    )


def _startup(figures: Sequence[Figure]) -> str:
    timed = [figure for figure in figures if figure.unit == "s" and "CPU" not in figure.name]
    rows = {figure.name: Row(_bare(figure.name), figure.spread) for figure in reversed(timed)}
    wanted = {figure.name: figure.beside[0] for figure in timed if figure.at_most is not None}
    drawn = [Row(row.name, row.found, wanted.get(name)) for name, row in reversed(rows.items())]
    ordered = sorted(drawn, key=lambda row: row.found.middle)
    return draw_dots(
        "Until it has started", ordered, unit="s", axis="Seconds", is_log=False, wanted="at most"
    )


def _bare(name: str) -> str:
    return name.removeprefix("yardstick: ").replace(", until the first answer", ", answers")


def _growth(figures: Sequence[Figure]) -> str:
    return draw_lines(
        "What a page costs among more and more articles",
        _series(figures, per=1e3),
        unit="ms",
        across="articles",
    )


def _supporters(figures: Sequence[Figure]) -> str:
    return draw_lines("Durable pledges a second", _series(figures), unit="a second", across="senders at once")


def _match(figures: Sequence[Figure]) -> str:
    return draw_lines("How long a question takes", _series(figures), unit="ms", across="claims")


def _series(figures: Sequence[Figure], *, per: float = 1) -> dict[str, dict[float, Spread]]:
    """Return the figures that belong to a series: what each came to at each size, in order of size."""
    found: dict[str, dict[float, Spread]] = {}
    for figure in sorted((one for one in figures if one.series), key=lambda one: one.at):
        spread = figure.spread
        found.setdefault(figure.series, {})[figure.at] = Spread(
            spread.least / per, spread.middle / per, spread.most / per
        )
    return found


CHARTS: Mapping[str, Callable[[Sequence[Figure]], str]] = {
    "pages": _pages,
    "growth": _growth,
    "supporters": _supporters,
    "match": _match,
    "startup": _startup,
}
