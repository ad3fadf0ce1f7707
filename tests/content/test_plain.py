"""factually_app.content.plain"""

import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factually_app.content.plain import find_unreadable, gathering_key, plain_text, same_question_key
from factually_app.domain.errors import UnreadableTextError


def test_line_ends_become_newlines_and_the_byte_order_mark_goes():
    assert plain_text("\ufeffa\r\nb\rc\n", limit=99) == "a\nb\nc\n"


def test_letters_are_composed():
    assert plain_text("Cafe\u0301", limit=99) == "Café"


def test_tab_newline_and_private_use_characters_stay():
    assert plain_text("a\tb\n\ue000", limit=99) == "a\tb\n\ue000"


@pytest.mark.parametrize("char", ["\0", "\x01", "\x0b", "\x0c", "\x1b", "\x7f", "\x85", "\ud800", "\ufffe"])
def test_what_no_text_may_hold_is_refused_with_its_line(char):
    with pytest.raises(UnreadableTextError, match=rf"line 2 holds .* U\+{ord(char):04X}"):
        plain_text(f"fine\nnot {char} fine", limit=99)


def test_text_up_to_the_limit_is_taken_and_no_longer():
    assert plain_text("abc", limit=3) == "abc"
    with pytest.raises(UnreadableTextError, match="4 characters long; 3 is the most"):
        plain_text("abcd", limit=3)


def test_a_pile_of_accents_is_refused_before_it_costs_time():
    start = time.process_time()
    with pytest.raises(UnreadableTextError, match="accents"):
        plain_text("a" + "\u0301\u0316" * 40_000, limit=100_000)
    assert time.process_time() - start < 0.5


def test_find_unreadable_finds_nothing_in_plain_text():
    assert find_unreadable("Ein Turm,\n\tzwei Dohlen") is None


@settings(deadline=None, max_examples=150)
@given(st.text())
def test_plain_text_is_composed_and_stays_as_it_is(text):
    try:
        plain = plain_text(text, limit=1000)
    except UnreadableTextError:
        return
    assert unicodedata.is_normalized("NFC", plain)
    assert plain_text(plain.removeprefix("\ufeff"), limit=1000) == plain.removeprefix("\ufeff")


@pytest.mark.parametrize(
    "other",
    [
        "Did Oddly Weir's full-scale clock stop in 1,984?",
        "did oddly weir’s full–scale clock stop in 1984",
        "  Did Oddly\u00a0Weir`s FULL SCALE clock\nstop in 1,984 ?!",
        "“Did Oddly Weir´s full—scale clock stop in 1,984?”",
        "Did Oddly Weir's full\u2010scale clock stop in １９８４？",
    ],
)
def test_case_punctuation_and_spacing_make_no_other_question(other):
    assert same_question_key(other) == "did oddly weirs full scale clock stop in 1984"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Who paid?", "Who pays?"),
        ("Is it 5 < 6?", "Is it 5 > 6?"),
        ("Heron/jackdaw?", "Heronjackdaw?"),
        ("???", "!!!"),
        ("Wer zahlte?", "Кто платил?"),
    ],
)
def test_other_words_make_another_question(one, other):
    assert same_question_key(one) != same_question_key(other)


@settings(deadline=None, max_examples=150)
@given(st.lists(st.text("abcÄß𝔘éσς1", min_size=1), min_size=1, max_size=6))
def test_the_key_does_not_depend_on_how_the_words_are_set(words):
    assert same_question_key(" ".join(words)) == same_question_key(
        "“" + ",\n ".join(word.upper().lower() for word in words) + "”?"
    ) or any(word != word.upper().lower() for word in words)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Did the clock stop?", "did clock STOP"),
        ("Is it so that the clock stopped on Monday?", "Is it so the clock stopped Monday"),
        ("Who paid for that?", "Please, who paid for this?"),
    ],
)
def test_letters_are_gathered_without_the_words_that_add_nothing(one, other):
    assert gathering_key(one) == gathering_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("When did it stop?", "Why did it stop?"),
        ("Is it open?", "Is it not open?"),
        ("Is it open?", "Was it open?"),
        ("Trains to Weir", "Trains from Weir"),
        ("Before the war", "After the war"),
        ("The", "?"),
    ],
)
def test_what_turns_a_question_keeps_letters_apart(one, other):
    assert gathering_key(one) != gathering_key(other)


@given(st.text())
def test_a_letter_has_a_key_unless_it_has_no_text(text):
    assert bool(gathering_key(text)) == bool(text.strip())
