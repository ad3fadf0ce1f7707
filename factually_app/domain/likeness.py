"""How like two texts are: by the telling words that they have in common."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from factually_app.domain.telling import telling_words

LIKE = 0.5
"""The share from which two texts are offered as perhaps the same."""
_MOST_WORDS = 40
_SHORTEST_STEM = 4


@dataclass(frozen=True)
class Worded:
    """A text by its telling words."""

    text: str

    @cached_property
    def words(self) -> Sequence[str]:
        return telling_words(self.text, most=_MOST_WORDS).split()

    def likeness(self, other: "Worded") -> float:
        """Return the share of the telling words of both that they have in common, from 0 to 1.

        Two words are one where the longer begins with the shorter and that has four letters: stop, stopped.
        """
        common = sum(any(_same(word, each) for each in other.words) for word in self.words)
        all_of_them = len(self.words) + len(other.words) - common
        return common / all_of_them if all_of_them > 0 else 0.0


def _same(one: str, other: str) -> bool:
    if one == other:
        return True
    short, long = (one, other) if len(one) < len(other) else (other, one)
    return len(short) >= _SHORTEST_STEM and long.startswith(short)
