"""Reading what was asked: posts and pasted claims become words, and nothing else."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factually_app.domain.asked import MOST_WORDS, READ, asked_words
from tests.hostile_queries import hostile_queries


def words(text, **how):
    return " ".join(word.typed for word in asked_words(text, **how))


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("The tower fell https://t.co/a1B2c3", "tower fell"),
        ("The tower fell pic.twitter.com/XyZ12", "tower fell"),
        ("see www.weir.example/clock?x=1 and weir.example/clock", "see"),
        ("Tower https://t…", "Tower"),
        ("weir &amp; tower &quot;fell&quot; it&amp;#39;s", "weir tower fell"),
        ("RT @OddlyWeir: The tower fell", "OddlyWeir Oddly Weir tower fell"),
        ("@BarackObama said", "BarackObama Barack Obama said"),
        ("#StopTheSteal", "StopTheSteal Stop Steal"),
        ("#slowtrains #Weir2024 #slow_trains", "slowtrains Weir2024 Weir 2024 slow trains"),
        ("@CNNPolitics #MAGARally", "CNNPolitics CNN Politics MAGARally MAGA Rally"),
        ("“The mayor’s tower” – ‘fell’ 😀🇺🇸", "mayor tower fell"),
        ("𝐓𝐨𝐰𝐞𝐫 fell", "Tower fell"),
        (
            "The clock stopped! — Mabel K. Thorne (@realMabelThorne) November 5, 2020",
            "clock stopped Mabel Thorne realMabelThorne real November 2020",
        ),
        ("5G masts in 1994", "5G masts 1994"),
        ("tower Tower TOWER", "tower"),
        ("who are you", "who are you"),
        ("cafe\u0301 cafés", "café cafés"),
        ("don't", "don"),
        ("", ""),
        (" \t\n", ""),
        ("!?", ""),
        ("😀", ""),
        ("\x00", ""),
    ],
)
def test_a_post_is_read_as_its_words(text, read):
    assert words(text) == read


def test_a_word_that_is_being_typed_counts_even_if_it_is_a_stop_word():
    (clock, the) = asked_words("clock the", typing=True)
    assert (clock.is_unfinished, the.typed, the.is_unfinished) == (False, "the", True)
    assert words("clock the ", typing=True) == "clock"
    assert not any(word.is_unfinished for word in asked_words("clock tow"))


def test_stop_words_are_those_of_the_language_that_is_asked_in():
    assert words("Wann ist die Uhr am Turm gefallen?") == "Uhr Turm gefallen"
    assert words("Did they die in the tower war?") == "die tower war"
    assert words("Когда упала башня на площади?") == "упала башня площади"
    assert words("Чи впала вежа на площі?") == "впала вежа площі"


def test_words_of_other_languages_are_looked_for_by_their_stems_too():
    forms = {word.typed: word.forms for word in asked_words("Wann sind die Häuser der Stadt gefallen?")}
    assert forms["Häuser"] == ("häuser", "haus")
    assert forms["Stadt"] == ("stadt",)
    assert all(len(word.forms) == 1 for word in asked_words("When did the houses of the town fall?"))


def test_no_more_is_read_than_any_claim_needs():
    assert words("a" * READ + " tower") == "a" * READ
    assert len(asked_words(" ".join(f"w{n}" for n in range(1_000)))) == MOST_WORDS


@given(st.text())
def test_every_text_can_be_read(text):
    for word in asked_words(text, typing=True):
        assert word.typed
        assert all(form.isalnum() or not form.isascii() for form in word.forms)


def test_hostile_texts_are_read_in_no_time():
    started = time.process_time()
    for query in hostile_queries():
        asked_words(query)
    assert time.process_time() - started < 10
