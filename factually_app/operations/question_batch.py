"""The statements that write a question whole, and what a draft makes of one."""

from dataclasses import replace

from factually_app.content.plain import same_question_key
from factually_app.content.slug import slugify
from factually_app.domain.draft import QuestionDraft
from factually_app.domain.question import Question
from factually_app.domain.record import RecordStatus
from factually_app.formats.records import QuestionRecord
from factually_app.store.engine import Statement, guard_changed
from factually_app.store.question_statements import (
    delete_claim_links,
    delete_next_links,
    insert_claim_link,
    insert_next_link,
    update_question,
)


def question_of_draft(kept: Question, draft: QuestionDraft) -> QuestionRecord:
    """Return what a question becomes with a draft. The address of a live one stays as it is."""
    was_draft = kept.status is RecordStatus.DRAFT
    slug = slugify(draft.text, fallback="question") if was_draft else kept.slug
    question = replace(kept, slug=slug, text=draft.text or kept.text, short_answer=draft.short_answer)
    return QuestionRecord(question, draft.claim_ids, draft.next_ids)


def changed_question(record: QuestionRecord, *, seen: int) -> list[Statement]:
    """Write a question anew that still has version `seen`."""
    question = record.question
    claims, following = enumerate(record.claim_ids, start=1), enumerate(record.next_ids, start=1)
    return [
        update_question(question, text_key=same_question_key(question.text), seen=seen),
        guard_changed(),
        delete_claim_links(question.id),
        delete_next_links(question.id),
        *(insert_claim_link(question.id, claim_id, position=position) for position, claim_id in claims),
        *(insert_next_link(question.id, next_id, position=position) for position, next_id in following),
    ]
