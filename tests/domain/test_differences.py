"""What differs between two texts, word for word."""

import time

from hypothesis import given
from hypothesis import strategies as st

from factually_app.domain.differences import Change, Run, field_differences, word_runs

TEXTS = st.text(alphabet=st.sampled_from("ab ,.[1]\né"), max_size=80)


def test_a_changed_word_is_told_from_the_words_around_it() -> None:
    assert word_runs("The clock stopped in May.", "The clock stopped in June.") == (
        Run(Change.SAME, "The clock stopped in "),
        Run(Change.REMOVED, "May"),
        Run(Change.ADDED, "June"),
        Run(Change.SAME, "."),
    )


def test_what_is_equal_is_no_difference() -> None:
    assert field_differences({"Title": "The clock"}, {"Title": "The clock"}) == []


def test_a_field_that_came_and_one_that_went() -> None:
    came, went = field_differences({"Old": "gone"}, {"New": "here"})
    assert (came.field, came.before, came.after) == ("New", (), (Run(Change.ADDED, "here"),))
    assert (went.field, went.before, went.after) == ("Old", (Run(Change.REMOVED, "gone"),), ())


@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_out_of_their_difference(before: str, after: str) -> None:
    runs = word_runs(before, after)
    assert "".join(run.text for run in runs if run.change is not Change.ADDED) == before
    assert "".join(run.text for run in runs if run.change is not Change.REMOVED) == after
    assert all(run.text for run in runs)


def test_long_texts_that_have_nothing_in_common_are_compared_at_once() -> None:
    began = time.monotonic()
    runs = word_runs("clock tower " * 20_000, "slow train " * 20_000)
    assert {run.change for run in runs} >= {Change.REMOVED, Change.ADDED}
    assert time.monotonic() - began < 3
