"""Links with which somebody sets a password: made by an administrator, used once, good for a day."""

import secrets
from datetime import timedelta

from factually_app import clock
from factually_app.domain.audit import Action
from factually_app.domain.errors import NotAllowedError, NotFoundError
from factually_app.domain.staff import Actor, StaffMember
from factually_app.operations.passwords import hash_password
from factually_app.operations.sessions import NewSession, token_digest
from factually_app.store import audit, sign_in_links, staff_sessions
from factually_app.store.engine import Engine, Statement, guard_changed
from factually_app.store.staff import get_member
from factually_app.store.staff_statements import update_password

TOKEN_BYTES = 32
GOOD_FOR = timedelta(days=1)


def make_sign_in_link(engine: Engine, by: Actor, staff_id: str) -> str:
    """Make a link for a member and return its token; earlier ones lead nowhere from then on.

    Their password stays what it is until the link is used.
    """
    member = get_member(engine.reader(), staff_id)
    if not member.is_active:
        raise NotAllowedError(f"{member.name} is not of the newsroom any more; add them again first.")
    token, statements = new_link(by, staff_id)
    engine.commit(statements)
    return token


def new_link(by: Actor, staff_id: str) -> tuple[str, list[Statement]]:
    """Return a token and what makes a link of it."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    until = (clock.now() + GOOD_FOR).isoformat(timespec="seconds")
    at = clock.stamp()
    return token, [
        sign_in_links.delete_links_of(staff_id),
        sign_in_links.insert_link(token_digest(token), staff_id, at=at, expires_at=until),
        audit.insert_entry(
            by, Action.MAKE_SIGN_IN_LINK, "staff_member", staff_id, at=at, after={"good_until": until}
        ),
    ]


def link_owner(engine: Engine, token: str) -> StaffMember:
    """Return whose link this is, while it can be used; NotFoundError otherwise."""
    db = engine.reader()
    staff_id = sign_in_links.find_link_owner(db, token_digest(token), at=clock.stamp())
    member = get_member(db, staff_id) if staff_id else None
    if member is None or not member.is_active:
        raise NotFoundError("this link was used, or is too old")
    return member


def set_password_by_link(engine: Engine, token: str, password: str) -> StaffMember:
    """Give whoever has a link the password they chose, use it up, and sign them out everywhere.

    NotFoundError for a link that cannot be used, PasswordError for what cannot be a password.
    """
    member = link_owner(engine, token)
    use = [sign_in_links.use_link(token_digest(token), at=clock.stamp()), guard_changed()]
    engine.commit([*use, *_password_set(member.actor, member, password, by_what="link")])
    return member


def set_password(
    engine: Engine, by: Actor, staff_id: str, password: str, *, then: NewSession | None = None
) -> None:
    """Give a member a password; they are signed out everywhere, or go on as `then`."""
    member = get_member(engine.reader(), staff_id)
    batch = _password_set(by, member, password, by_what="account" if then else "command")
    engine.commit([*batch, *(then.statements if then else [])])


def _password_set(by: Actor, member: StaffMember, password: str, *, by_what: str) -> list[Statement]:
    at = clock.stamp()
    password_hash = hash_password(password, about=(member.name, member.address))
    return [
        update_password(member.id, password_hash, at=at),
        guard_changed(),
        sign_in_links.delete_links_of(member.id),
        staff_sessions.delete_sessions_of(member.id),
        audit.insert_entry(by, Action.SET_PASSWORD, "staff_member", member.id, at=at, after={"by": by_what}),
    ]
