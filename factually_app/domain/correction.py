"""A correction: a public notice that we were wrong, or that more is known now."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

RECENT = timedelta(days=30)
"""How long a notice stands at the top of the article; at its foot it stays for good."""


class CorrectionKind(StrEnum):
    """What a notice says: we were wrong; more is known; the wording is clearer; it is taken back whole."""

    CORRECTION = "correction"
    UPDATE = "update"
    EDIT = "edit"
    RETRACTION = "retraction"

    @property
    def label(self) -> str:
        return self.value.capitalize()


@dataclass(frozen=True)
class Correction:
    """A notice about an article, a claim record, or both. It is never changed; another one is added.

    `place` says where, such as a section; `was` what was wrong, empty where nothing was; `now` what is right.
    """

    id: str
    kind: CorrectionKind
    article_id: str | None
    claim_id: str | None
    place: str | None
    was: str
    now: str
    made_on: date
    made_by: str
    created_at: str

    def is_recent(self, today: date) -> bool:
        """Say whether it still stands at the top."""
        return today - self.made_on <= RECENT
