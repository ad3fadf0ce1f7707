"""Claim marks as people write them, and as they are kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factually_app.domain.marks import marks_as_ids, marks_as_positions

IDS = ("aaaaaa", "bbbbbb", "123456")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("It stopped {1}.", "It stopped {aaaaaa}."),
        ("{1, 3} and { 2 }", "{aaaaaa, 123456} and { bbbbbb }"),
        ("{1}{2}", "{aaaaaa}{bbbbbb}"),
        ("{aaaaaa}", "{aaaaaa}"),
    ],
)
def test_a_number_stands_for_the_claim_at_that_place(typed, kept):
    assert marks_as_ids(typed, IDS) == kept


@pytest.mark.parametrize(
    "typed", ["{4}", "{0}", "{01}", "{1.5}", "{x}", "{}", "{1", "1}", "{{}", "{١}", "{-1}"]
)
def test_what_names_no_place_stays_as_it_is(typed):
    assert marks_as_ids(typed, IDS) == typed


def test_a_claim_that_is_not_linked_keeps_its_id():
    assert marks_as_positions("{aaaaaa} {cccccc}", IDS) == "{1} {cccccc}"


def test_marks_move_along_with_their_claims():
    kept = marks_as_ids("First {1}. Second {2}.", IDS)
    assert marks_as_positions(kept, ("bbbbbb", "aaaaaa")) == "First {2}. Second {1}."


id_lists = st.lists(st.text("0123456789abcdef", min_size=6, max_size=8), unique=True, max_size=12)


@given(st.text(alphabet="{}, .123aé\n"), id_lists)
def test_what_was_typed_comes_back_the_same(typed, ids):
    assert marks_as_positions(marks_as_ids(typed, ids), ids) == typed


@given(st.text(), id_lists)
def test_any_text_can_be_kept_and_shown_and_kept_again(typed, ids):
    kept = marks_as_ids(typed, ids)
    assert marks_as_ids(marks_as_positions(kept, ids), ids) == kept
