"""What is there already is said before it is written twice, and keeps nobody from writing it"""

from dataclasses import replace

import pytest

from factually_app.domain.errors import FormError
from factually_app.domain.record import RecordStatus
from factually_app.domain.typed import TypedSource
from factually_app.operations.claims import add_claim, change_claim
from factually_app.operations.duplicates import Similar, similar_claims, similar_sources
from factually_app.operations.sources import add_source
from factually_app.store.engine import Engine
from factually_app.store.matching import find_matches
from factually_app.store.others_claims import put_others_claim
from tests.factories import Newsroom, others_claim
from tests.operations.records import a_claim, a_source, people


@pytest.fixture
def newsroom(engine: Engine) -> Newsroom:
    return Newsroom(engine)


def test_the_very_same_claim_needs_a_tick(engine: Engine) -> None:
    writer, *_ = people(engine)
    first = add_claim(engine, writer, a_claim())
    again = a_claim(text="the LADDER was  too short")
    with pytest.raises(FormError) as raised:
        add_claim(engine, writer, again)
    assert first.id in raised.value.problems["claim-text"]
    other = add_claim(engine, writer, replace(again, another=True))
    assert other.id != first.id


def test_a_claim_that_is_there_may_be_changed_without_a_tick(engine: Engine) -> None:
    writer, *_ = people(engine)
    add_claim(engine, writer, a_claim())
    second = add_claim(engine, writer, a_claim(another=True))
    changed = change_claim(engine, writer, second.id, a_claim(about="ladders"), seen=1)
    assert changed.version == 2


def test_what_is_much_like_it_is_shown_and_nothing_else(engine: Engine, newsroom: Newsroom) -> None:
    near = newsroom.claim("The clock tower stopped at noon on Monday.")
    newsroom.claim("The clock was sold to the brewer by the mayor of Upper Weir.")
    newsroom.claim("The clock tower stops at noon, Monday.", status=RecordStatus.RETIRED)
    found = similar_claims(engine, a_claim(text="On Monday the clock tower stopped at noon, at last."))
    assert found == Similar(None, (near,))
    assert similar_claims(engine, a_claim(text=near.text)).same == near
    assert similar_claims(engine, a_claim(text=near.text), but=near.id) == Similar()


@pytest.mark.parametrize("text", ["", "?", "\x00", '"NEAR(', "x" * 200_000])
def test_whatever_is_typed_is_like_nothing(engine: Engine, newsroom: Newsroom, text: str) -> None:
    newsroom.claim()
    assert similar_claims(engine, a_claim(text=text)) == Similar()
    assert similar_sources(engine, a_source(title=text, address=text)) == Similar()


def test_a_claim_of_another_newsroom_is_no_duplicate(engine: Engine) -> None:
    theirs = others_claim(text="The ladder was too short.")
    engine.commit([put_others_claim(theirs)])
    assert [match.id for match in find_matches(engine.reader(), theirs.text)] == [theirs.id]
    assert find_matches(engine.reader(), theirs.text, ours=True) == []
    assert similar_claims(engine, a_claim()) == Similar()
    writer, *_ = people(engine)
    add_claim(engine, writer, a_claim())


@pytest.mark.parametrize(
    "address",
    [
        "https://weir.example/minutes",
        "http://weir.example/minutes/",
        "https://www.weir.example/minutes#page=3",
        " https://weir.example/minutes ",
    ],
)
def test_a_source_is_known_by_its_address(engine: Engine, newsroom: Newsroom, address: str) -> None:
    source = newsroom.source()
    typed = TypedSource(title="Clock papers", publisher="The town", address=address)
    assert similar_sources(engine, typed).same == source
    writer, *_ = people(engine)
    with pytest.raises(FormError) as raised:
        add_source(engine, writer, typed)
    assert source.title in raised.value.problems["source-title"]
    assert add_source(engine, writer, replace(typed, another=True)).id != source.id


def test_a_source_is_known_by_title_publisher_and_date_together(engine: Engine, newsroom: Newsroom) -> None:
    source = newsroom.source()
    typed = TypedSource(
        title="minutes of the Clock Committee", publisher=source.publisher, published="1994-05"
    )
    assert similar_sources(engine, typed).same == source
    for other in (replace(typed, published="1995"), replace(typed, publisher="The mill")):
        assert similar_sources(engine, other) == Similar(None, (source,))


def test_another_page_of_the_same_site_is_another_source(engine: Engine, newsroom: Newsroom) -> None:
    newsroom.source()
    typed = a_source(address="https://weir.example/minutes/2")
    assert similar_sources(engine, typed) == Similar()
