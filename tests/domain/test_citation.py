"""Citations between stretches of clean prose, and the way back to each use."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factually_app.domain.citation import Stretch, Use, letter, stretches_of, uses_by_number


def split(*passages):
    return [
        [
            (stretch.html, "".join(f"{use.number}{use.letter} " for use in stretch.uses).strip())
            for stretch in one
        ]
        for one in stretches_of(passages)
    ]


@pytest.mark.parametrize(
    ("html", "stretches"),
    [
        ("", []),
        ("<p>It leaks.</p>", [("<p>It leaks.</p>", "")]),
        ("<p>It leaks. <cite>1</cite></p>", [("<p>It leaks.", "1a"), ("</p>", "")]),
        ("It <cite>1</cite><cite>2</cite> leaks", [("It", "1a 2a"), (" leaks", "")]),
        ("It <cite>1</cite> <cite>2</cite> leaks", [("It", "1a 2a"), (" leaks", "")]),
        ("It <cite>1</cite>, <cite>1</cite>", [("It", "1a"), (",", "1b")]),
        ("<cite>7</cite> says so", [("", "7a"), (" says so", "")]),
    ],
)
def test_prose_is_split_at_its_citations(html, stretches):
    assert split(html) == [stretches]


def test_letters_run_on_from_one_passage_to_the_next():
    assert split("Leaks <cite>3</cite>", "Leaks <cite>3</cite>") == [[("Leaks", "3a")], [("Leaks", "3b")]]


def test_every_use_is_found_under_its_number():
    passages = stretches_of(["<cite>1</cite> a <cite>2</cite>", "b <cite>1</cite>"])
    assert uses_by_number(passages) == {1: [Use(1, "a"), Use(1, "b")], 2: [Use(2, "a")]}


def test_a_use_has_an_address_of_its_own():
    assert Use(3, "b").anchor == "ref-3-b"


@pytest.mark.parametrize(
    ("nth", "expected"), [(0, "a"), (25, "z"), (26, "aa"), (51, "az"), (52, "ba"), (701, "zz"), (702, "aaa")]
)
def test_letters_go_on_after_z(nth, expected):
    assert letter(nth) == expected


def test_no_two_uses_share_a_letter():
    assert len({letter(nth) for nth in range(2000)}) == 2000


pieces = st.one_of(st.sampled_from(["word", " ", "\n", ",", "<p>", "</p>"]), st.integers(1, 999))


@given(st.lists(pieces))
def test_no_letter_of_the_prose_is_lost(parts):
    html = "".join(f"<cite>{part}</cite>" if isinstance(part, int) else part for part in parts)
    (stretches,) = stretches_of([html])
    shown = "".join(one.html + "".join(f"<cite>{use.number}</cite>" for use in one.uses) for one in stretches)
    assert re.sub(r"\s", "", shown) == re.sub(r"\s", "", html)
    assert all(isinstance(one, Stretch) for one in stretches)
