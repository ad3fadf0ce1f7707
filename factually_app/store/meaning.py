"""What the matcher needs of the extra `[semantic]`: texts that are close in meaning, whatever their words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from sqlite_utils import Database

Ranges = Sequence[tuple[int, int]]
"""Numbers in the index from the first to the last of each pair, both included."""


@dataclass(frozen=True)
class Close:
    """A number in the index, and the cosine of the angle between its text and what was asked."""

    number: int
    closeness: float


class Near(Protocol):
    """What one text is close to."""

    def closest(self, ranges: Ranges, most: int) -> list[Close]:
        """Return at most so many of these numbers, the closest first; none that is not close at all."""
        ...


class Meaning(Protocol):
    """Knows which texts mean nearly the same."""

    def near(self, db: Database, text: str) -> Near | None:
        """Return what a text is close to; None for one that is not understood, being not English."""
        ...
