"""Drafts as JSON: the very form of a revision's snapshot, so that any revision can be taken up again."""

import json
from collections.abc import Mapping
from typing import Any

from factually_app.domain.draft import ArticleDraft, Draft, DraftSection, DraftSource, QuestionDraft
from factually_app.formats.exchange import Item, canonical

Read = Mapping[str, Any]


def draft_text(draft: Draft) -> str:
    """Return a draft as the one JSON text that is kept of it."""
    item = article_draft_item(draft) if isinstance(draft, ArticleDraft) else question_draft_item(draft)
    return canonical(item)


def read_article_draft(text: str) -> ArticleDraft:
    """Return the article that a working copy or a revision's snapshot holds."""
    item: Read = json.loads(text)
    return ArticleDraft(
        title=item.get("title", ""),
        slug=item.get("slug", ""),
        topic=item.get("topic", ""),
        claim_id=item.get("claim"),
        rating=item.get("rating", ""),
        rating_reason=item.get("rating_reason", ""),
        checked_on=item.get("checked_on", ""),
        language=item.get("language", "en"),
        summary=item.get("summary", ""),
        unnamed_accepted=item.get("unnamed_accepted", False),
        sections=tuple(_section(part) for part in item.get("sections", ())),
        sources=tuple(_source(part) for part in item.get("sources", ())),
        question_ids=tuple(item.get("questions", ())),
    )


def read_question_draft(text: str) -> QuestionDraft:
    """Return the question that a working copy or a revision's snapshot holds."""
    item: Read = json.loads(text)
    return QuestionDraft(
        text=item.get("question", ""),
        short_answer=item.get("short_answer", ""),
        claim_ids=tuple(item.get("claims", ())),
        next_ids=tuple(item.get("next", ())),
    )


def article_draft_item(draft: ArticleDraft) -> Item:
    """Return an article as an exchange would write it, without its status."""
    return _said(
        {
            "title": draft.title,
            "slug": draft.slug,
            "topic": draft.topic,
            "checked_on": draft.checked_on,
            "language": draft.language,
            "unnamed_accepted": draft.unnamed_accepted,
            "claim": draft.claim_id,
            "rating": draft.rating,
            "rating_reason": draft.rating_reason,
            "summary": draft.summary,
            "sections": [_section_item(section) for section in draft.sections],
            "sources": [_source_item(source) for source in draft.sources],
            "questions": list(draft.question_ids),
        }
    )


def question_draft_item(draft: QuestionDraft) -> Item:
    """Return a question as an exchange would write it."""
    return _said(
        {
            "question": draft.text,
            "short_answer": draft.short_answer,
            "claims": list(draft.claim_ids),
            "next": list(draft.next_ids),
        }
    )


def _section(part: Read) -> DraftSection:
    return DraftSection(
        heading=part.get("heading", ""),
        subtitle=part.get("subtitle", ""),
        body=part.get("body", ""),
        claim_ids=tuple(part.get("claims", ())),
    )


def _section_item(section: DraftSection) -> Item:
    return _said(
        {
            "heading": section.heading,
            "subtitle": section.subtitle,
            "claims": list(section.claim_ids),
            "body": section.body,
        }
    )


def _source(part: Read) -> DraftSource:
    return DraftSource(
        number=part["number"],
        source_id=part.get("source"),
        locator=part.get("locator", ""),
        quote=part.get("quote", ""),
        note=part.get("note", ""),
        checked=part.get("checked", False),
    )


def _source_item(source: DraftSource) -> Item:
    return _said(
        {
            "number": source.number,
            "source": source.source_id,
            "locator": source.locator,
            "quote": source.quote,
            "note": source.note,
            "checked": source.checked,
        }
    )


def _said(item: Item) -> Item:
    return {key: value for key, value in item.items() if value not in (None, "", [])}
