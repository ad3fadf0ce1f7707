"""Drafts: what is being written of an article or a question, which may still be unfinished."""

from dataclasses import dataclass


@dataclass(frozen=True)
class DraftSection:
    """A section as it is being written; `body` is Markdown."""

    heading: str = ""
    subtitle: str = ""
    body: str = ""
    claim_ids: tuple[str, ...] = ()


@dataclass(frozen=True)
class DraftSource:
    """What `[number]` is to stand for; `source_id` is None while it is still to be named."""

    number: int
    source_id: str | None = None
    locator: str = ""
    quote: str = ""
    note: str = ""
    checked: bool = False


@dataclass(frozen=True)
class ArticleDraft:
    """An article as it is being written. `topic` is a slug, `checked_on` a day as typed."""

    title: str = ""
    slug: str = ""
    topic: str = ""
    claim_id: str | None = None
    rating: str = ""
    rating_reason: str = ""
    checked_on: str = ""
    language: str = "en"
    summary: str = ""
    unnamed_accepted: bool = False
    sections: tuple[DraftSection, ...] = ()
    sources: tuple[DraftSource, ...] = ()
    question_ids: tuple[str, ...] = ()


@dataclass(frozen=True)
class QuestionDraft:
    """A question as it is being written; the marks in its short answer name claims by id."""

    text: str = ""
    short_answer: str = ""
    claim_ids: tuple[str, ...] = ()
    next_ids: tuple[str, ...] = ()


Draft = ArticleDraft | QuestionDraft
