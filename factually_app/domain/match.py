"""A match: a record that meets what somebody asks, with how well, and by which of their words."""

from dataclasses import dataclass
from enum import StrEnum


class MatchKind(StrEnum):
    """What can be found."""

    CLAIM = "claim"
    QUESTION = "question"
    CHECK = "check"
    SOURCE = "source"


ALL_KINDS = frozenset(MatchKind)


@dataclass(frozen=True)
class Match:
    """`score` is greater where it is better, and comparable inside one answer only.

    `words` are the asker's own words that met this record, as typed, rarest first.
    """

    kind: MatchKind
    id: str
    score: float
    words: tuple[str, ...]
