"""The matcher with meanings: what is found by words and what is close, as one ranking."""

import pytest

from factually_app.domain.match import MatchKind
from factually_app.domain.record import RecordStatus
from factually_app.store.matching import find_matches
from factually_app.store.others_claims import put_others_claim
from tests.factories import Newsroom, others_claim
from tests.meanings import StatedMeaning

ASKED = "Who halted the timepiece?"


@pytest.fixture
def newsroom(engine):
    return Newsroom(engine)


def test_what_shares_no_word_is_found_by_its_meaning_and_says_so(engine, newsroom):
    claim = newsroom.claim("The clock tower stopped.", about="")
    meaning = StatedMeaning({ASKED: {claim.id: 0.7}})
    assert find_matches(engine.reader(), ASKED) == []
    (match,) = find_matches(engine.reader(), ASKED, meaning=meaning)
    assert (match.id, match.words, match.closeness) == (claim.id, (), 0.7)
    assert match.means_the_same
    assert match.is_by_meaning


def test_what_stands_high_in_both_rankings_comes_first(engine, newsroom):
    words = newsroom.claim("Who halted the timepiece is what Mabel Thorne asked.", about="")
    both = newsroom.claim("The timepiece was halted by pigeons.", about="")
    close = newsroom.claim("The clock tower stopped.", about="")
    meaning = StatedMeaning({ASKED: {close.id: 0.9, both.id: 0.8}})
    found = find_matches(engine.reader(), ASKED, meaning=meaning)
    assert found[0].id == both.id
    assert {match.id: match.closeness for match in found} == {words.id: None, both.id: 0.8, close.id: 0.9}
    scores = [match.score for match in found]
    assert scores == sorted(scores, reverse=True)
    assert found[0].words == ("halted", "timepiece")
    assert [match.id for match in found if match.is_by_meaning] == [close.id]


def test_who_has_no_meanings_gets_what_there_was_without_them(engine, newsroom):
    for number in range(30):
        newsroom.claim(f"The clock tower of Oddly Weir has bench number {number}.", about="clock")
    db, text = engine.reader(), "the clock tower of Oddly Weir"
    assert find_matches(db, text, meaning=StatedMeaning({})) == find_matches(db, text)


@pytest.mark.parametrize("text", ["clock", "the clock", "…", ""])
def test_one_word_alone_is_looked_up_and_nothing_is_read_into_it(engine, newsroom, text):
    newsroom.claim("The clock tower stopped.", about="")
    meaning = StatedMeaning({})
    find_matches(engine.reader(), text, meaning=meaning)
    assert meaning.asked == []


def test_kinds_drafts_and_what_is_retired_are_kept_to(engine, newsroom):
    draft = newsroom.claim("The clock stopped.", about="", status=RecordStatus.DRAFT)
    retired = newsroom.claim("The bell cracked.", about="", status=RecordStatus.RETIRED)
    question = newsroom.question("When did it stop?")
    theirs = others_claim(text="A bell rang.")
    engine.commit([put_others_claim(theirs)])
    ids = [draft.id, retired.id, question.id, theirs.id]
    meaning = StatedMeaning({ASKED: dict.fromkeys(ids, 0.5)})

    def found(**how):
        return {match.id for match in find_matches(engine.reader(), ASKED, meaning=meaning, **how)}

    assert found() == {question.id, theirs.id}
    assert found(drafts=True) == {draft.id, question.id, theirs.id}
    assert found(kinds=[MatchKind.CLAIM]) == {theirs.id}
    assert found(ours=True) == {question.id}
    assert found(kinds=[]) == found(limit=0) == set()
    assert len(find_matches(engine.reader(), ASKED, meaning=meaning, limit=1)) == 1


def test_a_crowd_of_retired_records_hides_none_that_stands(engine, newsroom):
    standing = newsroom.claim("The clock stopped.", about="")
    crowd = [newsroom.claim(f"Bell {n}.", about="", status=RecordStatus.RETIRED) for n in range(120)]
    closeness = {**dict.fromkeys((claim.id for claim in crowd), 0.9), standing.id: 0.5}
    found = find_matches(engine.reader(), ASKED, limit=3, meaning=StatedMeaning({ASKED: closeness}))
    assert [match.id for match in found] == [standing.id]
