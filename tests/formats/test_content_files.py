"""Reading content files: entries with their lines, and plain words on everything that is wrong."""

import json

import pytest

from factually_app.domain.errors import Problem
from factually_app.domain.rating import Rating
from factually_app.formats.content_entry import Kind, Name
from factually_app.formats.content_files import read_content
from factually_app.formats.content_schema import SCHEMA
from factually_app.formats.yaml_tree import LONGEST

CLAIM = """\
- id: stopped
  text: The clock tower stopped.
  rating: supported
"""
RATINGS = ", ".join(Rating)


def read(text, stem="weir"):
    return read_content(text, file="weir.yaml", stem=stem)


def problems(text, stem="weir"):
    return [f"{problem.line}: {problem.message}" for problem in sorted(read(text, stem).problems)]


def entry(text, stem="claims"):
    content = read(text, stem)
    assert content.problems == []
    return content.entries[0]


# What a file is


def test_a_list_is_what_its_file_is_named_after():
    assert entry(CLAIM).kind is Kind.CLAIM


def test_a_mapping_says_itself_what_it_holds():
    content = read("sources: []\nclaims:\n" + CLAIM)
    assert [item.kind for item in content.entries] == [Kind.CLAIM]
    assert content.problems == []


def test_an_empty_file_with_the_name_of_a_list_is_an_empty_list():
    assert read("# nothing yet\n", "claims") == read("[]", "claims")


def test_json_is_read_too():
    text = json.dumps(
        {"claims": [{"id": "c", "text": "Ding \N{BELL} dong", "rating": "supported"}]}, indent="\t"
    )
    assert entry(text).text("text") == "Ding \N{BELL} dong"


def test_a_list_in_a_file_of_another_name_is_nobody_knows_what():
    (problem,) = problems("- a")
    assert problem.startswith("1: this is a list of nobody knows what; name the file")


@pytest.mark.parametrize("text", ["Just a letter.", "", "trains: slow", "42"])
def test_anything_else_is_neither_page_nor_content(text):
    (problem,) = problems(text)
    assert problem.startswith("1: this is neither a pasted page nor a content file")


# What an entry says


def test_dates_numbers_and_words_are_what_was_typed():
    item = entry(CLAIM + "  date: 1994\n  about: no\n  order: 7\n")
    assert item.text("date") == "1994"
    assert item.text("about") == "no"
    assert item.number("order") == 7
    assert entry(CLAIM + "  date: 1994-05-02\n").text("date") == "1994-05-02"


def test_texts_come_without_the_blanks_around_them_and_empty_ones_are_absent():
    item = entry(CLAIM + "  about: '  the clock '\n  date:\n")
    assert item.text("about") == "the clock"
    assert item.maybe("date") is None
    assert item.text("date", "1994") == "1994"


def test_every_key_and_every_item_knows_its_line():
    item = entry(
        CLAIM + "  questions:\n    - Q1\n    - Q2\n  evidence:\n    - source: s\n      stance: context\n"
    )
    assert (item.line, item.line_of("rating"), item.line_of("about")) == (1, 3, 1)
    assert item.names("questions") == [Name("Q1", 5), Name("Q2", 6)]
    (evidence,) = item.parts("evidence")
    assert (evidence.line, evidence.line_of("stance")) == (8, 9)
    assert evidence.name("source") == Name("s", 8)


def test_questions_are_written_within_questions_or_named():
    item = entry("- question: When?\n  next:\n    - Q2\n    - question: Who?\n", "questions")
    name, part = item.parts_and_names("next")
    assert name == Name("Q2", 3)
    assert part.text("question") == "Who?"
    assert item.parts("next") == [part]


# What can be wrong


def test_every_problem_is_told_with_its_line():
    assert problems(
        """\
claims:
  - id: c1
    txt: x
    text: 1994
    rating: suported
    checked: maybe
    date: in May
    evidence:
      - stance: supports
        source:
      - 12
  - text: " "
    rating:
  - just a word
clams: []
"""
    ) == [
        "3: unknown key 'txt' (did you mean 'text'?)",
        "4: `text` has to be text; put it in quotes",
        f"5: `rating` is 'suported'; it has to be one of {RATINGS} (did you mean 'supported'?)",
        "6: `checked` has to be true or false",
        "7: `date` is 'in May'; it has to be a date such as 2008, 2008-04, 2008-04-03 or 2008-04/2009",
        "10: `source` has to be text",
        "11: number 2 of `evidence` has to be a mapping of keys and values",
        "12: `text` is empty; it has to be text that is not empty",
        "12: this entry lacks an `id`",
        f"13: `rating` is empty; it has to be one of {RATINGS}",
        "14: this entry has to be a mapping of keys and values",
        "15: unknown key 'clams' (did you mean 'claims'?)",
    ]


