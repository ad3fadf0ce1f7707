"""Signing in and out. Whoever fails learns only that something was not right, after the same time."""

from factually_app import clock
from factually_app.domain.audit import Action
from factually_app.domain.staff_session import Stage
from factually_app.operations.passwords import knows_password
from factually_app.operations.sessions import NewSession, SignedIn, new_session
from factually_app.store import audit, staff_sessions
from factually_app.store.engine import Engine
from factually_app.store.staff import find_member


def sign_in(engine: Engine, address: str, password: str, *, device: str, network: str) -> NewSession | None:
    """Begin a session for whoever has this address and knows the password; None when that is nobody."""
    member = find_member(engine.reader(), folded_address(address))
    known = knows_password(member.password_hash if member else None, password)
    if not (known and member and member.is_active):
        return None
    session = new_session(member, Stage.FULL, device=device, network=network)
    entry = audit.insert_entry(
        member.actor, Action.SIGN_IN, "staff_member", member.id, at=clock.stamp(), after={"device": device}
    )
    engine.commit([*session.statements, entry])
    return session


def sign_out(engine: Engine, found: SignedIn) -> None:
    """End a session."""
    by, session = found.member.actor, found.session
    entry = audit.insert_entry(by, Action.SIGN_OUT, "staff_member", session.staff_id, at=clock.stamp())
    engine.commit([staff_sessions.delete_session(session.id), entry])


def folded_address(address: str) -> str:
    """Return an address as it is kept: the same for every spelling that differs in case or spaces."""
    return "".join(address.split()).casefold()
