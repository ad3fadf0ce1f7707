"""A follow-up question: its text, and a short answer each sentence of which names its claims."""

import re
from dataclasses import dataclass
from functools import cached_property

from factually_app.domain.record import RecordStatus

# A mark in a short answer: {a1b2c3} or {a1b2c3, d4e5f6}, the claims that the sentence rests on.
CLAIM_MARK = re.compile(r"\s*\{([^{}]*)\}")

# Marks in a row are one, and take along what ends the stretch they close.
_MARKED = re.compile(r"(?P<marks>(?:\s*\{[^{}]*\})+)(?P<stop>[.,;:!?…]*)")


@dataclass(frozen=True)
class Sentence:
    """A stretch of a short answer and the ids of the claims it rests on."""

    text: str
    claim_ids: tuple[str, ...]


def sentences_of(short_answer: str) -> tuple[Sentence, ...]:
    """Split a short answer at its claim marks: each stretch with the claims named after it.

    The stop or comma that follows a mark belongs to the stretch before it, so that
    `It did {a1b2c3}. Later, it did not.` reads as two sentences, the first with a claim.
    """
    sentences: list[Sentence] = []
    start = 0
    for found in _MARKED.finditer(short_answer):
        text = short_answer[start : found.start()].strip() + found["stop"]
        ids = [id_ for mark in CLAIM_MARK.findall(found["marks"]) for id_ in claim_ids_in(mark)]
        sentences.append(Sentence(text, tuple(dict.fromkeys(ids))))
        start = found.end()
    if rest := short_answer[start:].strip():
        sentences.append(Sentence(rest, ()))
    return tuple(sentences)


def claim_ids_in(mark: str) -> tuple[str, ...]:
    """Return the ids between the braces of a mark."""
    return tuple(part.strip() for part in mark.split(",") if part.strip())


@dataclass(frozen=True)
class Question:
    """A follow-up question; its answer is its linked claims, in order."""

    id: str
    ref: str | None
    slug: str
    text: str
    short_answer: str
    version: int
    created_at: str
    updated_at: str
    status: RecordStatus = RecordStatus.LIVE

    @property
    def url(self) -> str:
        return f"/questions/{self.slug}-{self.id}"

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The short answer, sentence by sentence, each with the claims it rests on."""
        return sentences_of(self.short_answer)

    @property
    def plain_answer(self) -> str:
        """The short answer without its marks, for lists and descriptions."""
        return CLAIM_MARK.sub("", self.short_answer).strip()
