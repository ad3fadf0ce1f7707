"""The desk: what waits for whom, the first page after signing in."""

from dataclasses import dataclass

from flask import Blueprint, Response

from factually_app.domain.letter import LetterState
from factually_app.domain.staff import Role, StaffMember
from factually_app.domain.working_copy import WorkingState, may_approve
from factually_app.store.audit import newest_entries
from factually_app.store.letters import count_in_state
from factually_app.store.waiting import Waiting, waiting_copies
from factually_app.web.pages import reader, render
from factually_app.web.staff.session import member

bp = Blueprint("staff_desk", __name__, url_prefix="/staff")

RECENT = 12


@dataclass(frozen=True)
class Pile:
    """What waits for the same reason."""

    title: str
    lines: tuple[Waiting, ...]


@bp.get("")
def show() -> Response:
    """Show what waits for whoever is signed in, and what was done last."""
    me = member()
    return render(
        page="staff/desk/show.html",
        letters=count_in_state(reader(), LetterState.NEW),
        piles=[pile for pile in _piles(me, waiting_copies(reader())) if pile.lines],
        acts=newest_entries(reader(), limit=RECENT, actor_id=None if me.may(Role.EDITOR) else me.id),
    )


def _piles(me: StaffMember, waiting: list[Waiting]) -> list[Pile]:
    def pile(title: str, state: WorkingState, *, mine: bool = False) -> Pile:
        found = (line for line in waiting if line.copy.state is state)
        return Pile(title, tuple(line for line in found if not mine or me.name == line.copy.saved_by))

    piles = [
        pile("Back with you", WorkingState.RETURNED, mine=True),
        pile("You are writing", WorkingState.WRITING, mine=True),
    ]
    if me.may(Role.REVIEWER):
        submitted = [line for line in waiting if line.copy.state is WorkingState.SUBMITTED]
        ready = tuple(line for line in submitted if may_approve(me, line.copy))
        piles.insert(0, Pile("To be reviewed", ready))
    if me.may(Role.EDITOR):
        piles.insert(0, pile("Approved, to be published", WorkingState.APPROVED))
        piles.append(pile("Scheduled", WorkingState.SCHEDULED))
    return piles