@pytest.mark.parametrize(
    ("kind", "fields", "sentence"),
    [
        ("campaigns", "goal: 12.5", "`goal` has to be a whole number"),
        ("campaigns", "goal: 0", "`goal` is 0; 1 is the least"),
        (
            "campaigns",
            "goal: 1, currency: euro",
            "`currency` is 'euro'; it has to be a currency code such as USD",
        ),
        ("sources", "url: 'javascript:alert(1)'", "`url` is 'javascript:alert(1)'; it has to be an address"),
        ("sources", "archive_url: ftp://weir.example", "`archive_url` is 'ftp://weir.example'; it has to be"),
        ("sources", "id: 'a, b'", "`id` is 'a, b'; it has to be a name without commas"),
        ("articles", "sources: [{number: 1000}]", "`number` is 1000; 999 is the most"),
        ("articles", "questions: Q1", "`questions` has to be a list"),
        ("articles", "questions: [1]", "number 1 of `questions` has to be text; put it in quotes"),
    ],
)
def test_the_schema_speaks_in_plain_words(kind, fields, sentence):
    said = problems(f"{kind}: [{{{fields}}}]")
    assert any(problem.startswith(f"1: {sentence}") for problem in said), said


def test_a_broken_entry_is_still_known_by_its_name():
    (item,) = read(CLAIM.replace("supported", "surely"), "claims").entries
    assert item.text("id") == "stopped"
    assert not item.sound


def test_a_key_written_twice_is_told():
    assert problems(CLAIM + "  text: Again.\n", "claims") == ["4: `text` stands on line 2 already"]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("a: [1,\nb: }", "2: this cannot be read as YAML: did not find expected node content"),
        ("a:\n\t- b", "2: this cannot be read as YAML: found character that cannot start any token"),
        ("a: b\nc: \x07", "2: the character U+0007 cannot stand in YAML"),
        ("a: \ud800", "1: the character U+D800 cannot stand in YAML"),
        ("a: &x [1]\nb: *x", "2: `*x` repeats by alias; write out what it stands for"),
        (
            "a: !!python/name:os.system x",
            "1: the tag `tag:yaml.org,2002:python/name:os.system` is not read here",
        ),
        ("--- 1\n--- 2", "2: a second document begins here; a file holds one"),
        ("[" * 200, "1: this is nested more than 40 levels deep"),
        ("? [1]\n: 2", "1: a key has to be a word, not a list or a mapping"),
        (
            "x" * (LONGEST + 1),
            "1: the file is 20,000,001 characters long; 20,000,000 is the most, so divide it",
        ),
    ],
)
def test_what_is_not_yaml_is_one_sentence_with_its_line(text, sentence):
    assert problems(text) == [sentence]


def test_a_file_of_the_older_format_is_read_as_it_is():
    text = """\
- id: c-clock
  text: The clock stopped.
  about: clock
  date: '1994-05-02'
  rating: supported
  questions: [Q1]
  sections: [S0]
  order: 1
  evidence:
    - {source: s, stance: supports, locator: p. 3, note: It says so., verified: true}
  fact_confirmed: true
"""
    assert problems(text, "claims") == []
    source = (
        "{id: s, title: T, publisher: P, author: null, date: null, url: https://weir.example, kind: news,"
    )
    notes = "language: en, verified: false, matched_url: x, match_kind: mirror, url_check: memory}"
    assert problems(f"- {source} {notes}", "sources") == []


def test_every_pattern_of_the_schema_says_what_it_wants():
    for name, definition in SCHEMA["$defs"].items():
        for rule in (definition, *definition.get("properties", {}).values()):
            assert "pattern" not in rule or rule["description"][0].islower(), name


def test_problems_name_the_file():
    assert read("- a", "claims").problems == [
        Problem("weir.yaml", 1, "this entry has to be a mapping of keys and values")
    ]
