"""Searching: ranked by how well things match, narrowed, counted, paged, and what may have been meant."""

from datetime import date
from typing import Any

import pytest

from factually_app.domain.article import ArticleStatus
from factually_app.domain.claim import ClaimKind
from factually_app.domain.dates import PartialDate
from factually_app.domain.marked import words_of
from factually_app.domain.match import MatchKind
from factually_app.domain.rating import Rating
from factually_app.domain.record import RecordStatus
from factually_app.domain.search import MOST_RANKED, PAGE_SIZE, Results, Search
from factually_app.domain.searched_record import Theirs
from factually_app.operations.searching import search
from factually_app.operations.suggesting import suggest
from factually_app.store.engine import Engine
from factually_app.store.others_claims import put_others_claim
from tests.factories import Newsroom, evidence, others_claim

BARE: dict[str, Any] = {"bodies": ["None."], "summary": "Short."}
"""An article that cites nothing."""


@pytest.fixture
def newsroom(engine: Engine) -> Newsroom:
    return Newsroom(engine)


def found(engine: Engine, text: str, **filters: object) -> Results:
    return search(engine, Search(text, **filters))  # type: ignore[arg-type]


def titles(results: Results) -> list[str]:
    return [result.record.title for result in results.items]


def test_all_kinds_are_in_one_list_with_their_counts(engine: Engine, newsroom: Newsroom) -> None:
    newsroom.claim("The bell cracked.")
    newsroom.claim("The bell rang.")
    newsroom.question("Who rang the bell?")
    newsroom.source("Register of the bell")
    newsroom.article(newsroom.topic(), "The bell never rang", cited=[newsroom.source(), newsroom.source("X")])
    results = found(engine, "bell")
    assert results.counts == {
        MatchKind.CLAIM: 2,
        MatchKind.QUESTION: 1,
        MatchKind.CHECK: 1,
        MatchKind.SOURCE: 1,
    }
    assert results.total == len(results.items) == 5
    assert {result.record.kind for result in results.items} == set(MatchKind)


def test_what_matches_best_stands_first_whatever_its_age_and_rating(
    engine: Engine, newsroom: Newsroom
) -> None:
    old = {"happened": PartialDate("1850"), "rating": Rating.NOT_SUPPORTED}
    new = {"happened": PartialDate("2026"), "rating": Rating.SUPPORTED}
    newsroom.claim("The bell of the mill cracked.", about="mill bell", **old)
    newsroom.claim("The mayor of the town heard a bell somewhere far away.", about="mayor", **new)
    results = found(engine, "mill bell")
    assert titles(results)[0] == "The bell of the mill cracked."
    narrowed = found(engine, "mill bell", since=date(1800, 1, 1))
    assert titles(narrowed) == titles(results)


def test_kinds_narrow_and_the_others_are_still_counted(engine: Engine, newsroom: Newsroom) -> None:
    newsroom.claim("The bell cracked.")
    newsroom.question("Who rang the bell?")
    results = found(engine, "bell", kinds=frozenset({MatchKind.QUESTION}))
    assert titles(results) == ["Who rang the bell?"]
    assert (results.total, results.found) == (1, 2)
    assert results.counts[MatchKind.CLAIM] == 1


def test_ratings_narrow_to_checks_and_claims(engine: Engine, newsroom: Newsroom) -> None:
    newsroom.claim("The bell cracked.", rating=Rating.DISPUTED)
    newsroom.claim("The bell rang.", rating=Rating.UNPROVEN)
    newsroom.claim("The bell was sold.", rating=Rating.SUPPORTED)
    newsroom.question("Who rang the bell?")
    newsroom.article(newsroom.topic(), "The bell never rang", rating=Rating.DISPUTED, **BARE)
    wanted = frozenset({Rating.DISPUTED, Rating.UNPROVEN})
    results = found(engine, "bell", ratings=wanted)
    assert set(titles(results)) == {"The bell cracked.", "The bell rang.", "The bell never rang"}
    assert results.undated == 0


@pytest.mark.parametrize(
    ("happened", "is_left"),
    [
        ("1994", True),
        ("1994-04", True),
        ("1994-05-01", True),
        ("1994-03", False),
        ("1990/1994-04-01", True),
        ("1995-01-01", False),
        ("1993/1996", True),
    ],
)
def test_a_date_counts_as_far_as_it_is_known(
    engine: Engine, newsroom: Newsroom, happened: str, is_left: bool
) -> None:
    newsroom.claim("The bell cracked.", happened=PartialDate(happened))
    results = found(engine, "bell", since=date(1994, 4, 1), until=date(1994, 12, 31))
    assert bool(results.items) is is_left
    assert results.undated == 0


