"""What differs between two versions of a record."""

import time

from hypothesis import given
from hypothesis import strategies as st

from factually_app.domain.differences import Mark, Run, differences, word_runs

SAME, ADDED, TAKEN = Mark.SAME, Mark.ADDED, Mark.TAKEN


def test_words_are_compared_one_by_one():
    assert word_runs("The clock stopped in May.", "The old clock stopped in June.") == (
        Run(SAME, "The"),
        Run(ADDED, " old"),
        Run(SAME, " clock stopped in"),
        Run(TAKEN, " May."),
        Run(ADDED, " June."),
    )


def test_fields_that_are_the_same_are_left_out_and_the_others_have_labels():
    old = {"text": "It stopped.", "about": "clock", "checked": False}
    new = {"text": "It stopped.", "about": "clock", "checked": True, "date": "1994"}
    assert [(found.label, found.before, found.after) for found in differences(old, new)] == [
        ("Checked", (Run(TAKEN, "no"),), (Run(ADDED, "yes"),)),
        ("Date", (), (Run(ADDED, "1994"),)),
    ]


def test_a_part_put_in_first_does_not_make_the_others_look_changed():
    one, two = {"source": "aaaaaa", "quote": "One."}, {"source": "bbbbbb", "quote": "Two."}
    found = differences(
        {"evidence": [two]},
        {"evidence": [one, two]},
        words=lambda key, text: {"aaaaaa": "Minutes"}.get(text, text),
    )
    assert [(field.label, field.after) for field in found] == [
        ("Evidence 1 · Source", (Run(ADDED, "Minutes"),)),
        ("Evidence 1 · Quote", (Run(ADDED, "One."),)),
    ]


def test_a_part_that_was_changed_is_compared_within():
    old = {"sections": [{"heading": "Then", "body": "It ran.\n\nIt stood."}, {"heading": "Now"}]}
    new = {"sections": [{"heading": "Then", "body": "It ran.\n\nIt stood still."}, {"heading": "Now"}]}
    (field,) = differences(old, new)
    assert field.label == "Section 1 · Text"
    assert field.after == (Run(SAME, "It ran.\n\nIt"), Run(ADDED, " stood still."))


def test_lists_of_names_are_compared_line_by_line():
    (field,) = differences({"claims": ["a", "b"]}, {"claims": ["b"]})
    assert (field.label, field.runs) == ("Claims", (Run(TAKEN, "a\n"), Run(SAME, "b")))


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
