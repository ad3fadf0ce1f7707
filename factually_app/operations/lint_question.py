"""Looking a question over: every sentence of its short answer rests on a claim that is linked."""

from collections.abc import Iterator

from factually_app.content.plain import same_question_key
from factually_app.domain.draft import QuestionDraft
from factually_app.domain.finding import Finding, stop, warn
from factually_app.domain.question import sentences_of
from factually_app.domain.record import RecordStatus
from factually_app.operations.evidence import says_without_evidence, without_evidence
from factually_app.store.claims import claims_by_id
from factually_app.store.engine import Engine
from factually_app.store.questions import find_question_asking, questions_by_id


def question_findings(engine: Engine, draft: QuestionDraft, *, question_id: str) -> Iterator[Finding]:
    """Yield what there is to say of a question as it is being written."""
    if not draft.text:
        yield stop("text", "A question needs words.")
    elif (
        other := find_question_asking(engine.reader(), same_question_key(draft.text))
    ) and other.id != question_id:
        yield stop("text", f"“{other.text}” asks the same and is there already.")
    yield from _answer(engine, draft)
    yield from _claims(engine, draft)
    yield from _next(engine, draft, question_id)


def _answer(engine: Engine, draft: QuestionDraft) -> Iterator[Finding]:
    linked = set(draft.claim_ids)
    sentences = sentences_of(draft.short_answer)
    named = dict.fromkeys(id_ for sentence in sentences for id_ in sentence.claim_ids if id_ not in linked)
    kept = claims_by_id(engine.reader(), named) if named else {}
    for sentence in sentences:
        if not sentence.claim_ids:
            yield stop(
                "short_answer", f"No claim stands behind “{sentence.text}”: put the mark of one after it."
            )
    for claim_id in named:
        if claim_id in kept:
            text = kept[claim_id].text
            yield stop("short_answer", f"It rests on “{text}” {{{claim_id}}}, which is not linked below.")
        else:
            yield stop("short_answer", f"It rests on claim {{{claim_id}}}, which is not linked below.")


def _claims(engine: Engine, draft: QuestionDraft) -> Iterator[Finding]:
    kept = claims_by_id(engine.reader(), draft.claim_ids)
    if not draft.claim_ids:
        yield warn("claims", "No claim is linked: readers will see that there is no reviewed evidence yet.")
    for claim_id in draft.claim_ids:
        if claim_id not in kept:
            yield stop("claims", f"Claim {claim_id} is not there.")
        elif kept[claim_id].status is RecordStatus.RETIRED:
            yield warn("claims", f"“{kept[claim_id].text}” was retired.")
    for claim in without_evidence(engine, draft.claim_ids):
        yield stop("claims", says_without_evidence(claim))
    if len(set(draft.claim_ids)) < len(draft.claim_ids):
        yield stop("claims", "A claim is linked twice.")


def _next(engine: Engine, draft: QuestionDraft, question_id: str) -> Iterator[Finding]:
    kept = questions_by_id(engine.reader(), draft.next_ids)
    for next_id in draft.next_ids:
        if next_id == question_id:
            yield stop("next", "A question cannot follow itself.")
        elif next_id not in kept:
            yield stop("next", f"Question {next_id} is not there.")
        elif kept[next_id].status is RecordStatus.DRAFT:
            yield warn("next", f"“{kept[next_id].text}” is not published: readers will not see it yet.")
    if len(set(draft.next_ids)) < len(draft.next_ids):
        yield stop("next", "A question follows twice.")
