"""Two texts as one row of words, and that row in passages."""

import time

from hypothesis import given
from hypothesis import strategies as st

from factually_app.domain.word_runs import Mark, Run, passages, word_runs

SAME, ADDED, TAKEN = Mark.SAME, Mark.ADDED, Mark.TAKEN


def test_words_are_compared_one_by_one():
    assert word_runs("The clock stopped in May.", "The old clock stopped in June.") == (
        Run(SAME, "The"),
        Run(ADDED, " old"),
        Run(SAME, " clock stopped in"),
        Run(TAKEN, " May."),
        Run(ADDED, " June."),
    )


def test_what_stayed_is_folded_between_what_changed():
    stayed = "The committee met in the tower and asked for a ladder, which came in May.\n\nIt was short.\n\n"
    runs = word_runs(f"It ran.\n\n{stayed}It stood.", f"It ran well.\n\n{stayed}It stood.")
    first, second = passages(runs)
    assert (first.is_folded, first.paragraphs) == (False, 1)
    assert (second.is_folded, second.paragraphs) == (True, 3)
    assert second.runs == (Run(SAME, f"\n{stayed}It stood."),)


def test_little_that_stayed_is_not_worth_folding():
    assert [each.is_folded for each in passages(word_runs("One.\n\nTwo.", "One.\n\nThree."))] == [
        False,
        False,
    ]


@given(st.text(), st.text())
def test_passages_tell_both_versions_whole_and_change_in_turn(before, after):
    runs = word_runs(before, after)
    found = passages(runs)
    told = [run for passage in found for run in passage.runs]
    assert "".join(run.text for run in told if run.mark is not ADDED) == before
    assert "".join(run.text for run in told if run.mark is not TAKEN) == after
    folded = [run for passage in found if passage.is_folded for run in passage.runs]
    assert all(run.mark is SAME or run.text.isspace() for run in folded)


@given(st.text(), st.text())
def test_each_side_is_told_whole(before, after):
    runs = word_runs(before, after)
    assert "".join(run.text for run in runs if run.mark is not ADDED) == before
    assert "".join(run.text for run in runs if run.mark is not TAKEN) == after


def test_long_texts_do_not_keep_anybody_waiting():
    started = time.process_time()
    word_runs("tick tock " * 10_000, "tock tick " * 10_000)
    word_runs("\n".join(map(str, range(5_000))), "\n".join(map(str, range(5_000, 0, -1))))
    word_runs("\n" * 50_000, "\n" * 49_999 + "a")
    word_runs("".join(f"{n % 3} " for n in range(9_000)), "".join(f"{n % 2} " for n in range(9_000)))
    word_runs("".join(f"{n % 7} " for n in range(1_400)), "".join(f"{n % 6} " for n in range(1_400)))
    assert time.process_time() - started < 5
