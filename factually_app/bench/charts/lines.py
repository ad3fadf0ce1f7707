"""A chart of lines: a measure each, against a size; both axes in steps of ten times."""

from collections.abc import Mapping, Sequence

from factually_app.bench.charts.paper import WIDTH, Paper
from factually_app.bench.charts.scale import Scale
from factually_app.bench.figures import Spread
from factually_app.bench.report import short

_LEFT, _RIGHT, _TOP, _BOTTOM = 64.0, 252.0, 76.0, 406.0
_APART = 18.0
"""Pixels between two names at the ends of lines."""

Points = Mapping[float, Spread]
"""What a measure came to at each size."""


def draw_lines(title: str, lines: Mapping[str, Points], *, unit: str, across: str) -> str:
    """Return a chart of the lines, each named at its end; `across` says what the sizes are of."""
    told = "; ".join(f"{name}: {_told(points, unit)}" for name, points in lines.items())
    paper = Paper(title=title, told=f"By {across}. {told}.", height=_BOTTOM + 60)
    sizes = sorted({size for points in lines.values() for size in points})
    reached = [
        value for points in lines.values() for one in points.values() for value in (one.least, one.most)
    ]
    right = Scale(sizes[0], sizes[-1] if len(sizes) > 1 else sizes[0] * 10, _LEFT, WIDTH - _RIGHT)
    up = Scale.over(reached, _BOTTOM, _TOP)
    _draw_axes(paper, right, up, sizes, unit)
    for colour, points in enumerate(lines.values()):
        for size, one in points.items():
            paper.line(right.at(size), up.at(one.least), right.at(size), up.at(one.most), f"c c{colour}")
        paper.path([(right.at(size), up.at(one.middle)) for size, one in points.items()], colour)
        for size, one in points.items():
            paper.mark(right.at(size), up.at(one.middle), colour)
    _draw_names(paper, right, up, lines)
    paper.text((_LEFT + WIDTH - _RIGHT) / 2, _BOTTOM + 46, across, "soft", "middle")
    return paper.written()


def _draw_axes(paper: Paper, right: Scale, up: Scale, sizes: Sequence[float], unit: str) -> None:
    for tick in up.ticks:
        paper.line(_LEFT, up.at(tick), WIDTH - _RIGHT, up.at(tick), "grid")
        paper.text(_LEFT - 10, up.at(tick) + 5, short(tick), "soft", "end")
    for size in sizes:
        paper.line(right.at(size), _TOP, right.at(size), _BOTTOM, "grid")
        paper.text(right.at(size), _BOTTOM + 20, f"{size:,.0f}", "soft", "middle")
    paper.text(20, _TOP - 18, f"{unit}; line up and down: least to most", "soft")


def _draw_names(paper: Paper, right: Scale, up: Scale, lines: Mapping[str, Points]) -> None:
    """Write the name of each line at its end, and its last value; lines that end close get apart."""
    ends = {name: max(points) for name, points in lines.items()}
    ordered = sorted(lines, key=lambda name: up.at(lines[name][ends[name]].middle))
    places = _apart([up.at(lines[name][ends[name]].middle) for name in ordered])
    for name, place in zip(ordered, places, strict=True):
        colour, last = list(lines).index(name), lines[name][ends[name]].middle
        end = right.at(ends[name])
        paper.line(end + 8, up.at(last), end + 22, place, f"c c{colour}")
        paper.mark(end + 30, place, colour)
        paper.text(end + 40, place + 5, f"{name}: {short(last)}")


def _apart(places: Sequence[float]) -> list[float]:
    """Return the places moved as little as keeps each so far from the one above, and all above the axis."""
    found: list[float] = []
    for place in places:
        found.append(max(place, found[-1] + _APART) if found else place)
    limit = _BOTTOM
    for number in range(len(found) - 1, -1, -1):
        found[number] = min(found[number], limit)
        limit = found[number] - _APART
    return found


def _told(points: Points, unit: str) -> str:
    return ", ".join(f"{short(one.middle)} {unit} at {size:,.0f}" for size, one in points.items())
