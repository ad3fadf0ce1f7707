"""A match: a record that what somebody asked or claimed is about, and the words that say so."""

from dataclasses import dataclass
from enum import StrEnum


class MatchKind(StrEnum):
    """What can be matched. A check is a published article; claims are ours and those of other newsrooms."""

    CLAIM = "claim"
    QUESTION = "question"
    CHECK = "check"
    SOURCE = "source"


MEANS_THE_SAME = 0.6
"""Closeness from which on the nearest record is what was asked for, four times in five: docs/matching.md."""


@dataclass(frozen=True)
class Match:
    """A record found. `score` is greater for a better match and means nothing outside of one answer.

    `words` are the asker's own that met the record, as they were typed, the rarest first. `closeness` is the
    cosine between what both mean, where that was looked at and is not far off; see docs/matching.md.
    """

    kind: MatchKind
    id: str
    score: float
    words: tuple[str, ...]
    closeness: float | None = None

    @property
    def is_by_meaning(self) -> bool:
        """Say whether its meaning alone is why it was found."""
        return self.closeness is not None and not self.words

    @property
    def means_the_same(self) -> bool:
        """Say whether it is so close in meaning that it fits whatever its words."""
        return self.closeness is not None and self.closeness >= MEANS_THE_SAME
