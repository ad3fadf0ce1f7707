"""Where the line goes that shows how support grew. The drawing is the template's."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from factually_app.domain.campaign import Campaign, CampaignKind
from factually_app.domain.ledger import DailyTotal

WIDTH = 420
HEIGHT = 200
LEFT = 58
RIGHT = 410
TOP = 16
BOTTOM = 168

_ROUND = (1, 2, 4, 6, 8, 10, 12, 16, 20, 24, 30, 40, 50, 60, 80, 100)


@dataclass(frozen=True)
class Level:
    """A line across the drawing, with its words."""

    y: int
    words: str


@dataclass(frozen=True)
class Growth:
    """What stood at the end of each day. `line` and `area` are paths; `goal` is there when it is in reach."""

    days: tuple[DailyTotal, ...]
    first: date
    last: date
    line: str
    area: str
    levels: tuple[Level, ...]
    goal: Level | None


def draw_growth(campaign: Campaign, days: Sequence[DailyTotal], *, today: date) -> Growth | None:
    """Place the days of a campaign from the day before its first change until today, or until its end.

    None while nothing changed yet. The line starts from nothing, or from what stood before the campaign.
    """
    if not days:
        return None
    first = days[0].day - timedelta(days=1)
    last = max(days[-1].day, min(today, campaign.ends_on or today))
    counts = [campaign.baseline + _counted(campaign, day) for day in days]
    top = _top(max(campaign.baseline, *counts), campaign.aim)
    line = [f"M{LEFT} {_y(campaign.baseline, top)}"]
    for day, count in zip(days, counts, strict=True):
        line.append(f"H{_x(day.day, first, last)}V{_y(count, top)}")
    path = "".join([*line, f"H{RIGHT}"])
    return Growth(
        days=tuple(reversed(days)),
        first=first,
        last=last,
        line=path,
        area=f"{path}V{BOTTOM}H{LEFT}Z",
        levels=tuple(Level(_y(n, top), campaign.amount_words(n)) for n in _levels(top)),
        goal=Level(_y(campaign.aim, top), campaign.goal_words) if campaign.aim <= top else None,
    )


def _counted(campaign: Campaign, day: DailyTotal) -> int:
    return day.people if campaign.kind is CampaignKind.SUPPORTERS else day.amount_minor


def _top(most: int, goal: int) -> int:
    """Return a round number to end the scale at: the goal too, once half of it is there."""
    wanted = max(most, goal if most * 2 >= goal else 0, 1)
    power = int("1" + "0" * max(len(str(wanted)) - 2, 0))
    return next(n * power for n in _ROUND if n * power >= wanted)


def _levels(top: int) -> list[int]:
    return [0, top // 2, top] if top % 2 == 0 else [0, top]


def _x(day: date, first: date, last: date) -> int:
    return LEFT + (day - first).days * (RIGHT - LEFT) // (last - first).days


def _y(count: int, top: int) -> int:
    return BOTTOM - max(count, 0) * (BOTTOM - TOP) // top
