"""A letter: what a reader wrote to the newsroom, a question or the report of an error."""

from dataclasses import dataclass
from enum import StrEnum

from factually_app.domain.correction import Correction
from factually_app.domain.question import Question


class LetterKind(StrEnum):
    """What a reader wants: an answer, or that something is put right."""

    QUESTION = "question"
    REPORT = "report"

    @property
    def path(self) -> str:
        """Where whoever wrote it follows it, before the token."""
        return "/asked" if self is LetterKind.QUESTION else "/report"


class LetterState(StrEnum):
    """Where a letter stands; `merged` follows another one, `spam` is looked at no more."""

    NEW = "new"
    PLANNED = "planned"
    ANSWERED = "answered"
    DECLINED = "declined"
    MERGED = "merged"
    SPAM = "spam"

    @property
    def label(self) -> str:
        return self.value.capitalize()

    @property
    def is_open(self) -> bool:
        """Say whether the newsroom still has to say something."""
        return self in (LetterState.NEW, LetterState.PLANNED)


@dataclass(frozen=True)
class Letter:
    """What was written, and what became of it. Nothing of who wrote it is kept.

    `digest` is of the token with which the writer follows it; `text_key` is the same for letters
    that ask the same. `passage` is what a report is about, `page` the path where that stands.
    """

    id: str
    digest: str
    kind: LetterKind
    text: str
    text_key: str
    passage: str | None
    page: str | None
    article_id: str | None
    state: LetterState
    reason: str | None
    merged_into: str | None
    question_id: str | None
    correction_id: str | None
    version: int
    sent_at: str
    updated_at: str


@dataclass(frozen=True)
class ListedLetter:
    """A letter in the queue. `alike` counts the letters merged into it.

    `stands` is its state as readers see it: a planned one is answered as soon as its question is published.
    """

    letter: Letter
    stands: LetterState
    alike: int


@dataclass(frozen=True)
class FollowedLetter:
    """A letter as whoever wrote it follows it: their own, the one that stands for it, and what it led to."""

    own: Letter
    head: ListedLetter
    question: Question | None
    correction: Correction | None

    @property
    def stands(self) -> LetterState:
        return self.head.stands

    @property
    def is_gathered(self) -> bool:
        """Say whether another letter stands for this one."""
        return self.head.letter.id != self.own.id
