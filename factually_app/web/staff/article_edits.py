"""What the buttons inside the form of an article do to it: adding, moving and taking away its parts."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from factually_app.domain.draft import ArticleDraft, DraftSection, DraftSource

T = TypeVar("T")

_EDIT = re.compile(r"([a-z]+-[a-z]+)(?::([1-9][0-9]{0,3}))?(?::([0-9a-f]{6,64}))?", re.ASCII)


@dataclass(frozen=True)
class Edited:
    """A draft after a button was pressed, and the field where writing goes on."""

    draft: ArticleDraft
    focus: str


def edit(draft: ArticleDraft, pressed: str, *, to: str = "") -> Edited | None:
    """Return what a button makes of a draft; None for what is no such button.

    A button says `what-thing`, `what-thing:nth` or `what-thing:id`, such as `section-up:2`. `to` is what was
    chosen beside it: the section that a claim goes to, or the number that a source is named for.
    """
    said = _EDIT.fullmatch(pressed)
    if not said:
        return None
    change = _EDITS.get(said[1])
    chosen = int(to) if re.fullmatch(r"[1-9][0-9]{0,3}", to, re.ASCII) else 0
    nth, record_id = int(said[2] or chosen), said[3] or ""
    return change(draft, nth, record_id) if change else None


def next_number(draft: ArticleDraft) -> int:
    """Return the number that the next source gets."""
    return max((source.number for source in draft.sources), default=0) + 1


def _add_section(draft: ArticleDraft, _nth: int, _id: str) -> Edited:
    sections = (*draft.sections, DraftSection())
    return Edited(replace(draft, sections=sections), f"section-{len(sections)}-heading")


def _drop_section(draft: ArticleDraft, nth: int, _id: str) -> Edited:
    return Edited(replace(draft, sections=_without(draft.sections, nth)), "add-section")


def _section_up(draft: ArticleDraft, nth: int, _id: str) -> Edited:
    sections, at = _moved(draft.sections, nth, nth - 1)
    return Edited(replace(draft, sections=sections), f"section-{at}-heading")


def _section_down(draft: ArticleDraft, nth: int, _id: str) -> Edited:
    sections, at = _moved(draft.sections, nth, nth + 1)
    return Edited(replace(draft, sections=sections), f"section-{at}-heading")


def _add_source(draft: ArticleDraft, nth: int, source_id: str) -> Edited:
    """List a source under the next number, or name it for one that is listed without."""
    if 1 <= nth <= len(draft.sources):
        return _name_source(draft, nth, source_id)
    sources = (*draft.sources, DraftSource(next_number(draft), source_id or None))
    return Edited(replace(draft, sources=sources), f"source-{len(sources)}-locator")


def _name_source(draft: ArticleDraft, nth: int, source_id: str) -> Edited:
    sources = tuple(
        replace(source, source_id=source_id or None) if n == nth else source
        for n, source in enumerate(draft.sources, start=1)
    )
    return Edited(replace(draft, sources=sources), f"source-{nth}-locator")


def _drop_source(draft: ArticleDraft, nth: int, _id: str) -> Edited:
    return Edited(replace(draft, sources=_without(draft.sources, nth)), "find-source")


def _add_question(draft: ArticleDraft, _nth: int, question_id: str) -> Edited:
    ids = dict.fromkeys([*draft.question_ids, *([question_id] if question_id else [])])
    return Edited(replace(draft, question_ids=tuple(ids)), "find-question")


def _drop_question(draft: ArticleDraft, nth: int, _id: str) -> Edited:
    return Edited(replace(draft, question_ids=_without(draft.question_ids, nth)), "find-question")


def _question_up(draft: ArticleDraft, nth: int, _id: str) -> Edited:
    ids, at = _moved(draft.question_ids, nth, nth - 1)
    return Edited(replace(draft, question_ids=ids), f"question-{at}-up")


def _question_down(draft: ArticleDraft, nth: int, _id: str) -> Edited:
    ids, at = _moved(draft.question_ids, nth, nth + 1)
    return Edited(replace(draft, question_ids=ids), f"question-{at}-down")


def _drop_claim(draft: ArticleDraft, nth: int, claim_id: str) -> Edited:
    """Take a claim out of section `nth`; out of the head where that is 0."""
    if nth == 0:
        return Edited(replace(draft, claim_id=None), "find-claim")
    sections = tuple(
        replace(section, claim_ids=tuple(id_ for id_ in section.claim_ids if id_ != claim_id))
        if n == nth
        else section
        for n, section in enumerate(draft.sections, start=1)
    )
    return Edited(replace(draft, sections=sections), "find-claim")


def _add_claim(draft: ArticleDraft, nth: int, claim_id: str) -> Edited:
    """Let section `nth` rest on a claim; where that is 0, it is the claim that is checked."""
    if nth == 0:
        return Edited(replace(draft, claim_id=claim_id or None), "find-claim")
    sections = tuple(
        replace(section, claim_ids=tuple(dict.fromkeys([*section.claim_ids, claim_id])))
        if n == nth and claim_id
        else section
        for n, section in enumerate(draft.sections, start=1)
    )
    return Edited(replace(draft, sections=sections), "find-claim")


_EDITS: dict[str, Callable[[ArticleDraft, int, str], Edited]] = {
    "add-claim": _add_claim,
    "add-section": _add_section,
    "drop-section": _drop_section,
    "section-up": _section_up,
    "section-down": _section_down,
    "add-source": _add_source,
    "name-source": _name_source,
    "drop-source": _drop_source,
    "add-question": _add_question,
    "drop-question": _drop_question,
    "question-up": _question_up,
    "question-down": _question_down,
    "drop-claim": _drop_claim,
}


def _without(parts: Sequence[T], nth: int) -> tuple[T, ...]:
    return tuple(part for n, part in enumerate(parts, start=1) if n != nth)


def _moved(parts: Sequence[T], nth: int, to: int) -> tuple[tuple[T, ...], int]:
    """Let two parts change places, counted from 1; where there is nothing to change with, all stays."""
    if not (1 <= nth <= len(parts) and 1 <= to <= len(parts)):
        return tuple(parts), max(1, min(nth, len(parts)))
    order = list(parts)
    order[nth - 1], order[to - 1] = order[to - 1], order[nth - 1]
    return tuple(order), to
