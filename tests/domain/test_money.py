"""Money: minor units and a currency, in words and from them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factually_app.domain.money import Money


@pytest.mark.parametrize(
    ("money", "words"),
    [
        (Money(500, "USD"), "$5"),
        (Money(550, "USD"), "$5.50"),
        (Money(5, "USD"), "$0.05"),
        (Money(0, "EUR"), "€0"),
        (Money(123_456_700, "GBP"), "£1,234,567"),
        (Money(500, "JPY"), "¥500"),
        (Money(500, "CHF"), "5 CHF"),
        (Money(5500, "KWD"), "5.500 KWD"),
    ],
)
def test_words(money, words):
    assert money.words == words


@pytest.mark.parametrize(
    ("text", "currency", "minor"),
    [
        ("5", "USD", 500),
        ("5.5", "USD", 550),
        ("5.05", "USD", 505),
        ("0", "USD", 0),
        ("500", "JPY", 500),
        ("5.005", "KWD", 5005),
    ],
)
def test_reading(text, currency, minor):
    assert Money.parse(text, currency) == Money(minor, currency)


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        ("", "USD"),
        ("five", "USD"),
        ("-5", "USD"),
        ("5.", "USD"),
        (".5", "USD"),
        ("5.001", "USD"),
        ("5,00", "USD"),
        ("1e3", "USD"),
        ("٥", "USD"),
        ("1" * 13, "USD"),
        ("5.5", "JPY"),
    ],
)
def test_what_is_no_amount_is_refused(text, currency):
    with pytest.raises(ValueError, match=f"is not an amount of {currency} such as"):
        Money.parse(text, currency)


@given(st.integers(0, 10**12 - 1), st.sampled_from(["CHF", "JPY", "KWD"]))
def test_words_can_be_read_back(minor, currency):
    money = Money(minor, currency)
    text = money.words.strip("¥").removesuffix(f" {currency}").replace(",", "")
    assert Money.parse(text, currency) == money


@pytest.mark.parametrize(
    ("minor", "currency", "typed"),
    [(500, "USD", "5"), (550, "USD", "5.50"), (5, "JPY", "5"), (1001, "KWD", "1.001")],
)
def test_an_amount_is_typed_as_it_is_read(minor, currency, typed):
    assert Money(minor, currency).typed == typed
    assert Money.parse(typed, currency) == Money(minor, currency)
