"""Ratings in words: what reports words is never called true."""

import itertools

import pytest

from factually_app.domain.claim import Claim, ClaimKind
from factually_app.domain.rating import Rating, Tone, rating_words

REPORTS_WORDS = (ClaimKind.STATEMENT, ClaimKind.VIEW, ClaimKind.LAW)
STATES_FACTS = (ClaimKind.EVENT, ClaimKind.FIGURE)


def claim(kind, rating):
    return Claim("c00001", None, "leak", "It leaks.", "", kind, rating, None, True, 1, "", "")


@pytest.mark.parametrize(("kind", "rating"), list(itertools.product(REPORTS_WORDS, Rating)))
def test_what_reports_words_is_never_called_supported(kind, rating):
    words = rating_words(kind, rating)
    assert "upported" not in words
    assert "true" not in words.lower()
    assert words != rating.label


@pytest.mark.parametrize(("kind", "rating"), list(itertools.product(STATES_FACTS, Rating)))
def test_what_states_a_fact_has_the_plain_words(kind, rating):
    assert rating_words(kind, rating) == rating.label


def test_every_kind_is_one_or_the_other():
    assert set(REPORTS_WORDS) | set(STATES_FACTS) == set(ClaimKind)
    assert [kind for kind in ClaimKind if kind.reports_words] == [
        kind for kind in ClaimKind if kind in REPORTS_WORDS
    ]


def test_a_statement_on_record_says_that_it_was_said():
    assert claim(ClaimKind.STATEMENT, Rating.SUPPORTED).rating_words == "Said, on record"
    assert claim(ClaimKind.VIEW, Rating.SUPPORTED).rating_words == "A scholar’s view, on record"
    assert claim(ClaimKind.LAW, Rating.SUPPORTED).rating_words == "In the text, on record"


@pytest.mark.parametrize("kind", ClaimKind)
def test_no_words_stand_for_opposite_grades(kind):
    by_words = {}
    for rating in Rating:
        by_words.setdefault(rating_words(kind, rating), set()).add(rating.tone)
    assert not any({Tone.SUPPORTS, Tone.DISPUTES} <= tones for tones in by_words.values())


@pytest.mark.parametrize("rating", Rating)
def test_every_rating_has_words_and_a_mark(rating):
    assert rating.label
    assert rating.tone in Tone
    assert claim(ClaimKind.EVENT, rating).tone is rating.tone
