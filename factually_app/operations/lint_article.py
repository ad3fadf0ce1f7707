"""Looking an article over: every number leads to a source, every source is used, nothing is empty."""

import re
from collections.abc import Iterator
from datetime import date

from factually_app.content.citations import citation_numbers
from factually_app.content.markdown import render_markdown
from factually_app.domain.draft import ArticleDraft
from factually_app.domain.errors import UnreadableTextError
from factually_app.domain.finding import Finding, stop, warn
from factually_app.domain.rating import Rating
from factually_app.domain.record import RecordStatus
from factually_app.operations.draft_questions import questions_as_written
from factually_app.operations.evidence import says_without_evidence, without_evidence
from factually_app.store.claims import claims_by_id
from factually_app.store.engine import Engine
from factually_app.store.question_links import claim_ids_of
from factually_app.store.questions import questions_by_id
from factually_app.store.sources import sources_by_id
from factually_app.store.topics import find_topic

MOST_IN_A_SENTENCE = 3
"""Numbers on one sentence. More tell a reader nothing about which source says what."""

_SENTENCE_END = re.compile(r"(?<=[.!?…])((?:\s*<cite>\d+</cite>)*)\s+(?=\S)")
_BLOCK = re.compile(r"</(?:p|li|blockquote)>")


def article_findings(engine: Engine, draft: ArticleDraft) -> Iterator[Finding]:
    """Yield what there is to say of an article as it is being written."""
    yield from _head(engine, draft)
    passages = [("summary", "The summary", draft.summary)]
    for nth, section in enumerate(draft.sections, start=1):
        passages.append((f"section-{nth}-body", f"Section {nth}", section.body))
        if not section.heading:
            yield stop(f"section-{nth}-heading", f"Section {nth} has no heading.")
        if not section.body.strip():
            has = "a heading and no text" if section.heading else "no text"
            yield stop(f"section-{nth}-body", f"Section {nth} has {has}.")
    if not draft.sections:
        yield stop("sections", "An article has at least one section.")
    used: set[int] = set()
    for field, label, body in passages:
        html = _html(body)
        if isinstance(html, Finding):
            yield stop(field, f"{label}: {html.sentence}")
            continue
        used.update(citation_numbers(html))
        yield from _sentences(field, label, html)
        yield from _unknown(draft, field, label, html)
    yield from _sources(engine, draft, used)
    yield from _links(engine, draft)


def _head(engine: Engine, draft: ArticleDraft) -> Iterator[Finding]:
    if not draft.title:
        yield stop("title", "An article needs a title.")
    if find_topic(engine.reader(), draft.topic) is None:
        yield stop("topic", "Choose the topic it is filed under.")
    try:
        date.fromisoformat(draft.checked_on)
    except ValueError:
        yield stop("checked_on", "Say on which day it was checked, such as 2026-01-31.")
    if draft.rating and draft.rating not in set(Rating):
        yield stop("rating", "Choose one of the ratings.")
    if draft.rating and not draft.rating_reason:
        yield warn("rating_reason", "The rating has no reason in a sentence.")
    if not draft.rating:
        yield warn("rating", "It has no rating.")
    if not draft.summary.strip():
        yield warn("summary", "It has no summary.")
    if not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", draft.language):
        yield stop("language", "Name the language as in en or de-AT.")


def _html(body: str) -> str | Finding:
    try:
        return render_markdown(body)
    except UnreadableTextError as error:
        return stop("", f"{error}.")


def _sentences(field: str, label: str, html: str) -> Iterator[Finding]:
    for block in _BLOCK.split(html):
        for sentence in _SENTENCE_END.sub(r"\1\n", block).split("\n"):
            numbers = set(citation_numbers(sentence))
            if len(numbers) > MOST_IN_A_SENTENCE:
                shown = "".join(f"[{number}]" for number in sorted(numbers))
                yield warn(field, f"{label}: one sentence has {len(numbers)} numbers, {shown}.")


def _unknown(draft: ArticleDraft, field: str, label: str, html: str) -> Iterator[Finding]:
    """Yield the numbers in a passage that stand for no source."""
    named = {source.number for source in draft.sources if source.source_id}
    for number in sorted(set(citation_numbers(html)) - named):
        sentence = f"{label}: [{number}] has no source."
        yield warn(field, sentence) if draft.unnamed_accepted else stop(field, sentence)


def _sources(engine: Engine, draft: ArticleDraft, used: set[int]) -> Iterator[Finding]:
    kept = sources_by_id(engine.reader(), [source.source_id for source in draft.sources if source.source_id])
    seen: set[int] = set()
    for nth, source in enumerate(draft.sources, start=1):
        field = f"source-{nth}-number"
        if not 1 <= source.number <= 999:
            yield stop(field, f"[{source.number}] is no number for a source; 1 to 999 are.")
        if source.number in seen:
            yield stop(field, f"[{source.number}] stands for two sources.")
        if source.number not in used:
            yield warn(field, f"[{source.number}] is listed, but no sentence cites it.")
        if source.source_id and source.source_id not in kept:
            yield stop(field, f"[{source.number}] names a source that is not there.")
        elif source.source_id and kept[source.source_id].status is RecordStatus.RETIRED:
            yield warn(field, f"[{source.number}] is a source that was retired.")
        seen.add(source.number)


def _links(engine: Engine, draft: ArticleDraft) -> Iterator[Finding]:
    named = {claim_id for section in draft.sections for claim_id in section.claim_ids}
    claims = claims_by_id(engine.reader(), {*named, *([draft.claim_id] if draft.claim_id else [])})
    if draft.claim_id and draft.claim_id not in claims:
        yield stop("claim_id", "The claim that it checks is not there.")
    for nth, section in enumerate(draft.sections, start=1):
        if missing := set(section.claim_ids) - set(claims):
            names = ", ".join(sorted(missing))
            yield stop(f"section-{nth}-claims", f"Section {nth} rests on claims that are not there: {names}.")
        for claim in without_evidence(engine, section.claim_ids):
            yield stop(f"section-{nth}-claims", f"Section {nth}: {says_without_evidence(claim)}")
    for claim in without_evidence(engine, [draft.claim_id] if draft.claim_id else []):
        yield stop("claim_id", says_without_evidence(claim))
    if missing := set(draft.question_ids) - set(questions_by_id(engine.reader(), draft.question_ids)):
        yield stop("questions", f"Questions are named that are not there: {', '.join(sorted(missing))}.")
    if not draft.question_ids:
        yield warn("questions", "No follow-up question stands under it.")
    yield from _answers(engine, draft)


def _answers(engine: Engine, draft: ArticleDraft) -> Iterator[Finding]:
    """Yield the answers under it that rest on nothing, as they are live or being written."""
    linked = claim_ids_of(engine.reader(), draft.question_ids)
    written = questions_as_written(engine, draft.question_ids)
    linked |= {question_id: record.claim_ids for question_id, record in written.items()}
    for question in questions_by_id(engine.reader(), draft.question_ids).values():
        for claim in without_evidence(engine, linked.get(question.id, ())):
            yield stop("questions", f"The answer to “{question.text}”: {says_without_evidence(claim)}")
