"""What is there already on something that was asked: the questions and claims nearest by their words."""

from dataclasses import dataclass

from sqlite_utils import Database

from factually_app.domain.claim import Claim
from factually_app.domain.errors import BusyError
from factually_app.domain.question import Question
from factually_app.domain.record import RecordStatus
from factually_app.store.claims import claims_by_id
from factually_app.store.finding import find_records
from factually_app.store.questions import questions_by_id

_LOOKED_AT = 12
"""Of what is found, drafts are left out for readers; so many are enough to leave some."""


@dataclass(frozen=True)
class Nearest:
    """Questions and claims, the nearest first."""

    questions: tuple[Question, ...] = ()
    claims: tuple[Claim, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.questions or self.claims)


def nearest(db: Database, text: str, *, most: int, with_drafts: bool = False) -> Nearest:
    """Return up to `most` of each; nothing when there are no words to go by, or finding takes too long."""
    try:
        question_ids = find_records(db, "question", text, limit=_LOOKED_AT)
        claim_ids = find_records(db, "claim", text, limit=_LOOKED_AT)
    except BusyError:
        return Nearest()
    questions, claims = questions_by_id(db, question_ids), claims_by_id(db, claim_ids)
    shown = [questions[id_] for id_ in question_ids if _is_shown(questions[id_], with_drafts)]
    found = [claims[id_] for id_ in claim_ids if _is_shown(claims[id_], with_drafts)]
    return Nearest(tuple(shown[:most]), tuple(found[:most]))


def _is_shown(record: Question | Claim, with_drafts: bool) -> bool:
    return with_drafts or record.status is not RecordStatus.DRAFT