def test_what_has_no_date_is_left_out_and_counted(engine: Engine, newsroom: Newsroom) -> None:
    newsroom.claim("The bell cracked.", happened=None)
    newsroom.claim("The bell rang.", happened=PartialDate("1994"))
    newsroom.question("Who rang the bell?")
    newsroom.source("Bell register", published=None)
    results = found(engine, "bell", since=date(1990, 1, 1))
    assert titles(results) == ["The bell rang."]
    assert results.undated == 3
    kinds = frozenset({MatchKind.CLAIM})
    assert found(engine, "bell", since=date(1990, 1, 1), kinds=kinds).undated == 1
    assert found(engine, "bell").undated == 0


def test_each_kind_goes_by_its_own_date(engine: Engine, newsroom: Newsroom) -> None:
    newsroom.source("Bell register", published=PartialDate("1901"))
    newsroom.article(newsroom.topic(), "The bell never rang", checked_on=date(2025, 6, 1), **BARE)
    newsroom.claim("The bell rang.", happened=PartialDate("1850"))
    for year, title in ((1901, "Bell register"), (2025, "The bell never rang"), (1850, "The bell rang.")):
        results = found(engine, "bell", since=date(year, 1, 1), until=date(year, 12, 31))
        assert titles(results) == [title]


def test_a_topic_holds_all_that_its_checks_lead_to(engine: Engine, newsroom: Newsroom) -> None:
    cited, bears = newsroom.source("Cited bell register"), newsroom.source("Bearing bell register")
    newsroom.source("Other bell register")
    rests = newsroom.claim("The bell cracked.")
    answers = newsroom.claim("The bell rang.", evidence(bears))
    deep = newsroom.claim("The bell was cast.")
    titled = newsroom.claim("The bell never rang.")
    newsroom.claim("Some other bell.")
    first = newsroom.question("Who rang the bell?", claims=[answers])
    newsroom.question("Who cast the bell?", claims=[deep], after=first)
    newsroom.question("What is a bell?")
    newsroom.article(
        newsroom.topic("bells"),
        "Bell lore",
        cited=[cited, bears],
        claims=[rests],
        questions=[first],
        claim_id=titled.id,
    )
    newsroom.article(newsroom.topic("trains"), "A bell on a train", status=ArticleStatus.PUBLISHED, **BARE)
    results = found(engine, "bell", topic="bells")
    assert set(titles(results)) == {
        "Bell lore",
        "Cited bell register",
        "Bearing bell register",
        "The bell cracked.",
        "The bell rang.",
        "The bell was cast.",
        "The bell never rang.",
        "Who rang the bell?",
        "Who cast the bell?",
    }
    assert titles(found(engine, "bell", topic="trains")) == ["A bell on a train"]
    assert found(engine, "bell", topic="nowhere").total == 0


def test_questions_that_lead_in_a_circle_are_no_trap(engine: Engine, newsroom: Newsroom) -> None:
    one = newsroom.question("Who rang the bell?")
    two = newsroom.question("When was the bell rung?", after=one)
    newsroom.lead(two, one)
    newsroom.article(newsroom.topic("bells"), "Lore", questions=[one], **BARE)
    assert found(engine, "bell", topic="bells").total == 2


def test_nothing_that_is_not_public_is_found(engine: Engine, newsroom: Newsroom) -> None:
    newsroom.claim("The bell cracked.", status=RecordStatus.DRAFT)
    newsroom.claim("The bell rang.", status=RecordStatus.RETIRED)
    newsroom.source("Bell register", status=RecordStatus.DRAFT)
    newsroom.article(newsroom.topic(), "A bell", status=ArticleStatus.DRAFT, **BARE)
    newsroom.article(newsroom.topic("b"), "B bell", status=ArticleStatus.WITHDRAWN, **BARE)
    results = found(engine, "bell")
    assert (results.total, results.found, results.suggestion) == (0, 0, None)


def test_pages_hold_every_result_once_in_one_order(engine: Engine, newsroom: Newsroom) -> None:
    for number in range(2 * PAGE_SIZE + 3):
        newsroom.claim(f"Bell number {number} rang.")
    pages = [found(engine, "bell", page=number) for number in (1, 2, 3, 4)]
    assert [len(page.items) for page in pages] == [PAGE_SIZE, PAGE_SIZE, 3, 0]
    assert [page.has_more for page in pages] == [True, True, False, False]
    everything = [result.record.id for page in pages for result in page.items]
    assert len(set(everything)) == len(everything) == pages[0].total == 2 * PAGE_SIZE + 3
    assert [r.record.id for r in found(engine, "bell", page=2).items] == everything[PAGE_SIZE : 2 * PAGE_SIZE]
    scores = [result.match.score for page in pages for result in page.items]
    assert scores == sorted(scores, reverse=True)


