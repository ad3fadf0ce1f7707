"""Letters that perhaps ask the same in other words: offered to be merged, never merged by themselves."""

from collections.abc import Sequence

from factually_app.domain.letter import Letter
from factually_app.domain.likeness import LIKE, Worded

MOST_OFFERED = 5


def near_letters(letter: Letter, others: Sequence[Letter], *, most: int = MOST_OFFERED) -> list[Letter]:
    """Return those of the others that are most like a letter, the likest first."""
    own = Worded(letter.text)
    found = [(own.likeness(Worded(other.text)), other) for other in others]
    likest = sorted((pair for pair in found if pair[0] >= LIKE), key=lambda pair: -pair[0])
    return [other for _, other in likest[:most]]
