"""The matcher: what is found for a text, in which order, and why."""

import pytest

from factually_app.domain.article import ArticleStatus
from factually_app.domain.errors import BusyError
from factually_app.domain.match import MatchKind
from factually_app.domain.record import RecordStatus
from factually_app.store import matching
from factually_app.store.matching import find_matches
from factually_app.store.others_claims import others_claims_by_id, put_others_claim
from tests.factories import Newsroom, others_claim
from tests.hostile_queries import hostile_queries


@pytest.fixture
def newsroom(engine):
    return Newsroom(engine)


@pytest.fixture
def found(engine):
    def find(text, **how):
        return [match.id for match in find_matches(engine.reader(), text, **how)]

    return find


def test_the_record_that_holds_more_and_rarer_words_comes_first(newsroom, found):
    tower = newsroom.claim("The clock tower of Oddly Weir stopped.", about="")
    bells = newsroom.claim("The bells of Oddly Weir rang.", about="")
    for number in range(20):
        newsroom.claim(f"Oddly Weir has a bench number {number}.", about="")
    assert found("When did the clock tower of Oddly Weir stop?", limit=2)[0] == tower.id
    assert found("Oddly bells", limit=1) == [bells.id]


def test_other_forms_marks_and_capitals_do_not_matter(newsroom, found):
    claim = newsroom.claim("Pigeons were nesting in the café of the station.", about="")
    assert found("NEST") == found("pigeon") == found("cafe") == found("stations") == [claim.id]


def test_recency_and_rating_never_outrank_words(newsroom, found):
    best = newsroom.claim("The tower leans to the west.", about="", updated_at="1990-01-01T00:00:00+00:00")
    newsroom.claim("The tower stands.", about="stone stone stone", updated_at="2030-01-01T00:00:00+00:00")
    assert found("does the tower lean west")[0] == best.id


def test_every_kind_is_found_and_can_be_asked_for_alone(engine, newsroom, found):
    source = newsroom.source("Minutes")
    records = {
        MatchKind.CLAIM: newsroom.claim("The bell rang.", about="").id,
        MatchKind.QUESTION: newsroom.question("Who rang the bell?").id,
        MatchKind.CHECK: newsroom.article(newsroom.topic(), "The bell rang twice", cited=[source, source]).id,
        MatchKind.SOURCE: newsroom.source("Register of the bell").id,
    }
    matches = find_matches(engine.reader(), "bell")
    assert {match.kind: match.id for match in matches} == records
    for kind, id_ in records.items():
        assert found("bell", kinds=[kind]) == [id_]
    assert set(found("bell", kinds=[MatchKind.CLAIM, MatchKind.CHECK])) == {
        records[MatchKind.CLAIM],
        records[MatchKind.CHECK],
    }
    assert found("bell", kinds=[]) == []
    scores = [match.score for match in matches]
    assert scores == sorted(scores, reverse=True)
    assert all(score > 0 for score in scores)


def test_claims_of_others_are_claims_too(engine, newsroom):
    ours = newsroom.claim("The bell rang.", about="")
    theirs = others_claim(text="The bell of the town hall rang.", speaker="Mabel Thorne", title="A bell")
    engine.commit([put_others_claim(theirs)])
    db = engine.reader()
    assert {match.id for match in find_matches(db, "bell", kinds=[MatchKind.CLAIM])} == {ours.id, theirs.id}
    assert [match.id for match in find_matches(db, "Did Mabel Thorne say it?")] == [theirs.id]
    assert others_claims_by_id(db, [theirs.id, ours.id]) == {theirs.id: theirs}


def test_a_claim_of_others_that_changed_is_found_by_its_new_words_alone(engine, found):
    engine.commit([put_others_claim(others_claim(text="The bell rang."))])
    engine.commit([put_others_claim(others_claim(text="The clock struck."))])
    assert found("bell") == []
    assert found("clock") == [others_claim().id]


def test_drafts_are_for_the_newsroom_and_what_is_retired_for_nobody(newsroom, found):
    live = newsroom.claim("The bell rang.")
    draft = newsroom.claim("The bell sang.", status=RecordStatus.DRAFT)
    newsroom.claim("The bell cracked.", status=RecordStatus.RETIRED)
    topic, cited = newsroom.topic(), [newsroom.source("Minutes")] * 2
    newsroom.article(topic, "The bell was withdrawn", cited=cited, status=ArticleStatus.WITHDRAWN)
    written = newsroom.article(topic, "The bell is written about", cited=cited, status=ArticleStatus.DRAFT)
    assert found("bell") == [live.id]
    assert set(found("bell", drafts=True)) == {live.id, draft.id, written.id}