@pytest.mark.slow
def test_of_very_many_matches_the_best_are_taken_and_it_is_said(engine: Engine, newsroom: Newsroom) -> None:
    for number in range(MOST_RANKED + 5):
        newsroom.claim(f"Bell {number}.")
    newsroom.source(
        "A long register of every bell, of every tower, of every mill, of every town near the river"
    )
    results = found(engine, "bell")
    assert results.is_cut
    assert results.total == MOST_RANKED
    sources = found(engine, "bell", kinds=frozenset({MatchKind.SOURCE}))
    assert sources.total == sources.counts[MatchKind.SOURCE] == 1
    assert not sources.is_cut


def test_words_are_marked_in_title_and_text_and_no_other(engine: Engine, newsroom: Newsroom) -> None:
    claim = newsroom.claim("It stopped.")
    newsroom.question("Why did the bells stop?", answer=f"They stopped at noon {{{claim.id}}}.")
    (result, *_) = found(engine, "stopping bell", kinds=frozenset({MatchKind.QUESTION})).items
    assert [part.text for part in result.title if part.is_marked] == ["bells", "stop"]
    assert [part.text for part in result.about if part.is_marked] == ["stopped"]
    assert words_of(result.about) == "They stopped at noon."


def test_a_rating_of_what_was_said_is_never_of_its_truth(engine: Engine, newsroom: Newsroom) -> None:
    newsroom.claim("The mayor said the bell rang.", kind=ClaimKind.STATEMENT, rating=Rating.SUPPORTED)
    (result,) = found(engine, "bell").items
    assert result.record.rating_words == "Said, on record"


# ---- What may have been meant ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("comittee", "committee"),
        ("comitee minutes", "committee minutes"),
        ("clcok", "clock"),
        ("the CLOCC tower", "the clock tower"),
        ("minuets of the comitee", "minutes of the committee"),
        ("Cómmitee", "committee"),
    ],
)
def test_slips_are_held_against_words_that_are_there(
    engine: Engine, newsroom: Newsroom, typed: str, meant: str
) -> None:
    newsroom.source("Minutes of the clock committee")
    assert suggest(engine, typed, known=()) == meant
    assert found(engine, meant).total


@pytest.mark.parametrize(
    "typed", ["clock", "committees", "minut", "xylophone", "", "12", "the of", "a b c", "7777"]
)
def test_what_finds_something_or_is_near_nothing_is_left_as_it_is(
    engine: Engine, newsroom: Newsroom, typed: str
) -> None:
    newsroom.source("Minutes of the clock committee")
    assert suggest(engine, typed, known=()) is None


def test_no_word_of_a_draft_is_suggested(engine: Engine, newsroom: Newsroom) -> None:
    newsroom.claim("The carillon cracked.", status=RecordStatus.DRAFT)
    assert suggest(engine, "carilon", known=()) is None
    newsroom.question("What is a carillon?")
    assert suggest(engine, "carilon", known=()) == "carillon"


def test_a_suggestion_comes_with_what_the_other_words_found(engine: Engine, newsroom: Newsroom) -> None:
    newsroom.claim("The clock tower stopped.")
    results = found(engine, "tower stoped")
    assert results.total == 1
    assert results.suggestion == "tower stopped"
    assert found(engine, "tower stopped").suggestion is None


# ---- Claims of other newsrooms ---------------------------------------------------------------


def test_claims_of_others_are_found_as_theirs_and_have_no_rating_of_ours(engine: Engine) -> None:
    theirs = others_claim(
        text="The bell rang.", summary="Nobody heard it.", said_on="1994-05", address="https://echo.example/1"
    )
    engine.commit([put_others_claim(theirs)])
    (result,) = found(engine, "bell").items
    assert result.record.theirs == Theirs(
        "The Upper Weir Echo", "Not quite", "1994-05", "https://echo.example/1"
    )
    assert (result.record.url, result.record.rating, result.record.rating_words) == (theirs.url, None, None)
    assert found(engine, "bell", since=date(1994, 1, 1)).total == 1
    assert found(engine, "bell", until=date(1993, 1, 1)).total == 0
    assert found(engine, "bell", ratings=frozenset(Rating)).total == 0
    assert found(engine, "bell", topic="oddly-weir").total == 0
    assert suggest(engine, "nobdy herad", known=()) == "nobody heard"


@pytest.mark.parametrize("address", ["javascript://echo.example/%0aalert(1)", "data:text/html,x", "", None])
def test_of_their_addresses_only_those_of_the_web_become_links(engine: Engine, address: str | None) -> None:
    engine.commit([put_others_claim(others_claim(address=address, said_on="last spring"))])
    (result,) = found(engine, "bell").items
    assert result.record.theirs == Theirs("The Upper Weir Echo", "Not quite", "last spring", None)
    assert found(engine, "bell", since=date(1994, 1, 1)).undated == 1
