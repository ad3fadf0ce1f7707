"""Languages told by their small words, and the stems that a text is found by besides its words."""

import pytest

from factually_app.domain.languages import WORD, told_language
from factually_app.domain.stems import added_stems, stem


def told(text):
    return told_language([word.lower() for word in WORD.findall(text)])


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The clock tower of Oddly Weir stopped in 1994.", "en"),
        ("Die Turmuhr von Oddly Weir ist 1994 stehen geblieben, und keiner sah es.", "de"),
        ("L'horloge de la tour s'est arrêtée en 1994.", "fr"),
        ("El reloj de la torre se paró en 1994.", "es"),
        ("L'orologio della torre si è fermato nel 1994.", "it"),
        ("De klok van de toren stond stil in 1994.", "nl"),
        ("O relógio da torre parou em 1994.", "pt"),
        ("Zegar na wieży zatrzymał się w 1994 roku.", "pl"),
        ("Часы на башне остановились в 1994 году.", "ru"),
        ("Годинник на вежі зупинився 1994 року.", "uk"),
        ("Häuser", "de"),
        ("башня", "ru"),
        ("Los Angeles", "en"),
        ("die in hospital", "en"),
        ("", "en"),
    ],
)
def test_a_language_is_told_by_its_small_words(text, language):
    assert told(text) == language


def test_what_a_record_says_of_its_language_comes_first():
    assert told_language(["the", "tower"], said="de-AT") == "de"
    assert told_language(["die", "uhr", "und", "der", "turm"], said="eo") == "en"
    assert told_language(["die", "uhr", "und", "der", "turm"], said="German") == "de"


def test_english_needs_no_stems_beside_those_of_the_index():
    assert added_stems("The towers of the houses were falling.") == ""


def test_other_languages_get_theirs_without_marks_and_only_where_they_differ():
    stems = added_stems("Die Häuser und der Turm der Stadt sind gefallen").split()
    assert "haus" in stems
    assert "turm" not in stems
    assert "haus" in added_stems("Die Häuser", said="de").split()


def test_what_is_no_word_stays_as_it_is():
    assert stem("x" * 100_000, "de") == "x" * 100_000
    assert stem("вежа", "uk") == "вежа"
