"""A match: a record that what somebody asked or claimed is about, and the words that say so."""

from dataclasses import dataclass
from enum import StrEnum


class MatchKind(StrEnum):
    """What can be matched. A check is a published article; claims are ours and those of other newsrooms."""

    CLAIM = "claim"
    QUESTION = "question"
    CHECK = "check"
    SOURCE = "source"


@dataclass(frozen=True)
class Match:
    """A record found. `score` is greater for a better match and means nothing outside of one answer.

    `words` are the asker's own that met the record, as they were typed, the rarest first.
    """

    kind: MatchKind
    id: str
    score: float
    words: tuple[str, ...]
