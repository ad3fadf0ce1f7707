"""A question's draft in words that people compare: claims and questions by their texts, not their ids."""

import re
from collections.abc import Mapping

from factually_app.domain.differences import FieldDifference
from factually_app.domain.draft import QuestionDraft
from factually_app.domain.word_runs import word_runs
from factually_app.store.claims import claims_by_id
from factually_app.store.engine import Engine
from factually_app.store.questions import questions_by_id

_MARK_ID = re.compile(r"[0-9a-f]{6,64}")
_MARK = re.compile(r"\{([^{}]*)\}")
_FEW_WORDS = 5


def draft_differences(engine: Engine, before: QuestionDraft, after: QuestionDraft) -> list[FieldDifference]:
    """Return the fields in which two drafts differ, word by word."""
    words = _words(engine, before, after)
    old, new = _fields(before, words), _fields(after, words)
    fields = (FieldDifference(label, word_runs(old[label], text)) for label, text in new.items())
    return [field for field in fields if field.is_changed]


def _fields(draft: QuestionDraft, words: Mapping[str, str]) -> dict[str, str]:
    return {
        "Question": draft.text,
        "Short answer": _MARK.sub(lambda mark: _mark_in_words(mark[1], words), draft.short_answer),
        "Claims": "\n".join(words.get(id_, id_) for id_ in draft.claim_ids),
        "Questions that follow": "\n".join(words.get(id_, id_) for id_ in draft.next_ids),
    }


def _words(engine: Engine, *drafts: QuestionDraft) -> dict[str, str]:
    """Return the texts of every claim and question that the drafts name, by id."""
    db = engine.reader()
    named = {id_ for draft in drafts for id_ in (*draft.claim_ids, *_MARK_ID.findall(draft.short_answer))}
    following = {id_ for draft in drafts for id_ in draft.next_ids}
    claims = {claim.id: claim.text for claim in claims_by_id(db, named).values()}
    return claims | {question.id: question.text for question in questions_by_id(db, following).values()}


def _mark_in_words(mark: str, words: Mapping[str, str]) -> str:
    """Return a mark with the beginning of each claim it names: places move, and would compare as changes."""
    named = (words.get(part.strip(), part.strip()) for part in mark.split(","))
    return "".join(f"(→ {_beginning(text)})" for text in named)


def _beginning(text: str) -> str:
    words = text.split()
    return " ".join(words[:_FEW_WORDS]) + ("…" if len(words) > _FEW_WORDS else "")
