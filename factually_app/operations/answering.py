"""What is made in place while a question is answered: a claim with its source, a question that follows."""

from dataclasses import dataclass, field, replace

from factually_app.domain.audit import Action
from factually_app.domain.claim import ClaimRecord, Evidence, Stance
from factually_app.domain.draft import QuestionDraft
from factually_app.domain.errors import FormError
from factually_app.domain.ordering import placed
from factually_app.domain.record import RecordStatus
from factually_app.domain.source import Source
from factually_app.domain.staff import Actor, StaffMember
from factually_app.domain.typed import TypedClaim, TypedEvidence, TypedSource
from factually_app.domain.working_copy import WorkingCopy, WorkingKind
from factually_app.formats.exchange import claim_item, source_item
from factually_app.operations.duplicates import require_another_claim, require_another_source
from factually_app.operations.import_text import NOTE, TITLE
from factually_app.operations.record_batches import new_claim, new_source
from factually_app.operations.starting import new_question
from factually_app.operations.typed_records import claim_record_of, source_of
from factually_app.operations.typed_text import Fields
from factually_app.operations.working_copies import save_working_copy
from factually_app.store import audit, edition
from factually_app.store.engine import Engine, Statement
from factually_app.store.sources import sources_by_id

_STANCES = {each.value: each for each in Stance}


@dataclass(frozen=True)
class NewClaim:
    """A claim as it is typed beside a question. `source` is one to be made, if it is new."""

    claim: TypedClaim
    evidence: TypedEvidence = field(default_factory=TypedEvidence)
    source: TypedSource | None = None


def add_claim_to_answer(
    engine: Engine,
    by: StaffMember,
    question_id: str,
    draft: QuestionDraft,
    typed: NewClaim,
    *,
    seen: int,
    based_on: int,
) -> WorkingCopy:
    """Keep a new claim as a draft, with its source, and link it last: all in one batch or nothing of it.

    FormError for what is to be put right; ConflictError as for `save_working_copy`.
    """
    record, made = _record(engine, typed)
    claim = record.claim
    linked = replace(draft, claim_ids=placed(draft.claim_ids, claim.id, 0))
    batch = [
        *(_with_source(made, by.actor) if made else []),
        *new_claim(record, by.actor),
        audit.insert_entry(
            by.actor, Action.ADD_CLAIM, "claim", claim.id, at=claim.created_at, after=claim_item(record)
        ),
        edition.content_changed(),
    ]
    return save_working_copy(
        engine,
        by.actor,
        WorkingKind.QUESTION,
        question_id,
        linked,
        seen=seen,
        based_on=based_on,
        also=batch,
    )


def start_next_question(
    engine: Engine,
    by: Actor,
    question_id: str,
    draft: QuestionDraft,
    *,
    text: str,
    seen: int,
    based_on: int,
) -> WorkingCopy:
    """Start a question and let it follow this one, last. FormError when it is empty or asked already."""
    try:
        question, batch = new_question(engine, by, text=text)
    except FormError as error:
        raise FormError({"next": error.problems.get("text", str(error))}) from None
    followed = replace(draft, next_ids=placed(draft.next_ids, question.id, 0))
    return save_working_copy(
        engine, by, WorkingKind.QUESTION, question_id, followed, seen=seen, based_on=based_on, also=batch
    )


def _record(engine: Engine, typed: NewClaim) -> tuple[ClaimRecord, Source | None]:
    """Return the claim with its evidence, and its source when that is new; FormError names every field."""
    problems: dict[str, str] = {}
    record = source = None
    try:
        record = claim_record_of(engine, replace(typed.claim, evidence=()), None)
    except FormError as error:
        problems |= error.problems
    try:
        source = source_of(typed.source, None) if typed.source else _chosen(engine, typed.evidence)
    except FormError as error:
        problems |= error.problems
    fields = Fields()
    evidence = _evidence(fields, typed.evidence, source) if source else None
    problems |= fields.problems
    if problems or record is None:
        raise FormError(problems)
    require_another_claim(engine, typed.claim)
    if typed.source:
        require_another_source(engine, typed.source)
    whole = replace(record, evidence=(evidence,) if evidence else ())
    return whole, source if typed.source else None


def _chosen(engine: Engine, row: TypedEvidence) -> Source | None:
    if not row.source_id:
        if row.locator.strip() or row.quote.strip() or row.note.strip():
            raise FormError({"evidence-1-source": "Choose the source that this stands in."})
        return None
    found = sources_by_id(engine.reader(), [row.source_id]).get(row.source_id)
    if found is None or found.status is RecordStatus.RETIRED:
        raise FormError({"evidence-1-source": "Choose a source that is in use."})
    return found


def _evidence(fields: Fields, row: TypedEvidence, source: Source) -> Evidence | None:
    stance = fields.choice("evidence-1-stance", row.stance, _STANCES, "Choose how the source bears on it.")
    locator = fields.line("evidence-1-locator", row.locator, limit=TITLE)
    quote = fields.text("evidence-1-quote", row.quote, limit=NOTE)
    note = fields.text("evidence-1-note", row.note, limit=NOTE)
    if stance is None:
        return None
    return Evidence(source, stance, locator or None, quote or None, note or None, row.checked)


def _with_source(source: Source, by: Actor) -> list[Statement]:
    entry = audit.insert_entry(
        by, Action.ADD_SOURCE, "source", source.id, at=source.created_at, after=source_item(source)
    )
    return [*new_source(source, by), entry]
