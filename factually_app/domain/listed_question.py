"""A question as the newsroom's lists show it: how far it is, what answers it, where it is asked."""

from dataclasses import dataclass

from factually_app.domain.record import RecordStatus
from factually_app.domain.working_copy import WorkingState


@dataclass(frozen=True)
class ListedQuestion:
    """`text` and `claims` are those of the working copy where there is one; `state` is None without one.

    `checks` and `answers` count where it is asked: under checks, and after other questions.
    """

    id: str
    text: str
    status: RecordStatus
    state: WorkingState | None
    claims: int
    checks: int
    answers: int
    touched_at: str

    @property
    def asked_words(self) -> str:
        """Where it is asked, in words."""
        parts = [
            f"{number:,} {one if number == 1 else one + 's'}"
            for number, one in ((self.checks, "check"), (self.answers, "other question"))
            if number
        ]
        return f"asked under {' and '.join(parts)}" if parts else "asked nowhere yet"


@dataclass(frozen=True)
class ClaimUse:
    """A check or an answer that a claim is used in. `kind` is 'check' or 'answer'."""

    kind: str
    id: str
    text: str
