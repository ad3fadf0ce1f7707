"""Importing what is wrong: every problem is told with its file and line, and nothing is written."""

from pathlib import Path

import pytest

from factually_app.domain.errors import InputError
from tests.importing import dump, edit, id_of, take


def refusal(engine, *paths):
    """Return what is wrong, without the folder of the files; the database has to be untouched."""
    before = dump(engine)
    with pytest.raises(InputError) as refused:
        take(engine, *paths)
    assert dump(engine) == before
    return [
        f"{Path(problem.file).name}:{problem.line}: {problem.message}" for problem in refused.value.problems
    ]


def test_every_problem_of_every_file_is_told_and_nothing_is_written(engine, weir):
    edit(weir / "claims.yaml", "rating: supported", "rating: suported")
    edit(weir / "claims.yaml", "source: minutes", "source: minute")
    edit(weir / "questions.yaml", "claims: [slow]", "claims: [slo]")
    edit(
        weir / "articles.yaml",
        "topic: oddly-weir\n  checked_on: 2025-06-01",
        "topic: odd\n  checked_on: 2025-02-30",
    )
    edit(weir / "sources.yaml", "date: 1994-05", "date: 1994-13")
    told = refusal(engine, weir)
    assert [problem.split(" it has to be")[0] for problem in told] == [
        "articles.yaml:3: there is no topic 'odd'",
        "articles.yaml:4: `checked_on`: '2025-02-30' names a day that never was",
        "claims.yaml:5: `rating` is 'suported';",
        "questions.yaml:14: there is no claim 'slo' (did you mean 'slow'?)",
        "sources.yaml:4: `date`: '1994-13' names a day that never was",
    ]


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("claims.yaml", "source: minutes", "source: minuets", ["7: there is no source 'minuets'"]),
        ("questions.yaml", "{slow, stopped}", "{slow, stoped}", ["3: there is no claim 'stoped'"]),
        (
            "questions.yaml",
            "claims: [slow, stopped]",
            "claims: [slow]",
            ["3: the short answer rests on 'stopped', which is not among the question's `claims`"],
        ),
        (
            "questions.yaml",
            "[slow, stopped]",
            "[slow, stopped, slow]",
            ["4: 'slow' stands on line 4 already"],
        ),
        ("questions.yaml", "leads_to: [Q1, Q1.1]", "leads_to: [Q2]", ["15: a question cannot follow itself"]),
        (
            "questions.yaml",
            "How slow are the trains",
            "When did the clock stop",
            ["12: the same question stands"],
        ),
        ("questions.yaml", "- id: Q2", "- id: Q1.1", ["12: the same question stands"]),
        ("sources.yaml", "id: timetable", "id: minutes", ["13: the same source stands at"]),
        (
            "articles.yaml",
            "number: 2, source",
            "number: 1, source",
            ["14: [2] has no source", "23: [1] stands on line 22 already"],
        ),
        (
            "articles.yaml",
            "Little. [2]",
            "Little. [3]",
            ["20: [3] has no source, so the article cannot be published"],
        ),
        ("articles.yaml", "source: timetable", "source: null", ["14: [2] has no source"]),
        ("articles.yaml", "claim: stopped", "claim: started", ["6: there is no claim 'started'"]),
        ("campaigns.yaml", "baseline: 100", "ends_on: 2024-12-31", ["8: the campaign ends before it starts"]),
    ],
)
def test_what_the_schema_cannot_know_is_told_with_its_line(engine, weir, file, old, new, told):
    edit(weir / file, old, new)
    found = refusal(engine, weir)
    for problem in told:
        assert any(line.startswith(f"{file}:{problem}") for line in found), found


@pytest.mark.parametrize(
    ("file", "old", "new", "sentence"),
    [
        ("claims.yaml", "text: The clock", "text: The " + 1_000 * "x", "`text`: the text is 1,0"),
        ("articles.yaml", "title: The ladder", "title: The " + 500 * "x", "`title`: the text is 5"),
        ("articles.yaml", "body: Little.", "body: Little." + 100_000 * "x", "`body`: the text is 100,011"),
        (
            "articles.yaml",
            "body: Little.",
            'body: "\\u0007"#',
            "`body`: line 1 holds the control character U+0007",
        ),
    ],
)
def test_texts_have_their_limits(engine, weir, file, old, new, sentence):
    edit(weir / file, old, new)
    (problem,) = [line for line in refusal(engine, weir) if "`:" in line]
    assert sentence in problem


def test_a_reference_must_not_look_like_another_records_id(engine, weir, write):
    take(engine, weir)
    slow = id_of(engine, "claim", "slow")
    file = write("claims.yaml", f"- {{id: '{slow}', text: Moo., rating: unproven}}")
    assert refusal(engine, file) == [f"claims.yaml:1: `id` '{slow}' is the public id of another claim"]


# What is not a content file


def test_a_path_that_is_not_there_is_told(engine, tmp_path):
    assert refusal(engine, tmp_path / "none.yaml") == ["none.yaml:0: there is no such file or folder"]


def test_a_folder_without_content_is_told(engine, tmp_path):
    empty = tmp_path / "empty"
    empty.mkdir()
    assert refusal(engine, empty) == [
        "empty:0: the folder holds no content file (.yaml, .json) and no claims of others (.jsonl)"
    ]


@pytest.mark.parametrize("name", ["letter.txt", "letter.md", "letter"])
def test_any_other_text_is_neither(engine, write, name):
    file = write(name, "Dear Society for Slow Trains,\n\nthe clock: it stopped again.\n")
    assert refusal(engine, file) == [f"{name}:1: this is neither a pasted page nor a content file"]


def test_a_file_that_is_not_utf8_is_told_with_line_and_byte(engine, write):
    file = write("claims.yaml", "- id: ä\n  text: caf\xe9\n".encode().replace(b"caf\xc3\xa9", b"caf\xe9"))
    (problem,) = refusal(engine, file)
    assert problem == "claims.yaml:2: byte 0xE9 (byte 21 of the file) is not UTF-8; save the file as UTF-8"
