"""Who may do what with claims and sources: every rule that hangs on a role, each with its sentence."""

from factually_app.domain.errors import NotAllowedError
from factually_app.domain.record import RecordStatus
from factually_app.domain.staff import Role, StaffMember

TO_ADD = Role.WRITER
"""A writer adds records, as drafts, and changes drafts."""
TO_CHANGE_LIVE = Role.REVIEWER
"""Whoever changes what readers see, or lets them see it, reviews."""
TO_CHANGE_RATING = Role.EDITOR
"""A changed rating in public use is a correction, which an editor answers for."""
TO_RETIRE = Role.EDITOR
"""Retiring, merging, and taking a retired record back into use."""


def least_role_to_change(status: RecordStatus) -> Role:
    """Return the least role that may change a record of this status."""
    return TO_ADD if status is RecordStatus.DRAFT else TO_CHANGE_LIVE


def require_may_change(by: StaffMember, status: RecordStatus) -> None:
    """NotAllowedError unless this member may change a record of this status."""
    if not by.may(least_role_to_change(status)):
        raise NotAllowedError(
            "Readers see this record, so that a reviewer or an editor has to change it."
            " Show them what you would change."
        )


def require_may_make_live(by: StaffMember, status: RecordStatus) -> None:
    """NotAllowedError unless this member may show a record of this status to readers."""
    if status is RecordStatus.RETIRED:
        require_may_retire(by)
    elif not by.may(TO_CHANGE_LIVE):
        raise NotAllowedError("A reviewer or an editor decides what readers see.")


def require_may_change_rating(by: StaffMember) -> None:
    """NotAllowedError unless this member may change a rating that readers rely on."""
    if not by.may(TO_CHANGE_RATING):
        raise NotAllowedError(
            "Published checks or answers rest on this claim: only an editor may change its rating."
        )


def require_may_retire(by: StaffMember) -> None:
    """NotAllowedError unless this member may retire and merge records."""
    if not by.may(TO_RETIRE):
        raise NotAllowedError("Only an editor may retire a record, merge it, or take it back into use.")
