"""What differs between two versions of a record."""

from factually_app.domain.differences import differences
from factually_app.domain.word_runs import Mark, Run

SAME, ADDED, TAKEN = Mark.SAME, Mark.ADDED, Mark.TAKEN


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


def test_lines_of_a_paragraph_are_one_line_and_those_that_readers_see_stay():
    body = "It ran\nand stood.  \nIt rang.\n\n- one\n- two\n\nLast\n[1] words."
    (field,) = differences({"body": ""}, {"body": body})
    assert field.after == (Run(ADDED, "It ran and stood.  \nIt rang.\n\n- one\n- two\n\nLast [1] words."),)
    assert differences({"summary": "It ran\nand stood."}, {"summary": "It ran and\nstood."}) == []
