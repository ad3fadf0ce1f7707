"""How like two texts are: by the telling words that they have in common."""

from dataclasses import dataclass
from functools import cached_property

from factually_app.domain.asked import asked_words
from factually_app.domain.languages import ENGLISH
from factually_app.domain.stems import stem, without_marks

LIKE = 0.5
"""The share from which two texts are offered as perhaps the same."""


@dataclass(frozen=True)
class Worded:
    """A text by its telling words."""

    text: str

    @cached_property
    def words(self) -> frozenset[str]:
        """The stems of its telling words: stop and stopped are one."""
        return frozenset(stem(without_marks(word.forms[-1]), ENGLISH) for word in asked_words(self.text))

    def likeness(self, other: "Worded") -> float:
        """Return the share of the telling words of both that they have in common, from 0 to 1."""
        of_both = self.words | other.words
        return len(self.words & other.words) / len(of_both) if of_both else 0.0
