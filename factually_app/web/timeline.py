"""Where the marks of the charts go that an article shows. The drawing is the template's."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from factually_app.domain.article import SectionClaim
from factually_app.domain.claim import Claim, Stance

WIDTH = 640
MARGIN = 20
STEP = 17
"""Room for one mark, in the units of the drawing: marks closer than this are stacked."""

CELL = 13
CELLS_A_ROW = 20


@dataclass(frozen=True)
class Mark:
    """A claim on the timeline; `x` and `y` are its centre."""

    claim: Claim
    when: str
    x: int
    y: int


@dataclass(frozen=True)
class Tick:
    """A year under the axis."""

    year: int
    x: int


@dataclass(frozen=True)
class Timeline:
    """Marks over an axis at height `axis`, in a drawing WIDTH wide and `height` high."""

    marks: tuple[Mark, ...]
    ticks: tuple[Tick, ...]
    axis: int
    height: int

    @property
    def years(self) -> str:
        return f"{self.ticks[0].year} to {self.ticks[-1].year}"


def draw_timeline(claims: Sequence[SectionClaim]) -> Timeline | None:
    """Place the dated claims over the years; None with fewer than two dates, which is no line."""
    dated = sorted(
        ((item, item.claim.happened.first) for item in claims if item.claim.happened),
        key=lambda pair: pair[1],
    )
    if len({when for _, when in dated}) < 2:
        return None
    first, last = _years(dated[0][1], dated[-1][1])
    span = (last - first).days
    columns = [MARGIN + round((when - first).days * (WIDTH - 2 * MARGIN) / span) for _, when in dated]
    rows = _stack(columns)
    axis = (max(rows) + 1) * STEP + 4
    marks = tuple(
        Mark(item.claim, item.when, x, axis - 2 - STEP // 2 - row * STEP)
        for (item, _), x, row in zip(dated, columns, rows, strict=True)
    )
    return Timeline(marks, _ticks(first, last), axis, axis + 24)


def _years(earliest: date, latest: date) -> tuple[date, date]:
    """Round outwards to whole years."""
    return date(earliest.year, 1, 1), date(min(latest.year + 1, date.max.year), 1, 1)


def _stack(columns: Sequence[int]) -> list[int]:
    """Give each mark, from left to right, the lowest row in which it overlaps nothing."""
    ends: list[int] = []
    rows = []
    for x in columns:
        row = next((n for n, end in enumerate(ends) if end + STEP <= x), len(ends))
        ends[row : row + 1] = [x]
        rows.append(row)
    return rows


def _ticks(first: date, last: date) -> tuple[Tick, ...]:
    years = last.year - first.year
    step = next(step for step in (1, 2, 5, 10, 20, 50, 100, 500) if years / step <= 8 or step == 500)
    shown = [year for year in range(first.year, last.year + 1) if year % step == 0 or years < step]
    shown = shown or [first.year]
    span = (last - first).days
    return tuple(
        Tick(year, MARGIN + round((date(year, 1, 1) - first).days * (WIDTH - 2 * MARGIN) / span))
        for year in shown
    )


@dataclass(frozen=True)
class Share:
    """What one claim contributes to a stance: a cell for each piece of its evidence, all in one `path`."""

    item: SectionClaim
    count: int
    path: str


@dataclass(frozen=True)
class Division:
    """All evidence of one stance: how much, and whose."""

    stance: Stance
    count: int
    shares: tuple[Share, ...]

    @property
    def height(self) -> int:
        return -(-self.count // CELLS_A_ROW) * CELL

    @property
    def width(self) -> int:
        return CELLS_A_ROW * CELL


def divide_evidence(claims: Sequence[SectionClaim]) -> tuple[Division, ...]:
    """Count the evidence of an article's claims by the way it points, a cell for each piece."""
    divisions = (_division(stance, claims) for stance in Stance)
    return tuple(division for division in divisions if division.count)


def _division(stance: Stance, claims: Sequence[SectionClaim]) -> Division:
    shares = []
    start = 0
    for item in claims:
        if count := item.stances.count(stance):
            path = "".join(_cell(n) for n in range(start, start + count))
            shares.append(Share(item, count, path))
        start += count
    return Division(stance, start, tuple(shares))


def _cell(nth: int) -> str:
    """Return a square as a path, rows filled from the left."""
    row, column = divmod(nth, CELLS_A_ROW)
    return f"M{column * CELL} {row * CELL}h11v11h-11z"
