"""Rankings made one by reciprocal rank."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factually_app.domain.fusion import K, fused

RANKINGS = st.lists(st.integers(1, 30), max_size=20, unique=True)


def test_a_place_counts_by_its_reciprocal_and_places_add_up() -> None:
    assert K == 60
    scores = fused([7, 8], [8, 9])
    assert scores == pytest.approx({7: 1 / 61, 8: 1 / 62 + 1 / 61, 9: 1 / 62})


def test_what_is_second_in_both_stands_before_what_is_first_in_one() -> None:
    scores = fused([1, 2, 3], [4, 2, 5])
    assert max(scores, key=lambda number: scores[number]) == 2


@given(ranking=RANKINGS)
def test_one_ranking_keeps_its_order(ranking: list[int]) -> None:
    scores = fused(ranking, [])
    assert sorted(scores, key=lambda number: -scores[number]) == ranking


@given(first=RANKINGS, second=RANKINGS)
def test_everything_that_is_ranked_scores_and_rising_never_costs(first: list[int], second: list[int]) -> None:
    scores = fused(first, second)
    assert scores.keys() == {*first, *second}
    assert scores == pytest.approx(fused(second, first))
    for place, number in enumerate(second[1:], start=1):
        risen = [number, *second[:place], *second[place + 1 :]]
        assert fused(first, risen)[number] > scores[number]
