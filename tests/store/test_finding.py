"""Finding records by their words, and the index that finds them."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from factually_app.domain.record import RecordStatus
from factually_app.store.finding import find_records
from tests.factories import Newsroom


@pytest.fixture
def newsroom(engine):
    return Newsroom(engine)


def test_any_word_counts_and_the_last_may_be_unfinished(engine, newsroom):
    both = newsroom.claim("The clock tower stopped.")
    one = newsroom.claim("The tower leans.", about="masonry")
    newsroom.claim("The pigeons left.", about="birds")
    assert find_records(engine.reader(), "claim", "clock tow", limit=10) == [both.id, one.id]
    assert find_records(engine.reader(), "claim", "Clöck", limit=10) == [both.id]
    assert find_records(engine.reader(), "claim", "clock tower", limit=1) == [both.id]


def test_retired_records_are_not_offered_but_drafts_are(engine, newsroom):
    draft = newsroom.claim("The bell rang.", status=RecordStatus.DRAFT)
    retired = newsroom.claim("The bell cracked.", status=RecordStatus.RETIRED)
    assert find_records(engine.reader(), "claim", "bell", limit=9) == [draft.id]
    assert set(find_records(engine.reader(), "claim", "bell", limit=9, any_status=True)) == {
        draft.id,
        retired.id,
    }


def test_sources_and_questions_are_found_each_among_its_own(engine, newsroom):
    source = newsroom.source("Bell register", publisher="Bell Foundry")
    question = newsroom.question("Who rang the bell?")
    assert find_records(engine.reader(), "source", "foundry", limit=9) == [source.id]
    assert find_records(engine.reader(), "question", "bell", limit=9) == [question.id]


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "   ",
        '"',
        "*",
        "a AND",
        "NEAR(",
        "words:",
        "^",
        "-",
        "\x00",
        "\ud800",
        "x" * 100_000,
        "(" * 100_000,
        '" OR 1=1 --',
        "NOT",
        "{q z}",
        "col : x",
        "_",
        "é\u0301" * 500,
        "'; DROP TABLE claims;",
    ],
    ids=lambda typed: ascii(typed[:12]),
)
def test_hostile_words_do_no_harm(engine, newsroom, typed):
    newsroom.claim("The bell rang.")
    assert find_records(engine.reader(), "claim", typed, limit=9) == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)
@given(st.text())
def test_no_text_upsets_it(engine, typed):
    find_records(engine.reader(), "claim", typed, limit=3)
