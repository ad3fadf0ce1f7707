"""Lines of claims of other newsrooms: what is read, what is refused and with which words."""

import json
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from factually_app.domain.stems import added_stems
from factually_app.formats.others_claims import (
    LONGEST_FIELD,
    UnusableLineError,
    looks_like_claim,
    read_line,
    written_line,
)
from tests.factories import others_claim

SCHEMA = json.loads((files("factually_app.formats") / "others-claim.schema.json").read_text("utf-8"))


def line(**fields):
    return json.dumps({"ref": "1", "text": "The bell rang.", **fields}).encode()


def test_what_is_absent_null_or_empty_is_not_told():
    read = read_line(line(title=None, summary="", speaker="  ", rating="False"))
    told = {name: value for name, value in read.values.items() if value is not None}
    assert told == {"ref": "1", "text": "The bell rang.", "rating": "False"}
    assert read.unknown_json is None


def test_texts_come_on_one_line_and_numbers_as_they_are_written():
    read = read_line(line(ref=17, text=" The bell\n rang. ", rating=0.5))
    assert (read.values["ref"], read.text, read.values["rating"]) == ("17", "The bell rang.", "0.5")


def test_unknown_fields_are_kept():
    assert read_line(line(tags=["bell"], id=3)).unknown_json == '{"id": 3, "tags": ["bell"]}'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (b"{", "this is not JSON"),
        (b"[]", "a line is one object"),
        (b'"text"', "a line is one object"),
        (b'{"ref": "1"}', "`text` is missing"),
        (line(text=""), "`text` is missing"),
        (line(text=None), "`text` is missing"),
        (line(text=["The bell"]), "`text` is no text"),
        (line(speaker={"name": "Mabel"}), "`speaker` is no text"),
        (line(rating=True), "`rating` is no text"),
        (line(url="javascript:alert(1)"), "`url` is no address"),
        (line(url="www.weir.example"), "`url` is no address"),
        (line(text="a\x00b"), "`text` holds a control character"),
        (b'{"text": "\\ud800"}', "`text` holds a control character or half of a character"),
        (b'{"text": "a", "x": "\\ud800"}', "a field holds half of a character"),
        (line(summary="x" * (LONGEST_FIELD + 1)), "`summary` is longer than 20,000 characters"),
        (b'{"text": "a", "text": "b"}', "`text` stands in it twice"),
        (b'{"text": NaN}', "NaN is no number"),
        (b'{"text": "\xff"}', "is not UTF-8"),
        ("{}".encode("utf-16"), "is not UTF-8"),
        (b"[" * 100_000, "this JSON cannot be taken"),
        (b'{"text": ' + b"1" * 10_000 + b"}", "this JSON cannot be taken"),
        (b" " * 1_000_001, "the line is longer than"),
    ],
    ids=lambda value: value[:20] if isinstance(value, str) else None,
)
def test_what_is_no_claim_is_refused_with_what_is_wrong(text, message):
    with pytest.raises(UnusableLineError) as error:
        read_line(text)
    assert any(message in said for said in error.value.messages)


def test_everything_that_is_wrong_is_said():
    with pytest.raises(UnusableLineError) as error:
        read_line(line(speaker=[], rating={}, url="no"))
    assert len(error.value.messages) == 3


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"title": None, "url": "https://echo.example/1", "extra": 1},
        {"text": ""},
        {"text": 5},
        {"url": "ftp://echo.example"},
        {"url": ""},
        {"speaker": []},
        {"rating": True},
        {"text": None},
        {"summary": "x" * 20_001},
    ],
)
def test_the_published_schema_says_the_same(fields):
    try:
        read_line(line(**fields))
        is_read = True
    except UnusableLineError:
        is_read = False
    assert Draft202012Validator(SCHEMA).is_valid(json.loads(line(**fields))) is is_read


def test_the_schema_is_one():
    Draft202012Validator.check_schema(SCHEMA)


TOLD = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1).map(
    lambda text: " ".join(text.split()) or "x"
)


@given(text=TOLD, title=st.none() | TOLD, speaker=st.none() | TOLD, unknown=st.none() | st.just('{"a": [1]}'))
def test_a_claim_that_is_written_is_read_back(text, title, speaker, unknown):
    claim = others_claim(text=text, title=title, speaker=speaker, unknown=unknown, stems=added_stems(text))
    read = read_line(written_line(claim).encode())
    assert (read.text, read.values["title"], read.values["speaker"]) == (text, title, speaker)
    assert read.unknown_json == unknown


def test_claims_are_told_from_content_files():
    assert looks_like_claim(line())
    assert not looks_like_claim(b'{"claims": [{"text": "a"}]}\n')
    assert not looks_like_claim(b"claims:\n")
    assert not looks_like_claim(b"")
