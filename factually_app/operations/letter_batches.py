"""What happens to a letter in a batch: found as it was seen, changed with its audit row, answered."""

from dataclasses import replace

from factually_app import clock
from factually_app.domain.audit import Action
from factually_app.domain.errors import ConflictError, FormError, NotFoundError
from factually_app.domain.letter import Letter, LetterState
from factually_app.domain.record import RecordStatus
from factually_app.domain.staff import Actor
from factually_app.store import audit
from factually_app.store.corrections import get_correction
from factually_app.store.engine import Engine, Statement, guard_changed
from factually_app.store.letter_statements import update_letter, update_letter_merged
from factually_app.store.letters import get_letter
from factually_app.store.questions import get_question


def answered(
    engine: Engine,
    by: Actor,
    letter_id: str,
    *,
    question_id: str | None = None,
    correction_id: str | None = None,
    seen: int,
    is_new_correction: bool = False,
) -> list[Statement]:
    """Return the batch that answers a letter; `is_new_correction` for one that is made in the same batch."""
    old = open_letter(engine, letter_id, seen)
    if not question_id and not correction_id:
        raise FormError({"answer": "Choose the question or the correction that answers it."})
    if question_id:
        _require_live(engine, question_id)
    elif correction_id and not is_new_correction:
        _require_correction(engine, correction_id)
    new = replace(
        old, state=LetterState.ANSWERED, question_id=question_id or None, correction_id=correction_id or None
    )
    return changed(by, Action.ANSWER_LETTER, old, new)


def seen_letter(engine: Engine, letter_id: str, seen: int) -> Letter:
    """Return a letter that still has the version that was on the screen; ConflictError when it has not."""
    letter = get_letter(engine.reader(), letter_id)
    if letter.version != seen:
        raise ConflictError("somebody else changed this letter meanwhile; nothing was written")
    return letter


def open_letter(engine: Engine, letter_id: str, seen: int) -> Letter:
    """The same of one about which the newsroom still has to say something."""
    letter = seen_letter(engine, letter_id, seen)
    if not letter.state.is_open:
        raise ConflictError(f"the letter is {letter.state.value}; reopen it first, nothing was written")
    return letter


def changed(by: Actor, action: Action, old: Letter, new: Letter) -> list[Statement]:
    """Say what became of a letter, and who said so."""
    at = clock.stamp()
    new = replace(new, version=old.version + 1, updated_at=at)
    update = update_letter_merged if new.state is LetterState.MERGED else update_letter
    return [
        update(new, seen=old.version),
        guard_changed(),
        audit.insert_entry(
            by, action, "letter", old.id, at=at, before=_what_became(old), after=_what_became(new)
        ),
    ]


def _what_became(letter: Letter) -> dict[str, object]:
    fields = {
        "reason": letter.reason,
        "merged_into": letter.merged_into,
        "question_id": letter.question_id,
        "correction_id": letter.correction_id,
    }
    return {"state": letter.state.value, **{name: value for name, value in fields.items() if value}}


def _require_live(engine: Engine, question_id: str) -> None:
    try:
        question = get_question(engine.reader(), question_id)
    except NotFoundError:
        raise FormError({"answer": "There is no such question."}) from None
    if question.status is RecordStatus.DRAFT:
        raise FormError({"answer": "That question is not published yet; take the letter up with it instead."})


def _require_correction(engine: Engine, correction_id: str) -> None:
    try:
        get_correction(engine.reader(), correction_id)
    except NotFoundError:
        raise FormError({"answer": "There is no such correction."}) from None
