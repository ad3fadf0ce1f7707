"""Where claims and sources are used: how often, and in which articles, questions and claims."""

from dataclasses import dataclass
from enum import StrEnum


class UserKind(StrEnum):
    """What may use a record."""

    ARTICLE = "article"
    QUESTION = "question"
    CLAIM = "claim"

    @property
    def label(self) -> str:
        return {"article": "Check", "question": "Answer", "claim": "Claim"}[self.value]


@dataclass(frozen=True)
class Uses:
    """How many answers, checks and claims use a record."""

    answers: int = 0
    checks: int = 0
    claims: int = 0

    @property
    def words(self) -> str:
        """The uses in words: used in 2 answers, 1 check."""
        parts = [
            f"{number:,} {one if number == 1 else one + 's'}"
            for number, one in ((self.answers, "answer"), (self.checks, "check"), (self.claims, "claim"))
            if number
        ]
        return f"used in {', '.join(parts)}" if parts else "used nowhere"


@dataclass(frozen=True)
class User:
    """An article, question or claim that uses a record. `url` is None for what no reader opens.

    `is_written` says that the use stands in a working copy, not in what is live.
    """

    kind: UserKind
    id: str
    text: str
    status: str
    url: str | None
    is_written: bool = False
