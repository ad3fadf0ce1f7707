"""Which texts are taken for English with some reason."""

import pytest

from factually_app.domain.languages import is_english


@pytest.mark.parametrize(
    ("text", "said", "is_it"),
    [
        ("The clock stopped.", "", True),
        ("The clock stopped.", "en-GB", True),
        ("The clock stopped.", "de", False),
        ("The clock stopped.", "tr", False),
        ("clock", "", True),
        ("Mabel Thorne goat", "", True),
        ("Ist das Haus am Wehr wirklich eingestürzt?", "", False),
        ("Часы остановились", "", False),
        ("時計塔は止まった", "", False),
        ("Goats 時計塔は 止まった 山羊", "", False),
        (
            "Saat kulesi iki mayısta durdu, belediye nedenini bulamadı, halk yavaş trenleri suçladı gene",
            "",
            False,
        ),
        ("", "", True),
    ],
)
def test_english_is_what_says_so_or_sounds_so(text: str, said: str, is_it: bool) -> None:
    assert is_english(text, said=said) is is_it
