"""Where the marks of the charts go"""

import re
from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from factually_app.domain.article import SectionClaim
from factually_app.domain.claim import Claim, ClaimKind, Stance
from factually_app.domain.dates import PartialDate
from factually_app.domain.rating import Rating
from factually_app.web.timeline import CELLS_A_ROW, STEP, WIDTH, divide_evidence, draw_timeline

CLAIM = Claim("aaaaaa", None, "a", "A.", "", ClaimKind.EVENT, Rating.SUPPORTED, None, True, 1, "then", "then")


def claims_on(*days: str) -> list[SectionClaim]:
    return [
        SectionClaim(replace(CLAIM, id=f"{n:06x}", happened=PartialDate(day)), (1,))
        for n, day in enumerate(days)
    ]


def test_one_date_is_no_line() -> None:
    assert draw_timeline(claims_on("1994")) is None
    assert draw_timeline(claims_on("1994", "1994")) is None
    assert draw_timeline([SectionClaim(CLAIM, (1,))]) is None


def test_earlier_stands_left_of_later() -> None:
    timeline = draw_timeline(claims_on("2020", "1994-05", "2008-01-02/2009"))
    assert timeline
    assert [mark.claim.happened.text for mark in timeline.marks if mark.claim.happened] == [
        "1994-05",
        "2008-01-02/2009",
        "2020",
    ]
    assert sorted(mark.x for mark in timeline.marks) == [mark.x for mark in timeline.marks]


def test_the_years_under_the_axis_are_round() -> None:
    timeline = draw_timeline(claims_on("1990", "2025"))
    assert timeline
    assert [tick.year for tick in timeline.ticks] == [1990, 1995, 2000, 2005, 2010, 2015, 2020, 2025]


@given(st.lists(st.dates(date(1000, 1, 1), date(2999, 1, 1)), min_size=2, max_size=80))
def test_marks_never_overlap_and_never_leave_the_drawing(days: list[date]) -> None:
    timeline = draw_timeline(claims_on(*(day.isoformat() for day in days)))
    if timeline is None:
        assert len(set(days)) < 2
        return
    places = [(mark.x, mark.y) for mark in timeline.marks]
    assert all(7 <= x <= WIDTH - 7 and 6 <= y <= timeline.axis for x, y in places)
    for n, (x, y) in enumerate(places):
        assert all(abs(x - a) >= STEP or abs(y - b) >= STEP for a, b in places[:n])
    assert timeline.ticks


def test_the_first_and_last_year_there_is_can_be_drawn() -> None:
    assert draw_timeline(claims_on("0001", "9999"))


def test_every_piece_of_evidence_has_one_cell() -> None:
    first, second = claims_on("1994", "1995")
    many = (Stance.SUPPORTS,) * (CELLS_A_ROW + 3)
    claims = [
        replace(first, stances=(*many, Stance.DOES_NOT_ADDRESS)),
        replace(second, stances=(Stance.SUPPORTS, Stance.DISPUTES)),
    ]
    divisions = {d.stance: d for d in divide_evidence(claims)}
    assert {stance: d.count for stance, d in divisions.items()} == {
        Stance.SUPPORTS: CELLS_A_ROW + 4,
        Stance.DISPUTES: 1,
        Stance.DOES_NOT_ADDRESS: 1,
    }
    cells = [
        cell for share in divisions[Stance.SUPPORTS].shares for cell in re.findall(r"M[\d ]+", share.path)
    ]
    assert len(set(cells)) == CELLS_A_ROW + 4
    assert [share.count for share in divisions[Stance.SUPPORTS].shares] == [CELLS_A_ROW + 3, 1]
    assert divisions[Stance.SUPPORTS].height == 26
