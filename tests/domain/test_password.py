"""Which passwords are the first to be guessed"""

import pytest

from factually_app.domain.password import weakness

WILLA = ("Willa Weir", "willa@weir.example")


@pytest.mark.parametrize(
    "password",
    [
        "passwordpassword",
        "PasswordPassword1!",
        "correct horse battery staple",
        "qwertyuiopasdfgh",
        "lkjhgfdsapoiuyt",
        "abcdefghijklmnop",
        "12345678901234567",
        "aaaaaaaaaaaaaaaaaa",
        "abcabcabcabcabcabc",
        "weir-clock weir-clock",
        "WillaWeirWillaWeir",
        "willa@weir.example",
        "willa weir 20262026",
        "Factually newsroom 2026",
    ],
)
def test_these_are_refused(password: str) -> None:
    assert weakness(password, about=WILLA)


@pytest.mark.parametrize(
    "password",
    [
        "ladder bell tower slow",
        "8472 9183 7461 5520 12",
        "Willa has a ladder and no bell",
        "x7#kQ2!mZ9$pL4&",
        "時計塔は一九九四年五月に止まった",
        "la cloche ne sonne plus",
    ],
)
def test_these_are_taken(password: str) -> None:
    assert weakness(password, about=WILLA) is None
