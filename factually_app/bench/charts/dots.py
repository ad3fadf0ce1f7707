"""A chart of rows: a dot at the middle of each, a line from least to most, a mark at what was wanted."""

from collections.abc import Sequence
from dataclasses import dataclass

from factually_app.bench.charts.paper import WIDTH, Paper
from factually_app.bench.charts.scale import Scale
from factually_app.bench.figures import Spread
from factually_app.bench.report import short

_LEFT, _RIGHT, _TOP, _ROW = 320.0, 96.0, 58.0, 30.0
_WANTED_TALL = 9.0


@dataclass(frozen=True)
class Row:
    """What a row is called, what it came to, and what was wanted."""

    name: str
    found: Spread
    wanted: float | None = None


def draw_dots(title: str, rows: Sequence[Row], *, unit: str, axis: str, is_log: bool, wanted: str) -> str:
    """Return a chart of the rows, in their order.

    `unit` follows each value, `axis` says what they are, `wanted` on which side of its mark they were to be.
    """
    bottom = _TOP + _ROW * len(rows)
    told = "; ".join(_told(row, unit, wanted) for row in rows)
    paper = Paper(title=title, told=f"{axis}. {told}.", height=bottom + 68)
    values = [
        value for row in rows for value in (row.found.least, row.found.most, row.wanted or row.found.most)
    ]
    scale = Scale.over([*values, 1.0] if is_log else values, _LEFT, WIDTH - _RIGHT, is_log=is_log)
    for tick in scale.ticks:
        x = scale.at(tick)
        paper.line(x, _TOP - 8, x, bottom, "one" if is_log and tick == 1 else "grid")
        paper.text(x, bottom + 18, short(tick), "soft", "middle")
    for number, row in enumerate(rows):
        _draw(paper, scale, row, _TOP + _ROW * (number + 0.5), unit)
    paper.text(20, bottom + 50, f"{axis}. Dot: the middle; line: least to most.", "soft")
    if any(row.wanted is not None for row in rows):
        paper.line(WIDTH - 158, bottom + 36, WIDTH - 158, bottom + 54, "wanted")
        paper.text(WIDTH - 148, bottom + 50, f"wanted: {wanted}", "soft")
    return paper.written()


def _draw(paper: Paper, scale: Scale, row: Row, y: float, unit: str) -> None:
    paper.text(20, y + 5, row.name)
    paper.line(scale.at(row.found.least), y, scale.at(row.found.most), y, "c c0")
    if row.wanted is not None:
        x = scale.at(row.wanted)
        paper.line(x, y - _WANTED_TALL, x, y + _WANTED_TALL, "wanted")
    paper.mark(scale.at(row.found.middle), y, 0)
    paper.text(WIDTH - 20, y + 5, f"{short(row.found.middle)} {unit}", "", "end")


def _told(row: Row, unit: str, way: str) -> str:
    wanted = "" if row.wanted is None else f", wanted {way} {short(row.wanted)}"
    return f"{row.name}: {short(row.found.middle)} {unit}{wanted}"
