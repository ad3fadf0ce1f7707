"""Words marked in texts, other forms of them too."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factually_app.domain.marked import Marked, words_of
from factually_app.store.marking import mark_words


def shown(marked: Marked) -> str:
    return "".join(f"[{part.text}]" if part.is_marked else part.text for part in marked)


def test_other_forms_of_a_word_are_marked_too() -> None:
    ((title, about),) = mark_words([("It stopped. Stopping stops.", "Why the clock stops")], ["stop"])
    assert shown(title) == "It [stopped]. [Stopping] [stops]."
    assert shown(about) == "Why the clock [stops]"


def test_case_and_accents_do_not_count_and_are_kept() -> None:
    ((title, _),) = mark_words([("The Café of ODDLY Weir", "")], ["cafe", "oddly"])
    assert shown(title) == "The [Café] of [ODDLY] Weir"


def test_an_unfinished_word_marks_the_whole_of_what_it_begins() -> None:
    ((title, _),) = mark_words([("The clock tower", "")], ["clock"], unfinished="tow")
    assert shown(title) == "The [clock] [tower]"
    ((title, _),) = mark_words([("The clock tower", "")], ["tow"])
    assert shown(title) == "The clock tower"


def test_of_a_long_text_the_part_with_the_words_is_shown() -> None:
    long = "Pigeons sat there. " * 200 + "Then the bell rang. " + "Pigeons flew. " * 200
    ((_, about),) = mark_words([("A title", long)], ["bell"])
    text = shown(about)
    assert "Then the [bell] rang." in text
    assert text.startswith("…")
    assert text.endswith("…")
    assert len(text.split()) <= 42


def test_where_no_word_is_met_the_beginning_is_shown_and_nothing_marked() -> None:
    texts = [("The clock", "bell " * 100), ("The tower", "short")]
    first, second = mark_words(texts, ["pigeon"])
    assert shown(first[0]) == "The clock"
    assert shown(first[1]) == "bell " * 39 + "bell…"
    assert shown(second[1]) == "short"
    assert mark_words(texts, []) == [first, second]
    assert mark_words([], ["clock"]) == []


@pytest.mark.parametrize(
    "word", ['"', "'", "*", "title:clock", "NEAR(a b)", "-", "\x00", "\x02clock\x03", "😀"]
)
def test_nothing_is_taken_for_the_syntax_of_the_index(word: str) -> None:
    ((title, _),) = mark_words([("It is \x02plain\x03 and no clock title", "a b")], [word], unfinished=word)
    assert words_of(title) == "It is  plain  and no clock title"


@given(st.text(max_size=200), st.lists(st.text(max_size=20), max_size=5), st.text(max_size=10))
def test_marking_changes_no_text(text: str, words: list[str], unfinished: str) -> None:
    ((title, _),) = mark_words([(text, text)], words, unfinished=unfinished)
    assert words_of(title) == re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", " ", text)
