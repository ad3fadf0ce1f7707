"""The texts of a draft as they may be kept: unfinished is fine, unreadable or endless is not."""

from collections.abc import Iterator
from dataclasses import replace

from factually_app.content.markdown import require_shallow
from factually_app.content.plain import plain_text
from factually_app.domain.draft import ArticleDraft, Draft, DraftSection, DraftSource, QuestionDraft
from factually_app.domain.errors import FormError, UnreadableTextError

TITLE = 500
LABEL = 200
SENTENCE = 1_000
ANSWER = 10_000
PROSE = 100_000
MOST_PARTS = 100
"""Sections, sources, claims or questions in one draft."""
HIGHEST_NUMBER = 999
"""Of a citation, as the database has it."""


def readable(draft: Draft) -> Draft:
    """Return a draft composed, with lines as lines; FormError names each field that cannot be kept."""
    problems: dict[str, str] = {}
    texts = _Texts(problems)
    clean = _article(draft, texts) if isinstance(draft, ArticleDraft) else _question(draft, texts)
    problems.update(_too_many(draft))
    if problems:
        raise FormError(problems)
    return clean


class _Texts:
    """Reads one text after the other and notes what is wrong with which field."""

    def __init__(self, problems: dict[str, str]) -> None:
        self._problems = problems

    def text(self, field: str, text: str, limit: int) -> str:
        try:
            return plain_text(text, limit=limit)
        except UnreadableTextError as error:
            self._problems[field] = f"This cannot be kept: {error}."
            return text

    def prose(self, field: str, text: str) -> str:
        """Return Markdown, unfinished as it may be; what could be read only at great length is refused."""
        text = self.text(field, text, PROSE)
        try:
            require_shallow(text)
        except UnreadableTextError as error:
            self._problems.setdefault(field, f"This cannot be kept: {error}.")
        return text

    def line(self, field: str, text: str, limit: int) -> str:
        """Return a text that is one line, however it was broken."""
        return " ".join(self.text(field, text, limit).split())


def _article(draft: ArticleDraft, texts: _Texts) -> ArticleDraft:
    return replace(
        draft,
        title=texts.line("title", draft.title, TITLE),
        slug=texts.line("slug", draft.slug, LABEL),
        topic=texts.line("topic", draft.topic, LABEL),
        rating_reason=texts.line("rating_reason", draft.rating_reason, SENTENCE),
        checked_on=texts.line("checked_on", draft.checked_on, LABEL),
        language=texts.line("language", draft.language, LABEL),
        summary=texts.prose("summary", draft.summary),
        sections=tuple(_section(section, n, texts) for n, section in enumerate(draft.sections, start=1)),
        sources=tuple(_source(source, n, texts) for n, source in enumerate(draft.sources, start=1)),
    )


def _section(section: DraftSection, nth: int, texts: _Texts) -> DraftSection:
    return replace(
        section,
        heading=texts.line(f"section-{nth}-heading", section.heading, TITLE),
        subtitle=texts.line(f"section-{nth}-subtitle", section.subtitle, SENTENCE),
        body=texts.prose(f"section-{nth}-body", section.body),
    )


def _source(source: DraftSource, nth: int, texts: _Texts) -> DraftSource:
    return replace(
        source,
        locator=texts.line(f"source-{nth}-locator", source.locator, SENTENCE),
        quote=texts.text(f"source-{nth}-quote", source.quote, ANSWER),
        note=texts.text(f"source-{nth}-note", source.note, ANSWER),
    )


def _question(draft: QuestionDraft, texts: _Texts) -> QuestionDraft:
    return replace(
        draft,
        text=texts.line("text", draft.text, TITLE),
        short_answer=texts.text("short_answer", draft.short_answer, ANSWER),
    )


def _too_many(draft: Draft) -> Iterator[tuple[str, str]]:
    parts: dict[str, tuple[object, ...]] = {"sections": (), "sources": (), "claims": (), "questions": ()}
    if isinstance(draft, ArticleDraft):
        parts |= {"sections": draft.sections, "sources": draft.sources, "questions": draft.question_ids}
    else:
        parts |= {"claims": draft.claim_ids, "questions": draft.next_ids}
    for name, found in parts.items():
        if len(found) > MOST_PARTS:
            yield name, f"There are {len(found):,} {name}; {MOST_PARTS} is the most."
