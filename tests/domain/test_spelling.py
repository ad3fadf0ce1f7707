"""How far words are from one another, and which was meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factually_app.domain.spelling import distance, likeness, near_trigrams, nearest_words, trigrams

words = st.text(alphabet="abcdeé", max_size=7)


@pytest.mark.parametrize(
    ("one", "other", "steps"),
    [
        ("clock", "clock", 0),
        ("clok", "clock", 1),
        ("clcok", "clock", 1),
        ("clokc", "clock", 1),
        ("blocks", "clock", 2),
        ("", "clock", 5),
        ("tower", "tram", 4),
    ],
)
def test_a_step_is_a_letter_more_less_changed_or_two_swapped(one: str, other: str, steps: int) -> None:
    assert distance(one, other) == steps


@given(words, words)
def test_it_is_as_far_there_as_back(one: str, other: str) -> None:
    assert distance(one, other) == distance(other, one)
    assert (distance(one, other) == 0) == (one == other)
    assert distance(one, other) <= max(len(one), len(other))


def test_trigrams_know_where_a_word_begins_and_ends() -> None:
    assert trigrams("tower") == ["^to", "tow", "owe", "wer", "er$"]
    assert trigrams("on") == ["^on", "on$"]
    assert likeness("tower", "tower") == 1
    assert likeness("tower", "clock") == 0


def test_two_letters_swapped_still_share_what_was_meant() -> None:
    assert set(trigrams("clock")) <= set(near_trigrams("clcok"))
    assert near_trigrams("misunderstandings") == trigrams("misunderstandings")


def test_the_nearest_comes_first_and_what_is_far_never() -> None:
    assert nearest_words("clcok", ["cloak", "clock", "tower"]) == ["clock"]
    assert nearest_words("comittee", ["committees", "committee", "commute"]) == ["committee", "committees"]
    assert nearest_words("clock", ["clock"]) == []
    assert nearest_words("bell", ["ball", "belt", "bull"]) == ["belt", "ball", "bull"]
