"""Letters as the newsroom answers them: planned, taken up, answered, declined, merged, set aside as spam."""

from collections.abc import Sequence
from dataclasses import replace

from factually_app import clock
from factually_app.content.plain import plain_text, same_question_key
from factually_app.domain.audit import Action
from factually_app.domain.errors import ConflictError, FormError, NotFoundError, UnreadableTextError
from factually_app.domain.letter import Letter, LetterKind, LetterState
from factually_app.domain.question import Question
from factually_app.domain.staff import Actor
from factually_app.operations.letter_batches import answered, changed, open_letter, seen_letter
from factually_app.operations.starting import new_question
from factually_app.store.engine import Engine, Statement
from factually_app.store.letter_statements import move_merged
from factually_app.store.letters import get_letter
from factually_app.store.questions import find_question_asking

LONGEST_REASON = 1_000
LONGEST_QUESTION = 500


def plan_letter(engine: Engine, by: Actor, letter_id: str, *, seen: int) -> None:
    """Say that the newsroom looks into it."""
    old = open_letter(engine, letter_id, seen)
    engine.commit(changed(by, Action.PLAN_LETTER, old, replace(old, state=LetterState.PLANNED)))


def take_up_letter(engine: Engine, by: Actor, letter_id: str, text: str, *, seen: int) -> Question:
    """Make a draft question of a reader's, worded as `text`, or link the one that asks the same.

    It is planned then, and answered for whoever asked as soon as that question is published.
    """
    old = open_letter(engine, letter_id, seen)
    if old.kind is not LetterKind.QUESTION:
        raise FormError({"text": "A report becomes no question; answer it with a correction."})
    question, started = _question_asking(engine, by, text)
    new = replace(old, state=LetterState.PLANNED, question_id=question.id)
    engine.commit([*started, *changed(by, Action.TAKE_UP_LETTER, old, new)])
    return question


def answer_letter(
    engine: Engine,
    by: Actor,
    letter_id: str,
    *,
    question_id: str | None = None,
    correction_id: str | None = None,
    seen: int,
) -> None:
    """Answer it with a question that readers can open, or with a correction."""
    engine.commit(
        answered(
            engine, by, letter_id, question_id=question_id or None, correction_id=correction_id, seen=seen
        )
    )


def decline_letter(engine: Engine, by: Actor, letter_id: str, reason: str, *, seen: int) -> None:
    """Decline it for a reason, which whoever wrote it is shown."""
    try:
        reason = plain_text(reason, limit=LONGEST_REASON).strip()
    except UnreadableTextError as error:
        raise FormError({"reason": f"The reason cannot be kept: {error}."}) from None
    if not reason:
        raise FormError({"reason": "Say why; whoever wrote it is shown the reason."})
    old = open_letter(engine, letter_id, seen)
    new = replace(old, state=LetterState.DECLINED, reason=reason)
    engine.commit(changed(by, Action.DECLINE_LETTER, old, new))


def merge_letter(engine: Engine, by: Actor, letter_id: str, into_id: str, *, seen: int) -> None:
    """Let another letter stand for it and for all that it stood for; their writers follow that one."""
    old = open_letter(engine, letter_id, seen)
    _require_may_stand_for(engine, old, into_id)
    new = replace(old, state=LetterState.MERGED, merged_into=into_id, question_id=None)
    batch = changed(by, Action.MERGE_LETTER, old, new)
    engine.commit([*batch, move_merged(letter_id, into_id, at=clock.stamp())])


def reopen_letter(engine: Engine, by: Actor, letter_id: str, *, seen: int) -> None:
    """Put it back among the new ones, whatever became of it."""
    old = seen_letter(engine, letter_id, seen)
    if old.state is LetterState.NEW:
        raise ConflictError("the letter is new already; nothing was written")
    new = replace(
        old,
        state=LetterState.NEW,
        reason=None,
        merged_into=None,
        question_id=None,
        correction_id=None,
    )
    engine.commit(changed(by, Action.REOPEN_LETTER, old, new))


def mark_spam(engine: Engine, by: Actor, letters: Sequence[tuple[str, int]]) -> None:
    """Set letters aside, each by id and the version seen: all of them, or none when one changed meanwhile."""
    found = [open_letter(engine, letter_id, seen) for letter_id, seen in dict(letters).items()]
    batch = [
        statement
        for old in found
        for statement in changed(
            by, Action.MARK_SPAM, old, replace(old, state=LetterState.SPAM, question_id=None)
        )
    ]
    engine.commit(batch)


def _question_asking(engine: Engine, by: Actor, text: str) -> tuple[Question, list[Statement]]:
    """Return the question that asks this, and the batch that starts it unless it is there."""
    if len(text) > LONGEST_QUESTION:
        sentence = f"The question is {len(text)} characters long; {LONGEST_QUESTION} is the most."
        raise FormError({"text": sentence})
    words = " ".join(text.split())
    found = find_question_asking(engine.reader(), same_question_key(words)) if words else None
    return (found, []) if found else new_question(engine, by, text=text)


def _require_may_stand_for(engine: Engine, letter: Letter, into_id: str) -> None:
    try:
        other = get_letter(engine.reader(), into_id)
    except NotFoundError:
        raise FormError({"into": "Choose the letter that is to stand for this one."}) from None
    if other.id == letter.id or other.kind is not letter.kind:
        raise FormError({"into": f"Choose another {letter.kind.value}."})
    if other.state in (LetterState.MERGED, LetterState.SPAM):
        raise FormError({"into": f"That one is {other.state.value} itself; choose another."})
