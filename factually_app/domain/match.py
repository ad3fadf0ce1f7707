"""A match: a record that fits what somebody asked, and the words by which it does."""

from dataclasses import dataclass
from enum import StrEnum


class MatchKind(StrEnum):
    """What may be found."""

    CLAIM = "claim"
    QUESTION = "question"
    CHECK = "check"
    SOURCE = "source"


@dataclass(frozen=True)
class Match:
    """`score`: greater is better, comparable inside one answer only. `words`: the asker's own that met."""

    kind: MatchKind
    id: str
    score: float
    words: tuple[str, ...]
