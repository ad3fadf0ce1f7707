"""Values as the content format writes them, field by field: what a record says, not when or by whom.

What an export adds to that (public id, version, times) is in `exchange_export`.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from factually_app.domain.article import CitedSource, Section
from factually_app.domain.campaign import Campaign
from factually_app.domain.claim import ClaimRecord, Evidence
from factually_app.domain.question import CLAIM_MARK, claim_ids_in
from factually_app.domain.source import Source
from factually_app.domain.topic import Topic
from factually_app.formats.records import ArticleRecord, QuestionRecord

Item = dict[str, object]


@dataclass(frozen=True)
class Names:
    """How a file names sources, claims, questions and campaigns; by public id where a mapping has no name."""

    sources: Mapping[str, str] = field(default_factory=dict)
    claims: Mapping[str, str] = field(default_factory=dict)
    questions: Mapping[str, str] = field(default_factory=dict)
    campaigns: Mapping[str, str] = field(default_factory=dict)


BY_ID = Names()
"""Everything named by its public id, which never changes: the form that is kept and compared."""


def canonical(item: Item) -> str:
    """Return the one JSON text of an item, for revisions and to tell whether anything changed."""
    return json.dumps(item, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def is_item(text: str) -> bool:
    """Say whether a text is the JSON of an item."""
    try:
        return isinstance(json.loads(text), dict)
    except (ValueError, RecursionError):
        return False


def rename_marks(short_answer: str, rename: Callable[[str], str]) -> str:
    """Return a short answer with other names in its claim marks, each once in a mark."""

    def renamed(mark: re.Match[str]) -> str:
        blank = mark[0][: mark[0].index("{")]
        names = dict.fromkeys(rename(name) for name in claim_ids_in(mark[1]))
        return f"{blank}{{{', '.join(names)}}}"

    return CLAIM_MARK.sub(renamed, short_answer)


def topic_item(topic: Topic) -> Item:
    return _said({"slug": topic.slug, "name": topic.name, "description": topic.description})


def source_item(source: Source) -> Item:
    return _said(
        {
            "id": source.ref,
            "title": source.title,
            "publisher": source.publisher,
            "author": source.author,
            "date": source.published.text if source.published else None,
            "url": source.address,
            "archive_url": source.archive_address,
            "kind": source.kind,
            "language": source.language,
            "note": source.note,
            "checked": source.checked,
            "status": source.status.said,
        }
    )


def claim_item(record: ClaimRecord, names: Names = BY_ID) -> Item:
    claim = record.claim
    return _said(
        {
            "id": claim.ref,
            "text": claim.text,
            "about": claim.about,
            "kind": claim.kind.value,
            "date": claim.happened.text if claim.happened else None,
            "rating": claim.rating.value,
            "checked": claim.checked,
            "status": claim.status.said,
            "evidence": [_evidence(item, names) for item in record.evidence],
        }
    )


def _evidence(item: Evidence, names: Names) -> Item:
    return _said(
        {
            "source": names.sources.get(item.source.id, item.source.id),
            "stance": item.stance.value,
            "locator": item.locator,
            "quote": item.quote,
            "note": item.note,
            "checked": item.checked,
        }
    )


def question_item(record: QuestionRecord, names: Names = BY_ID) -> Item:
    def claim_name(claim_id: str) -> str:
        return names.claims.get(claim_id, claim_id)

    return _said(
        {
            "id": record.question.ref,
            "question": record.question.text,
            "short_answer": rename_marks(record.question.short_answer, claim_name),
            "claims": [claim_name(claim_id) for claim_id in record.claim_ids],
            "next": [names.questions.get(next_id, next_id) for next_id in record.next_ids],
            "status": record.question.status.said,
        }
    )


def article_item(record: ArticleRecord, names: Names = BY_ID) -> Item:
    article = record.article
    return _said(
        {
            "id": article.ref,
            "title": article.title,
            "slug": article.slug,
            "topic": article.topic.slug,
            "checked_on": article.checked_on.isoformat(),
            "language": article.language,
            "status": article.status.value,
            "unnamed_accepted": article.unnamed_accepted,
            "claim": names.claims.get(article.claim_id, article.claim_id) if article.claim_id else None,
            "rating": article.rating.value if article.rating else None,
            "rating_reason": article.rating_reason,
            "summary": article.summary_markdown,
            "sections": [_section(section, names) for section in record.sections],
            "sources": [_cited_source(cited, names) for cited in record.sources],
            "questions": [names.questions.get(found, found) for found in record.question_ids],
        }
    )


def _section(section: Section, names: Names) -> Item:
    return _said(
        {
            "heading": section.heading,
            "subtitle": section.subtitle,
            "claims": [names.claims.get(claim_id, claim_id) for claim_id in section.claim_ids],
            "body": section.body_markdown,
        }
    )


def _cited_source(cited: CitedSource, names: Names) -> Item:
    return _said(
        {
            "number": cited.number,
            "source": names.sources.get(cited.source.id, cited.source.id) if cited.source else None,
            "locator": cited.locator,
            "quote": cited.quote,
            "note": cited.note,
            "checked": cited.checked,
        }
    )


def campaign_item(campaign: Campaign) -> Item:
    return _said(
        {
            "id": campaign.ref,
            "title": campaign.title,
            "message": campaign.message,
            "kind": campaign.kind.value,
            "goal": campaign.goal,
            "next_goal": campaign.next_goal,
            "currency": campaign.currency,
            "starts_on": campaign.starts_on.isoformat() if campaign.starts_on else None,
            "ends_on": campaign.ends_on.isoformat() if campaign.ends_on else None,
            "baseline": campaign.baseline,
            "mode": campaign.mode.value,
        }
    )


def _said(item: Item) -> Item:
    """Leave out what is absent: nothing, an empty text and an empty list read back as such."""
    return {key: value for key, value in item.items() if value not in (None, "", [])}
