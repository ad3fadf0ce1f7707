"""Questions of an import, with the claims that answer them and the questions that follow."""

from collections.abc import Sequence

from factually_app.content.plain import same_question_key
from factually_app.content.slug import slugify
from factually_app.domain.question import Question, sentences_of
from factually_app.formats.content_entry import Entry, Kind, Name
from factually_app.formats.exchange import question_item, rename_marks
from factually_app.formats.records import QuestionRecord
from factually_app.operations.import_history import history, ref_of, revision, status_of
from factually_app.operations.import_identities import is_bare
from factually_app.operations.import_plan import ImportPlan
from factually_app.operations.import_text import NOTE, line_in, text_in
from factually_app.operations.whole_records import question_records
from factually_app.store.engine import Statement, guard_changed
from factually_app.store.question_statements import (
    delete_claim_links,
    delete_next_links,
    insert_claim_link,
    insert_next_link,
    insert_question,
    update_question,
)


def plan_questions(plan: ImportPlan, entries: Sequence[Entry]) -> None:
    """Plan the questions, then the links between them, since each may lead to a later one."""
    kept = question_records(plan.engine, [plan.who.id_of(entry) for entry in entries])
    linked: list[tuple[Entry, QuestionRecord]] = []
    for entry in entries:
        old = kept.get(plan.who.id_of(entry))
        new = old if old and is_bare(entry) else _record(plan, entry, old)
        statements = _statements(plan, entry, old, new)
        plan.record(entry, statements, is_new=old is None)
        if statements:
            linked.append((entry, new))
    for entry, record in linked:
        _plan_next_links(plan, entry, record)


def _record(plan: ImportPlan, entry: Entry, old: QuestionRecord | None) -> QuestionRecord:
    claim_ids = plan.resolve_all(Kind.CLAIM, entry.names("claims"), entry)
    question = _question(plan, entry, old.question if old else None, claim_ids)
    return QuestionRecord(question, claim_ids, tuple(_next_ids(plan, entry)))


def _question(plan: ImportPlan, entry: Entry, old: Question | None, claim_ids: Sequence[str]) -> Question:
    text = line_in(plan, entry, "question")
    made = history(plan, entry, old)
    return Question(
        id=plan.who.id_of(entry),
        ref=ref_of(entry, old),
        slug=old.slug if old else entry.text("slug", slugify(text, fallback="question")),
        text=text,
        short_answer=_short_answer(plan, entry, claim_ids),
        version=made.version,
        created_at=made.created_at,
        updated_at=made.updated_at,
        status=status_of(entry, old),
    )


def _short_answer(plan: ImportPlan, entry: Entry, claim_ids: Sequence[str]) -> str:
    """Return the short answer with the public ids of claims in its marks."""
    answer = text_in(plan, entry, "short_answer", limit=NOTE)
    line = entry.line_of("short_answer")

    def public_id(name: str) -> str:
        claim_id = plan.resolve(Kind.CLAIM, Name(name, line), entry)
        if claim_id and claim_id not in claim_ids:
            message = f"the short answer rests on '{name}', which is not among the question's `claims`"
            plan.problems.append(entry.problem(message, line=line))
        return claim_id or name

    for sentence in sentences_of(answer):
        if not sentence.claim_ids:
            plan.warnings.append(f"{entry.file}:{line}: no claim stands behind “{sentence.text}”")
    return rename_marks(answer, public_id)


def _next_ids(plan: ImportPlan, entry: Entry) -> list[str]:
    """Return the questions that follow, `next` before `leads_to`, each once."""
    found: dict[str, None] = {}
    for part in [*entry.parts_and_names("next"), *entry.names("leads_to")]:
        if isinstance(part, Entry):
            next_id: str | None = plan.who.id_of(part)
        else:
            next_id = plan.resolve(Kind.QUESTION, part, entry)
        if next_id == plan.who.id_of(entry):
            plan.problems.append(entry.problem("a question cannot follow itself", line=part.line))
        elif next_id:
            found[next_id] = None
    return list(found)


def _statements(
    plan: ImportPlan, entry: Entry, old: QuestionRecord | None, new: QuestionRecord
) -> list[Statement]:
    """Return what writes a question without the links to those that follow."""
    item, question = question_item(new), new.question
    if old and question_item(old) == item:
        return []
    text_key = same_question_key(question.text)
    head = [insert_question(question, text_key=text_key)]
    if old:
        update = update_question(question, text_key=text_key, seen=old.question.version)
        head = [update, guard_changed(), delete_claim_links(question.id), delete_next_links(question.id)]
    claims = enumerate(new.claim_ids, start=1)
    return [
        *head,
        *(insert_claim_link(question.id, claim_id, position=position) for position, claim_id in claims),
        *revision(plan, entry, item, kept=question, is_new=old is None),
    ]


def _plan_next_links(plan: ImportPlan, entry: Entry, record: QuestionRecord) -> None:
    """Plan each link in whichever file is written later, that of the question or of the one it leads to."""
    for position, next_id in enumerate(record.next_ids, start=1):
        target = plan.who.speaker(Kind.QUESTION, next_id)
        file = plan.later(entry.file, target.file) if target else entry.file
        link = insert_next_link(record.question.id, next_id, position=position)
        plan.write(Kind.QUESTION, file, [link])
