"""Signing in and out. Whoever fails learns only that something was not right, after the same time."""

from factually_app import clock
from factually_app.domain.audit import Action
from factually_app.domain.staff import StaffMember
from factually_app.domain.staff_session import Stage
from factually_app.operations.addresses import folded_address
from factually_app.operations.guessing import Arrival, again_budgets, code_budgets, password_budgets, spending
from factually_app.operations.passwords import knows_password, stronger_hash
from factually_app.operations.second_factor import spend_second_factor
from factually_app.operations.sessions import NewSession, SignedIn, new_session
from factually_app.store import audit, staff_sessions
from factually_app.store.engine import Engine, Statement, guard_changed
from factually_app.store.staff import find_member
from factually_app.store.staff_statements import require_version, update_password_hash
from factually_app.store.throttle import Throttle


def sign_in(
    engine: Engine,
    throttle: Throttle,
    address: str,
    password: str,
    *,
    arrival: Arrival,
    instead_of: SignedIn | None = None,
) -> NewSession | None:
    """Begin a session for whoever has this address and knows the password; None when that is nobody.

    Where a second factor is to come it gets no further than that. ThrottledError when too much was
    tried. The session that the browser had before ends.
    """
    folded = folded_address(address)
    with spending(throttle, password_budgets(folded, arrival)) as tries:
        member = find_member(engine.reader(), folded)
        known = knows_password(member.password_hash if member else None, password)
        if not (known and member and member.is_active):
            return None
        tries.were_right = True
    asks_more = member.has_second_factor or member.lacks_second_factor
    stage = Stage.PASSWORD if asks_more else Stage.FULL
    session = new_session(member, stage, device=arrival.device, network=arrival.network)
    engine.commit(
        [
            *_unchanged(member),
            *_rehash(member, password),
            *_end(instead_of),
            *session.statements,
            _entry(member, session, "password"),
        ]
    )
    return session


def complete_sign_in(
    engine: Engine, throttle: Throttle, found: SignedIn, code: str, *, key: bytes, arrival: Arrival
) -> NewSession | None:
    """Go on from the password to a whole session, with a new token, by a code of the second factor.

    None when the code is not right or was spent before; ThrottledError when too much was tried,
    OtherKeyError when its secret was sealed under another `key`.
    """
    member = found.member
    with spending(throttle, code_budgets(member.id, arrival)) as tries:
        spent = spend_second_factor(engine, member, code, key=key)
        if spent is None:
            return None
        tries.were_right = True
    session = new_session(member, Stage.FULL, device=arrival.device, network=arrival.network)
    entry = _entry(member, session, spent.what)
    engine.commit([*_unchanged(member), *spent.statements, *_end(found), *session.statements, entry])
    return session


def confirm_password(engine: Engine, throttle: Throttle, found: SignedIn, password: str) -> bool:
    """Say whether whoever is signed in knows their password; ThrottledError when too much was tried."""
    with spending(throttle, again_budgets(found.session.id)) as tries:
        tries.were_right = knows_password(found.member.password_hash, password)
    return tries.were_right


def sign_out(engine: Engine, found: SignedIn) -> None:
    """End a session."""
    by, session = found.member.actor, found.session
    entry = audit.insert_entry(by, Action.SIGN_OUT, "staff_member", session.staff_id, at=clock.stamp())
    engine.commit([*_end(found), entry])


def _end(found: SignedIn | None) -> list[Statement]:
    return [staff_sessions.delete_session(found.session.id)] if found else []


def _unchanged(member: StaffMember) -> list[Statement]:
    """Whose password or role is changed just now gets no session by what they had before."""
    return [require_version(member.id, member.version), guard_changed()]


def _rehash(member: StaffMember, password: str) -> list[Statement]:
    old = member.password_hash or ""
    new = stronger_hash(old, password)
    return [update_password_hash(member.id, old=old, new=new)] if new else []


def _entry(member: StaffMember, session: NewSession, by_what: str) -> Statement:
    after = {"device": session.session.device, "by": by_what, "stage": session.session.stage.value}
    return audit.insert_entry(
        member.actor, Action.SIGN_IN, "staff_member", member.id, at=clock.stamp(), after=after
    )
