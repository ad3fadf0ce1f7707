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

    @property
    def meaning(self) -> str:
        """What a notice of this kind says, for readers."""
        return _MEANINGS[self]


_MEANINGS = {
    CorrectionKind.CORRECTION: "Something we published was wrong. The notice says what, and what is right.",
    CorrectionKind.UPDATE: "Something happened or became known later. What we published was right then.",
    CorrectionKind.EDIT: "The wording is clearer now. What it says is what it said.",
    CorrectionKind.RETRACTION: "It does not stand, and we take it back whole.",
}


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


@dataclass(frozen=True)
class LatestNotice:
    """Of what kind the newest notice about a claim record is, and of what day."""

    kind: CorrectionKind
    made_on: date

    @classmethod
    def of(cls, mark: str) -> "LatestNotice":
        """Read 'correction 2026-05-03'."""
        kind, day = mark.split(" ")
        return cls(CorrectionKind(kind), date.fromisoformat(day))
