"""Other names for claims and sources: in answers, in articles, and in the drafts that are being written."""

from collections.abc import Sequence
from dataclasses import replace

from factually_app.domain.draft import ArticleDraft, QuestionDraft
from factually_app.formats.exchange import rename_marks
from factually_app.formats.records import ArticleRecord, QuestionRecord


def renamed_all(ids: Sequence[str], old: str, new: str) -> tuple[str, ...]:
    """Return ids with the new one for the old; what then stands twice stays where it stood first."""
    return tuple(dict.fromkeys(_renamed(id_, old, new) for id_ in ids))


def question_with(record: QuestionRecord, old: str, new: str) -> QuestionRecord:
    """Return a question whose answer rests on another claim."""
    question = replace(record.question, short_answer=_answer(record.question.short_answer, old, new))
    return replace(record, question=question, claim_ids=renamed_all(record.claim_ids, old, new))


def article_with_claim(record: ArticleRecord, old: str, new: str) -> ArticleRecord:
    """Return an article that rests on another claim."""
    claim_id = record.article.claim_id
    title_claim = _renamed(claim_id, old, new) if claim_id else None
    sections = (
        replace(section, claim_ids=renamed_all(section.claim_ids, old, new)) for section in record.sections
    )
    article = replace(record.article, claim_id=title_claim)
    return replace(record, article=article, sections=tuple(sections))


def draft_with_claim(draft: ArticleDraft | QuestionDraft, old: str, new: str) -> ArticleDraft | QuestionDraft:
    """Return what is being written, resting on another claim."""
    if isinstance(draft, QuestionDraft):
        claim_ids = renamed_all(draft.claim_ids, old, new)
        return replace(draft, short_answer=_answer(draft.short_answer, old, new), claim_ids=claim_ids)
    sections = (
        replace(section, claim_ids=renamed_all(section.claim_ids, old, new)) for section in draft.sections
    )
    title_claim = _renamed(draft.claim_id, old, new) if draft.claim_id else None
    return replace(draft, claim_id=title_claim, sections=tuple(sections))


def draft_with_source(
    draft: ArticleDraft | QuestionDraft, old: str, new: str
) -> ArticleDraft | QuestionDraft:
    """Return what is being written, citing another source."""
    if isinstance(draft, QuestionDraft):
        return draft
    cited = (
        replace(source, source_id=new) if source.source_id == old else source for source in draft.sources
    )
    return replace(draft, sources=tuple(cited))


def _answer(short_answer: str, old: str, new: str) -> str:
    """Leave an answer as it was typed unless a mark in it names the old claim."""
    return (
        rename_marks(short_answer, lambda id_: _renamed(id_, old, new))
        if old in short_answer
        else short_answer
    )


def _renamed(id_: str, old: str, new: str) -> str:
    return new if id_ == old else id_
