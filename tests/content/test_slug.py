"""factually_app.content.slug"""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factually_app.content.slug import LONGEST, slugify


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Birds stopped the clock tower", "birds-stopped-the-clock-tower"),
        ("  Who PAYS—and why?  ", "who-pays-and-why"),
        ("Ёжик в тумане", "ezhik-v-tumane"),
        ("Überall Äpfel", "uberall-apfel"),
        ("1984", "1984"),
        ("https://oddly-weir.example/tower", "https-oddly-weir-example-tower"),
    ],
)
def test_words_become_lower_case_ascii_joined_by_hyphens(text, slug):
    assert slugify(text, fallback="check") == slug


@pytest.mark.parametrize("text", ["", "???", " \n", "—", "🕰", "\ud800"])
def test_text_without_words_gets_the_fallback(text):
    assert slugify(text, fallback="check") == "check"


def test_long_text_is_cut_after_the_last_word_that_fits():
    assert slugify("tower " * 40, fallback="x") == "-".join(["tower"] * 10)
    assert slugify(f"a {'b' * 70} c", fallback="x") == "a"


def test_one_endless_word_is_cut_too():
    assert slugify("w" * 99, fallback="x") == "w" * LONGEST


@settings(deadline=None, max_examples=150)
@given(st.text())
def test_any_text_gives_an_address(text):
    slug = slugify(text, fallback="check")
    assert re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", slug)
    assert len(slug) <= LONGEST
