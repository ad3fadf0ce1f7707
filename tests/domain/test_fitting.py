"""What is near really fits, or nothing is said of it"""

import pytest

from factually_app.domain.fitting import fitting, words_needed
from factually_app.domain.match import Match, MatchKind

LONG = "Who paid the mason, the carpenter and the smith for the bridge over the mill race?"


def met(*words: str) -> Match:
    return Match(MatchKind.CLAIM, "abcdef", 1.0, words)


@pytest.mark.parametrize(
    ("asked", "needed"), [(0, 0), (1, 1), (2, 2), (3, 2), (4, 2), (5, 3), (6, 3), (7, 4), (20, 4)]
)
def test_half_of_the_telling_words_are_needed_two_at_least_and_four_at_most(asked: int, needed: int) -> None:
    assert words_needed(asked) == needed


@pytest.mark.parametrize(
    ("text", "words", "fits"),
    [
        ("the clock", ("clock",), True),
        ("Did the clock stop?", ("clock", "stop"), True),
        ("Did the clock stop?", ("clock",), False),
        ("DID THE CLOCK STOP?", ("CLOCK", "STOP"), True),
        (
            "Did the clock stop?",
            ("Did", "the", "clock"),
            False,
        ),
        (LONG, ("bridge", "race", "mill"), False),
        (LONG, ("bridge", "race", "mill", "smith"), True),
        ("what is it", ("what", "it"), False),
        ("", (), False),
        ("?!", (), False),
    ],
)
def test_a_match_fits_by_its_share_of_them(text: str, words: tuple[str, ...], fits: bool) -> None:
    assert bool(fitting(text, [met(*words)])) is fits


def test_the_word_that_is_still_typed_counts_for_a_match_and_not_against_it() -> None:
    assert fitting("clock st", [met("clock", "st")], typing=True)
    assert fitting("clock st", [met("clock")], typing=True)
    assert not fitting("clock st", [met("clock")])
    assert not fitting("clock st", [met()], typing=True)
    assert not fitting("clock tower bell st", [met("clock")], typing=True)


def test_those_that_more_words_met_come_first_and_else_their_order_stays() -> None:
    first, second = met("stop", "clock"), met("clock", "stop")
    assert fitting("When did the clock stop?", [first, met("clock"), second]) == [first, second]
    third = met("clock", "tower", "stop")
    assert fitting("When did the clock tower stop?", [first, second, third]) == [third, first, second]


def test_what_means_the_same_fits_whatever_its_words_and_stays_where_it_stands() -> None:
    same = Match(MatchKind.CLAIM, "abcdef", 1.0, (), closeness=0.6)
    near = Match(MatchKind.CLAIM, "abcde0", 1.0, (), closeness=0.59)
    both = Match(MatchKind.CLAIM, "abcde1", 1.0, ("clock", "stop"), closeness=0.5)
    assert fitting("When did the clock stop?", [same, near, both]) == [same, both]
    assert fitting("what is it", [same]) == []
