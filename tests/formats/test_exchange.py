"""Values as items, and items as YAML that reads back to the same."""

import json
import random
from datetime import date

from factually_app.domain.campaign import Campaign, CampaignKind
from factually_app.domain.claim import Claim, ClaimKind, ClaimRecord, Evidence, Stance
from factually_app.domain.dates import PartialDate
from factually_app.domain.question import Question
from factually_app.domain.rating import Rating
from factually_app.domain.source import Source
from factually_app.formats import exchange_yaml
from factually_app.formats.content_entry import Kind
from factually_app.formats.content_files import read_content
from factually_app.formats.exchange import (
    Names,
    campaign_item,
    canonical,
    claim_item,
    is_item,
    question_item,
    rename_marks,
    source_item,
)
from factually_app.formats.exchange_export import exported_claim
from factually_app.formats.exchange_yaml import write_files
from factually_app.formats.records import QuestionRecord
from factually_app.formats.yaml_tree import read_tree

AT = "2026-01-01T00:00:00+00:00"
SOURCE = Source(
    id="50u4ce",
    ref="minutes",
    slug="minutes",
    title="Minutes",
    publisher="Oddly Weir",
    author=None,
    published=PartialDate("1994"),
    address=None,
    archive_address=None,
    kind="minutes",
    language="en",
    note=None,
    checked=True,
    version=3,
    created_at=AT,
    updated_at=AT,
)
CLAIM = Claim(
    id="c1a1m0",
    ref=None,
    slug="it-stopped",
    text="It stopped.",
    about="",
    kind=ClaimKind.EVENT,
    rating=Rating.SUPPORTED,
    happened=None,
    checked=False,
    version=2,
    created_at=AT,
    updated_at=AT,
)
RECORD = ClaimRecord(CLAIM, (Evidence(SOURCE, Stance.CONTEXT, "p. 3", None, None, checked=False),))
QUESTION = Question("abc123", "Q1", "when", "When?", "In May {c1a1m0}. So it is.", 1, AT, AT)


def test_an_item_says_what_there_is_and_nothing_of_what_is_absent():
    assert source_item(SOURCE) == {
        "id": "minutes",
        "title": "Minutes",
        "publisher": "Oddly Weir",
        "date": "1994",
        "kind": "minutes",
        "language": "en",
        "checked": True,
    }


def test_others_are_named_by_id_in_what_is_kept_and_by_reference_in_files():
    evidence = {"source": "50u4ce", "stance": "context", "locator": "p. 3", "checked": False}
    assert claim_item(RECORD)["evidence"] == [evidence]
    named = claim_item(RECORD, Names(sources={"50u4ce": "minutes"}))
    assert named["evidence"] == [{**evidence, "source": "minutes"}]


def test_a_short_answer_names_its_claims_as_the_rest_of_the_file_does():
    record = QuestionRecord(QUESTION, ("c1a1m0", "d1a1m0"), ("fffff1",))
    assert question_item(record)["short_answer"] == "In May {c1a1m0}. So it is."
    item = question_item(record, Names(claims={"c1a1m0": "stopped"}, questions={"fffff1": "Q2"}))
    assert item["short_answer"] == "In May {stopped}. So it is."
    assert item["claims"] == ["stopped", "d1a1m0"]
    assert item["next"] == ["Q2"]


def test_marks_keep_the_blanks_before_them():
    assert rename_marks("Yes {a,b}. No{ c }!", str.upper) == "Yes {A, B}. No{C}!"


def test_a_campaign_does_not_say_what_stands_toward_it():
    campaign = Campaign(
        id="cccccc",
        ref="mend",
        title="Mend the clock",
        message="",
        kind=CampaignKind.SUPPORTERS,
        goal=10,
        currency="USD",
        starts_on=date(2026, 1, 1),
        ends_on=None,
        baseline=0,
        supporters=7,
        raised_minor=700,
        version=1,
        created_at=AT,
        updated_at=AT,
    )
    assert campaign_item(campaign) == {
        "id": "mend",
        "title": "Mend the clock",
        "kind": "supporters",
        "goal": 10,
        "mode": "live",
        "currency": "USD",
        "starts_on": "2026-01-01",
        "baseline": 0,
    }


def test_there_is_one_json_text_of_an_item():
    assert canonical({"b": "é", "a": [1]}) == '{"a":[1],"b":"é"}'
    assert is_item(canonical(claim_item(RECORD)))
    assert not is_item("[]")
    assert not is_item("no JSON")
    assert not is_item("[" * 100_000)


def test_an_export_adds_what_a_record_is_kept_with():
    item = exported_claim(RECORD, Names())
    assert next(iter(item)) == "public_id"
    assert {key: item[key] for key in ("public_id", "slug", "version", "created_at", "updated_at")} == {
        "public_id": "c1a1m0",
        "slug": "it-stopped",
        "version": 2,
        "created_at": AT,
        "updated_at": AT,
    }


# YAML


def test_a_text_of_several_lines_is_a_literal_block():
    ((name, text),) = write_files(Kind.SOURCE, [{"id": "é", "note": "One.\n\nTwo.\n"}])
    assert name == "sources.yaml"
    assert text == "sources:\n- id: é\n  note: |\n    One.\n\n    Two.\n"


def test_no_items_are_still_a_file():
    assert list(write_files(Kind.TOPIC, [])) == [("topics.yaml", "topics: []\n")]
    assert read_content("topics: []\n", file="f", stem="x").problems == []


def test_a_list_too_long_for_one_file_goes_on_in_the_next(monkeypatch):
    monkeypatch.setattr(exchange_yaml, "_FULL", 100)
    items = [{"slug": f"weir-{number}", "name": "W" * 60} for number in range(5)]
    files = dict(write_files(Kind.TOPIC, items))
    assert list(files) == ["topics.yaml", "topics-2.yaml", "topics-3.yaml"]
    read = [entry for text in files.values() for entry in read_content(text, file="f", stem="x").entries]
    assert [entry.text("slug") for entry in read] == [item["slug"] for item in items]


def test_any_text_reads_back_as_it_was():
    """Ids that look like numbers, words that look like flags, blanks, marks and line ends of all kinds."""
    odd = [
        "012389",
        "123e45",
        "1_000",
        "0x1f",
        "1:30",
        "no",
        "null",
        "~",
        "",
        "1994-05-02",
        "- a",
        "a: b",
        "=",
        "<<",
    ]
    chance = random.Random("Oddly Weir")
    signs = [*" \n\t:-#'\"{}[]|>&*!%@`,?~=<01.aé—\u2028\x85\xa0\U0001f600\\", "\n\n", "  ", "---", "..."]
    odd += ["".join(chance.choices(signs, k=chance.randint(1, 12))) for _ in range(3_000)]
    for text in odd:
        ((_, written),) = write_files(Kind.TOPIC, [{"slug": text, "name": {"deep": [text]}}])
        node, doubled = read_tree(written, file="f")
        item = node.value["topics"].value[0].value
        assert (item["slug"].value, doubled) == (text, []), json.dumps(written)
        assert item["name"].value["deep"].value[0].value == text, json.dumps(written)
