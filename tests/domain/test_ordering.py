"""Lists that people put in order."""

from hypothesis import given
from hypothesis import strategies as st

from factually_app.domain.ordering import placed, shifted, without


def test_something_is_put_at_a_place_or_at_the_end():
    assert placed("abc", "c", 1) == ("c", "a", "b")
    assert placed("abc", "x", 2) == ("a", "x", "b", "c")
    assert placed("abc", "a", 0) == ("b", "c", "a")
    assert placed("abc", "a", 99) == ("b", "c", "a")


def test_something_moves_by_places_and_stops_at_either_end():
    assert shifted("abc", "c", by=-1) == ("a", "c", "b")
    assert shifted("abc", "a", by=-1) == ("a", "b", "c")
    assert shifted("abc", "c", by=1) == ("a", "b", "c")
    assert shifted("abc", "x", by=1) == ("a", "b", "c")


@given(st.lists(st.sampled_from("abcdef"), unique=True), st.sampled_from("abcdef"), st.integers(-9, 99))
def test_whatever_is_done_nothing_is_doubled_or_lost(ids, id_, place):
    assert sorted(placed(ids, id_, place)) == sorted({*ids, id_})
    assert sorted(shifted(ids, id_, by=place)) == sorted(ids)
    assert sorted(without(ids, id_)) == sorted({*ids} - {id_})
