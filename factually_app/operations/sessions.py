"""Staff sessions: beginning one, finding it again by its token, noting that somebody is there, ending it."""

import hashlib
import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from factually_app import clock
from factually_app.domain.audit import Action
from factually_app.domain.errors import NotFoundError
from factually_app.domain.staff import Actor, StaffMember
from factually_app.domain.staff_session import ABSOLUTE, StaffSession, Stage
from factually_app.store import audit, staff_sessions
from factually_app.store.engine import Engine, Statement, guard_changed
from factually_app.store.staff import get_member

TOKEN_BYTES = 32

_BETWEEN_TOUCHES = timedelta(minutes=1)
"""A session is noted as seen at most this often, so that reading pages is not a write each time."""


@dataclass(frozen=True)
class SignedIn:
    """A member and the session they are in."""

    member: StaffMember
    session: StaffSession


@dataclass(frozen=True)
class NewSession:
    """A session that is about to begin: what to commit, and the token for the browser."""

    session: StaffSession
    token: str = field(repr=False)

    @property
    def statements(self) -> list[Statement]:
        """Begin it, and clear away what is long over."""
        over = (clock.now() - ABSOLUTE).isoformat(timespec="seconds")
        return [staff_sessions.delete_sessions_before(over), staff_sessions.insert_session(self.session)]


def new_session(member: StaffMember, stage: Stage, *, device: str, network: str) -> NewSession:
    """Prepare a session with a token of its own; nothing is written yet."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    at = clock.stamp()
    session = StaffSession(
        id=secrets.token_hex(6),
        digest=token_digest(token),
        staff_id=member.id,
        stage=stage,
        device=device,
        network=network,
        created_at=at,
        seen_at=at,
    )
    return NewSession(session, token)


def find_signed_in(engine: Engine, token: str) -> SignedIn | None:
    """Return who has this token, while the session lasts and they are of the newsroom."""
    db = engine.reader()
    session = staff_sessions.find_session(db, token_digest(token))
    if session is None or session.is_over(clock.now()):
        return None
    member = get_member(db, session.staff_id)
    return SignedIn(member, session) if member.is_active else None


def note_presence(engine: Engine, session: StaffSession) -> None:
    """Keep a session from lying idle; does nothing when that was noted just now."""
    now = clock.now()
    if now - datetime.fromisoformat(session.seen_at) >= _BETWEEN_TOUCHES:
        engine.commit([staff_sessions.touch_session(session.id, at=clock.stamp())])


def open_sessions(engine: Engine, staff_id: str) -> list[StaffSession]:
    """Return a member's sessions that are not over, the newest first."""
    now = clock.now()
    return [each for each in staff_sessions.sessions_of(engine.reader(), staff_id) if not each.is_over(now)]


def revoke_session(engine: Engine, by: Actor, staff_id: str, session_id: str) -> None:
    """End one session of a member; NotFoundError when they have none of that id."""
    found = [each for each in staff_sessions.sessions_of(engine.reader(), staff_id) if each.id == session_id]
    if not found:
        raise NotFoundError(f"no session '{session_id}'")
    before = {"device": found[0].device, "network": found[0].network}
    entry = audit.insert_entry(
        by, Action.REVOKE_SESSION, "staff_member", staff_id, at=clock.stamp(), before=before
    )
    engine.commit([staff_sessions.delete_session(session_id), guard_changed(), entry])


def revoke_sessions(engine: Engine, by: Actor, staff_id: str, *, but: str = "") -> None:
    """Sign a member out everywhere, except in the session `but` where they may be."""
    get_member(engine.reader(), staff_id)
    count = sum(each.id != but for each in open_sessions(engine, staff_id))
    entry = audit.insert_entry(
        by, Action.REVOKE_SESSIONS, "staff_member", staff_id, at=clock.stamp(), before={"sessions": count}
    )
    engine.commit([staff_sessions.delete_sessions_of(staff_id, but=but), entry])


def token_digest(token: str) -> str:
    """Return what is kept of a token: whoever reads the database cannot sign in with it."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