def test_a_crowd_of_retired_records_hides_none_that_stands(newsroom, found):
    standing = [newsroom.claim(f"A bell rang somewhere in the long year {n}.").id for n in range(3)]
    for number in range(60):
        newsroom.claim(f"Bell {number}.", about="bell", status=RecordStatus.RETIRED)
    assert set(found("bell", limit=3)) == set(standing)


def test_a_match_says_by_which_words_it_was_met_the_rarest_first(engine, newsroom):
    newsroom.claim("The clocks of the tower were stopped.", about="")
    newsroom.claim("The tower stands.", about="")
    (best, second) = find_matches(engine.reader(), "Did the TOWER's clock ever stop ringing?")
    assert best.words == ("clock", "stop", "TOWER")
    assert second.words == ("TOWER",)


def test_a_word_that_is_being_typed_may_be_unfinished(newsroom, found, engine):
    claim = newsroom.claim("The clock tower stopped.")
    assert found("tow") == []
    assert found("tow", typing=True) == [claim.id]
    assert find_matches(engine.reader(), "clock tow", typing=True)[0].words == ("clock", "tow")


def test_posts_are_matched_by_what_they_say(newsroom, found):
    claim = newsroom.claim("Mabel Thorne said that trains stopped the clock.", about="")
    newsroom.claim("The pigeons left.", about="")
    post = "RT @oddweir: “Slow trains did it” &amp; so 😀 #StopTheClock https://t.co/x pic.twitter.com/y"
    assert found(post) == [claim.id]
    assert found("Outrageous! — @MabelThorne") == [claim.id]


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Die Häuser am Wehr sind eingestürzt.", "Ist das Haus am Wehr wirklich eingestürzt?"),
        ("Alles wurde WEISS.", "Wurde alles weiß?"),
        ("Die Donaudampfschifffahrt wurde eingestellt.", "die Donaudampfschifffahrt"),
        ("Часы на башнях остановились в 1994 году.", "Когда остановилась башня?"),
        ("Годинник на вежі зупинився 1994 року.", "Чи зупинився годинник на вежі?"),
        ("Les horloges de la mairie se sont arrêtées.", "Est-ce que l'horloge est arretee à la mairie ?"),
        ("Los relojes de la torre se pararon.", "¿Se paró el reloj de la torre?"),
        ("Zegary na wieżach zatrzymały się.", "Czy zegar na wieży się zatrzymał?"),
        ("Đồng hồ trên tháp đã dừng.", "dong ho"),
    ],
)
def test_other_languages_are_matched_by_their_forms(newsroom, found, text, asked):
    claim = newsroom.claim(text, about="")
    newsroom.claim("The clock tower stopped.", about="")
    assert found(asked)[:1] == [claim.id]


def test_a_large_index_leaves_very_common_words_out_and_still_finds_them_alone(newsroom, found, monkeypatch):
    monkeypatch.setattr(matching, "_LARGE", 10)
    for number in range(20):
        newsroom.claim(f"Oddly Weir has bench {number}.", about="")
    rare = newsroom.claim("A pelican sat there.", about="")
    assert found("Did a pelican sit in Oddly Weir?") == [rare.id]
    assert len(found("Oddly", limit=50)) == 20


def test_what_takes_too_long_is_broken_off(engine, monkeypatch):
    monkeypatch.setattr(matching, "LONGEST_SECONDS", -1.0)
    engine.commit([put_others_claim(others_claim(ref=str(n), text="bell bell")) for n in range(3_000)])
    with pytest.raises(BusyError):
        find_matches(engine.reader(), "bell")


@pytest.mark.parametrize("text", ["", "  ", '"', "*", "\x00", "😀", "…", "@", "#", "-" * 100_000])
def test_what_holds_no_word_finds_nothing(newsroom, found, text):
    newsroom.claim("The bell rang.")
    assert found(text) == found(text, typing=True) == []


def test_hostile_texts_do_no_harm(engine, newsroom):
    newsroom.claim("The clock tower of Oddly Weir stopped in 1994.")
    db = engine.reader()
    for text in hostile_queries():
        for match in find_matches(db, text, typing=True):
            assert match.words
    assert len(find_matches(db, "clock")) == 1
