"""How like two texts are"""

import pytest

from factually_app.domain.likeness import LIKE, Worded


@pytest.mark.parametrize(
    ("one", "other", "share"),
    [
        ("Who paid for the bridge?", "Who paid for the bridge?", 1.0),
        ("Did the clock stop?", "Has the clock stopped at noon?", 2 / 3),
        ("Who paid for the bridge?", "Why did the pigeons leave?", 0.0),
        ("", "", 0.0),
        ("the cat", "the catalogue", 0.0),
    ],
)
def test_it_is_the_share_of_the_telling_words_of_both(one: str, other: str, share: float) -> None:
    assert Worded(one).likeness(Worded(other)) == pytest.approx(share)


def test_half_is_like() -> None:
    assert Worded("clock bell tower").likeness(Worded("clock bell mill")) == LIKE
