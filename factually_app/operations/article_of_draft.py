"""An article as its draft would make it: what a preview shows, and what publishing writes."""

from dataclasses import replace
from datetime import date

from factually_app.content.citations import citation_numbers
from factually_app.content.markdown import render_markdown
from factually_app.content.slug import slugify
from factually_app.domain.article import Article, CitedSource, Section
from factually_app.domain.draft import ArticleDraft, DraftSection, DraftSource
from factually_app.domain.errors import UnreadableTextError
from factually_app.domain.rating import Rating
from factually_app.domain.source import Source
from factually_app.formats.records import ArticleRecord
from factually_app.operations.article_prose import word_count
from factually_app.operations.pasted_article import to_be_named
from factually_app.store.claims import claims_by_id
from factually_app.store.engine import Engine
from factually_app.store.questions import questions_by_id
from factually_app.store.sources import sources_by_id
from factually_app.store.topics import find_topic


def article_of_draft(engine: Engine, live: Article, draft: ArticleDraft) -> ArticleRecord:
    """Return what an article becomes with a draft; where that is unfinished, it is as far as it goes.

    Status, version and times stay those of `live`. A number that nothing is listed for is to be named.
    """
    summary_html = _html(draft.summary)
    known = set(
        claims_by_id(engine.reader(), {id_ for section in draft.sections for id_ in section.claim_ids})
    )
    sections = tuple(_section(part, n, known) for n, part in enumerate(draft.sections, start=1))
    article = replace(
        _head(engine, live, draft), summary_html=summary_html, word_count=word_count(summary_html, sections)
    )
    asked = questions_by_id(engine.reader(), draft.question_ids)
    return ArticleRecord(
        article=article,
        sections=sections,
        sources=_cited(engine, draft, [summary_html, *(section.body_html for section in sections)]),
        question_ids=tuple(id_ for id_ in dict.fromkeys(draft.question_ids) if id_ in asked),
    )


def _head(engine: Engine, live: Article, draft: ArticleDraft) -> Article:
    claim_id = draft.claim_id if draft.claim_id and claims_by_id(engine.reader(), [draft.claim_id]) else None
    return replace(
        live,
        slug=slugify(draft.slug or draft.title, fallback="check"),
        topic=find_topic(engine.reader(), draft.topic) or live.topic,
        title=draft.title or live.title,
        claim_id=claim_id,
        rating=Rating(draft.rating) if draft.rating in set(Rating) else None,
        rating_reason=draft.rating_reason or None,
        checked_on=_day(draft.checked_on) or live.checked_on,
        language=draft.language or live.language,
        summary_markdown=draft.summary,
        unnamed_accepted=draft.unnamed_accepted,
    )


def _section(part: DraftSection, position: int, known: set[str]) -> Section:
    return Section(
        position=position,
        heading=part.heading,
        subtitle=part.subtitle or None,
        body_markdown=part.body,
        body_html=_html(part.body),
        claim_ids=tuple(id_ for id_ in dict.fromkeys(part.claim_ids) if id_ in known),
    )


def _cited(engine: Engine, draft: ArticleDraft, passages: list[str]) -> tuple[CitedSource, ...]:
    kept = sources_by_id(engine.reader(), [part.source_id for part in draft.sources if part.source_id])
    listed: dict[int, CitedSource] = {}
    for part in draft.sources:
        listed.setdefault(part.number, _cited_source(part, kept.get(part.source_id or "")))
    used = {number for html in passages for number in citation_numbers(html)}
    every = listed | {number: to_be_named(number) for number in used - set(listed)}
    return tuple(every[number] for number in sorted(every))


def _cited_source(part: DraftSource, source: Source | None) -> CitedSource:
    return CitedSource(
        number=part.number,
        source=source,
        locator=part.locator or None,
        quote=part.quote or None,
        note=part.note or None,
        checked=part.checked,
    )


def _html(markdown: str) -> str:
    """Return clean HTML; what cannot be read shows nothing here, and the findings say why."""
    try:
        return render_markdown(markdown)
    except UnreadableTextError:
        return ""


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
