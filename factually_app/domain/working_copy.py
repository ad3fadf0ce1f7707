"""A working copy: what is being written beside what is live, and how far it has come."""

from dataclasses import dataclass
from enum import StrEnum

from factually_app.domain.staff import Role, StaffMember


class WorkingKind(StrEnum):
    """What is written in working copies; claims and sources are records that are changed directly."""

    ARTICLE = "article"
    QUESTION = "question"


class WorkingState(StrEnum):
    """How far a working copy is on its way to readers."""

    WRITING = "writing"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"
    SCHEDULED = "scheduled"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    WorkingState.WRITING: "Being written",
    WorkingState.SUBMITTED: "To be reviewed",
    WorkingState.RETURNED: "Back with its writer",
    WorkingState.APPROVED: "Approved",
    WorkingState.SCHEDULED: "Scheduled",
}


@dataclass(frozen=True)
class WorkingCopy:
    """`content` is a draft as JSON, `based_on` the version of the record that it began from.

    `version` counts saves and is what a form was read at; 0 is a copy that nobody has saved yet.
    `note` is what was said at the last step, `state_by` who took it, `notice` what readers will be
    told of the change, as JSON.
    """

    kind: WorkingKind
    record_id: str
    content: str
    based_on: int
    state: WorkingState
    publish_at: str | None
    note: str | None
    notice: str | None
    state_by: str | None
    saved_by: str
    version: int
    created_at: str
    updated_at: str


def may_approve(member: StaffMember, copy: WorkingCopy) -> bool:
    """Say whether a member may say that a copy can be published: four eyes see it before readers do.

    Reviewers may not where they themselves submitted or last saved it. Editors may, because they answer
    for what is published, and a newsroom may have one alone.
    """
    if member.may(Role.EDITOR):
        return True
    return member.may(Role.REVIEWER) and member.name not in (copy.saved_by, copy.state_by)


def may_discard(member: StaffMember, copy: WorkingCopy) -> bool:
    """Say whether a member may throw a copy away: editors any, others what they themselves saved last."""
    return member.may(Role.EDITOR) or (member.is_active and member.name == copy.saved_by)
