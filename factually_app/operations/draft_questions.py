"""Questions that no reader has seen yet, as publishing would show them."""

from collections.abc import Iterable

from factually_app.domain.draft import QuestionDraft
from factually_app.domain.question import Question
from factually_app.domain.record import RecordStatus
from factually_app.domain.working_copy import WorkingKind
from factually_app.formats.records import QuestionRecord
from factually_app.operations.question_batch import question_of_draft
from factually_app.operations.working_copies import open_working_copy, read_draft
from factually_app.store.engine import Engine
from factually_app.store.questions import questions_by_id


def questions_as_written(engine: Engine, question_ids: Iterable[str]) -> dict[str, QuestionRecord]:
    """Return those of the questions that are drafts, each as it is being written, by id."""
    found = questions_by_id(engine.reader(), question_ids)
    drafts = [question for question in found.values() if question.status is RecordStatus.DRAFT]
    return {question.id: _as_written(engine, question) for question in drafts}


def _as_written(engine: Engine, question: Question) -> QuestionRecord:
    draft = read_draft(open_working_copy(engine, WorkingKind.QUESTION, question.id))
    assert isinstance(draft, QuestionDraft)  # noqa: S101 # what the kind of the copy says
    return question_of_draft(question, draft)
