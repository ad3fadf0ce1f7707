"""Following a letter: what became of what somebody wrote, found by the token that they alone have."""

from factually_app.domain.errors import NotFoundError
from factually_app.domain.letter import FollowedLetter, LetterKind, LetterState
from factually_app.operations.sessions import token_digest
from factually_app.store.corrections import get_correction
from factually_app.store.engine import Engine
from factually_app.store.letters import find_letter_of, get_listed
from factually_app.store.questions import get_question


def followed_letter(engine: Engine, kind: LetterKind, token: str) -> FollowedLetter:
    """Return what became of a letter; NotFoundError when nobody was given this token."""
    db = engine.reader()
    letter = find_letter_of(db, token_digest(token), kind)
    if letter is None:
        raise NotFoundError("no letter has this token")
    head = get_listed(db, letter.merged_into or letter.id)
    is_answered = head.stands is LetterState.ANSWERED
    question_id = head.letter.question_id if is_answered else None
    correction_id = head.letter.correction_id if is_answered else None
    return FollowedLetter(
        own=letter,
        head=head,
        question=get_question(db, question_id) if question_id else None,
        correction=get_correction(db, correction_id) if correction_id else None,
    )
