"""What somebody is about to give: every spelling of an amount."""

import pytest

from factually_app.domain.gift import Gift, GiftError, Rhythm, suggested_gifts


@pytest.mark.parametrize(
    ("text", "currency", "words"),
    [
        ("5", "USD", "$5 once"),
        ("5.50", "USD", "$5.50 once"),
        (" $5 ", "USD", "$5 once"),
        ("5 USD", "USD", "$5 once"),
        ("10000", "EUR", "€10,000 once"),
        ("500", "JPY", "¥500 once"),
        ("1000000", "JPY", "¥1,000,000 once"),
        ("5", "CHF", "5 CHF once"),
        ("1.250", "KWD", "1.250 KWD once"),
    ],
)
def test_an_amount_as_people_write_it(text: str, currency: str, words: str) -> None:
    assert Gift.parse(text, "once", currency).words == words


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        ("", "USD"),
        ("five", "USD"),
        ("5,50", "USD"),
        ("1e3", "USD"),
        ("٥", "USD"),
        ("5.5", "JPY"),
        ("0", "USD"),
        ("0.99", "USD"),
        ("10000.01", "USD"),
        ("99", "JPY"),
        ("-1", "USD"),
        ("5\x00", "USD"),
        ("9" * 5000, "USD"),
    ],
)
def test_what_is_no_amount_has_a_sentence(text: str, currency: str) -> None:
    with pytest.raises(GiftError, match=r"\.$"):
        Gift.parse(text, "once", currency)


def test_how_often_is_one_of_two() -> None:
    assert Gift.parse("5", "monthly", "USD").rhythm is Rhythm.MONTHLY
    with pytest.raises(GiftError, match="once or every month"):
        Gift.parse("5", "weekly", "USD")


@pytest.mark.parametrize(("currency", "first"), [("USD", "5"), ("JPY", "500"), ("KWD", "5")])
def test_what_is_suggested_can_be_given(currency: str, first: str) -> None:
    suggested = suggested_gifts(currency)
    assert suggested[0][0] == first
    for typed, money in suggested:
        assert Gift.parse(typed, "once", currency).money == money
