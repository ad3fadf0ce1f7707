"""Drafts of questions where a preview shows them: what is being written stands in for what is live."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlite_utils import Database

from factually_app.domain.claim import Claim
from factually_app.domain.question import Question
from factually_app.domain.record import RecordStatus
from factually_app.formats.records import QuestionRecord
from factually_app.store import claims, questions


@dataclass(frozen=True)
class AsWritten:
    """Drafts of questions by id, where a preview shows them, and the address below which they open there."""

    records: Mapping[str, QuestionRecord] = field(default_factory=dict)
    base: str = ""

    def question(self, kept: Question) -> Question:
        """Return a question as it is being written, where it is."""
        record = self.records.get(kept.id)
        return record.question if record else kept


LIVE = AsWritten()
"""What readers see: nothing of what is being written."""


def answering_as_written(db: Database, written: AsWritten) -> dict[str, list[Claim]]:
    named = {claim_id for record in written.records.values() for claim_id in record.claim_ids}
    found = claims.claims_by_id(db, named)
    return {
        question_id: [found[id_] for id_ in record.claim_ids if id_ in found]
        for question_id, record in written.records.items()
    }


def after_as_written(db: Database, written: AsWritten) -> dict[str, list[Question]]:
    """Return what follows each draft; what readers cannot see yet is not offered to them there either."""
    named = {next_id for record in written.records.values() for next_id in record.next_ids}
    found = questions.questions_by_id(db, named)
    return {
        question_id: [
            found[id_]
            for id_ in record.next_ids
            if id_ in found and found[id_].status is not RecordStatus.DRAFT
        ]
        for question_id, record in written.records.items()
    }
