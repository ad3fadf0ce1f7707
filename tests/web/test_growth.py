"""Where the line goes that shows how support grew."""

from datetime import date, timedelta

import pytest

from factually_app.domain.campaign import Campaign, CampaignKind
from factually_app.domain.ledger import DailyTotal
from factually_app.web.growth import BOTTOM, LEFT, RIGHT, TOP, Growth, draw_growth

FIRST = date(2026, 6, 1)


def campaign(**fields: object) -> Campaign:
    terms = {
        "id": "abcdef",
        "ref": None,
        "title": "Wind the clock",
        "message": "",
        "kind": CampaignKind.SUPPORTERS,
        "goal": 1000,
        "currency": "USD",
        "starts_on": None,
        "ends_on": None,
        "baseline": 0,
        "supporters": 0,
        "raised_minor": 0,
        "version": 1,
        "created_at": "",
        "updated_at": "",
    }
    return Campaign(**{**terms, **fields})  # type: ignore[arg-type]


def drawn(counts: list[int], *, after: int = 0, **fields: object) -> Growth:
    """Draw days one after the other, `after` days later than the last one."""
    days = [DailyTotal(FIRST + timedelta(days=n), 0, 0, count, 0) for n, count in enumerate(counts)]
    found = draw_growth(campaign(**fields), days, today=days[-1].day + timedelta(days=after))
    assert found
    return found


def test_nothing_is_drawn_of_nothing() -> None:
    assert draw_growth(campaign(), [], today=FIRST) is None


def test_one_day_rises_from_the_day_before() -> None:
    growth = drawn([10])
    assert growth.line == f"M{LEFT} {BOTTOM}H{RIGHT}V{TOP}H{RIGHT}"
    assert (growth.first, growth.last) == (date(2026, 5, 31), FIRST)


def test_the_line_goes_on_until_today_or_the_end() -> None:
    assert drawn([10], after=9).last == date(2026, 6, 10)
    assert drawn([10], after=9, ends_on=date(2026, 6, 4)).last == date(2026, 6, 4)
    assert drawn([10], after=9, ends_on=date(2026, 5, 4)).last == FIRST


def test_a_refund_goes_down_and_never_below_the_axis() -> None:
    heights = [int(part.split("V")[1]) for part in drawn([5, 2, -1]).line.split("H") if "V" in part]
    assert heights == sorted(heights)
    assert max(heights) == BOTTOM


def test_it_starts_from_what_stood_before_the_campaign() -> None:
    assert drawn([10], baseline=10).line.startswith(f"M{LEFT} {(TOP + BOTTOM) // 2}")


@pytest.mark.parametrize(
    ("most", "levels"),
    [
        (1, ["0", "1"]),
        (2, ["0", "1", "2"]),
        (7, ["0", "4", "8"]),
        (95, ["0", "50", "100"]),
        (102, ["0", "60", "120"]),
        (1234, ["0", "800", "1,600"]),
        (1_000_000, ["0", "500,000", "1,000,000"]),
    ],
)
def test_the_scale_ends_at_a_round_number(most: int, levels: list[str]) -> None:
    assert [level.words for level in drawn([most], goal=10**9).levels] == levels


def test_the_goal_is_drawn_once_half_of_it_is_there() -> None:
    assert drawn([49], goal=100).goal is None
    goal = drawn([50], goal=100).goal
    assert goal is not None
    assert (goal.y, goal.words) == (TOP, "100 supporters")


def test_many_days_stay_inside_the_drawing() -> None:
    growth = drawn(list(range(1, 3000)))
    xs = [int(part.split("V")[0]) for part in growth.line.split("H")[1:]]
    assert xs == sorted(xs)
    assert (min(xs) >= LEFT, max(xs)) == (True, RIGHT)
