"""The second factor: codes that a phone shows, setting it up, and the recovery codes for when it is lost."""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Sequence
from dataclasses import dataclass

import pyotp

from factually_app import clock
from factually_app.domain.audit import Action
from factually_app.domain.errors import FactuallyError, NotAllowedError
from factually_app.domain.staff import Actor, Role, StaffMember
from factually_app.operations.sealed_secrets import opened, sealed
from factually_app.operations.sessions import NewSession
from factually_app.store import audit, recovery_codes, staff_sessions
from factually_app.store.engine import Engine, Statement, guard_changed
from factually_app.store.staff import get_member
from factually_app.store.staff_statements import spend_step, update_second_factor

STEP_SECONDS = 30
RECOVERY_CODES = 10
_HALF = 5


class CodeError(FactuallyError):
    """A code does not show that the second factor works."""


@dataclass(frozen=True)
class Spent:
    """A code that was right: what to commit so that it is never right again, and what kind it was."""

    what: str
    statements: Sequence[Statement]


def spend_second_factor(engine: Engine, member: StaffMember, code: str, *, key: bytes) -> Spent | None:
    """Return what spends a code of a member's second factor, or a recovery code; None when it is neither.

    `key` is what secrets are sealed under; OtherKeyError when theirs was sealed under another one.
    """
    typed = "".join(code.split()).replace("-", "").lower()
    kept = member.totp_secret
    if kept is None:
        return None
    digest = code_digest(member.id, typed)
    if recovery_codes.is_unused(engine.reader(), member.id, digest):
        spend = recovery_codes.spend_code(member.id, digest, at=clock.stamp())
        return Spent("recovery code", [spend, guard_changed()])
    step = find_step(opened(key, kept), typed)
    if step is None or step <= member.totp_step:
        return None
    return Spent("code", [spend_step(member.id, secret=kept, step=step), guard_changed()])


def find_step(secret: str, code: str) -> int | None:
    """Return the time step that a code belongs to: this one, or the one before or after; else None."""
    now = int(clock.now().timestamp()) // STEP_SECONDS
    totp = pyotp.TOTP(secret)
    typed = code.encode("utf-8", "surrogatepass")
    right = [
        step
        for step in (now - 1, now, now + 1)
        if hmac.compare_digest(totp.at(step * STEP_SECONDS).encode(), typed)
    ]
    return right[-1] if right else None


def pending_secret(key: bytes, session_id: str) -> str:
    """Return the secret that a session offers; it is kept nowhere until a code shows that it works."""
    digest = hmac.new(key, f"second factor:{session_id}".encode(), hashlib.sha256).digest()
    return base64.b32encode(digest[:20]).decode()


def secret_address(member: StaffMember, secret: str) -> str:
    """Return the address with which an authenticator takes up a secret."""
    return pyotp.TOTP(secret).provisioning_uri(name=member.address, issuer_name="Factually newsroom")


def set_second_factor(
    engine: Engine, by: Actor, staff_id: str, secret: str, code: str, *, key: bytes, then: NewSession
) -> list[str]:
    """Give a member a second factor, once a code shows that it works, and return new recovery codes.

    The secret is sealed under `key`. Every session of theirs ends, and `then` begins. CodeError when
    the code is not right.
    """
    member = get_member(engine.reader(), staff_id)
    step = find_step(secret, "".join(code.split()))
    if step is None:
        raise CodeError(
            "This is not the code that belongs to this moment. Wait for the next one and type that."
        )
    codes = [_new_code() for _ in range(RECOVERY_CODES)]
    at = clock.stamp()
    engine.commit(
        [
            update_second_factor(staff_id, sealed(key, secret), step=step, seen=member.version, at=at),
            guard_changed(),
            *recovery_codes.replace_codes(staff_id, [code_digest(staff_id, each) for each in codes]),
            staff_sessions.delete_sessions_of(staff_id),
            *then.statements,
            _entry(by, Action.SET_SECOND_FACTOR, member, has=True),
        ]
    )
    return codes


def remove_second_factor(engine: Engine, by: Actor, staff_id: str, *, then: NewSession | None = None) -> None:
    """Take a member's second factor away, with its recovery codes; they are signed out, or go on as `then`.

    An administrator keeps theirs, unless somebody else takes it away because it is lost.
    """
    member = get_member(engine.reader(), staff_id)
    if member.role is Role.ADMINISTRATOR and by.id == staff_id:
        raise NotAllowedError("An administrator keeps a second factor; set up another one in its place.")
    at = clock.stamp()
    engine.commit(
        [
            update_second_factor(staff_id, None, step=member.totp_step, seen=member.version, at=at),
            guard_changed(),
            *recovery_codes.replace_codes(staff_id, []),
            staff_sessions.delete_sessions_of(staff_id),
            *(then.statements if then else []),
            _entry(by, Action.REMOVE_SECOND_FACTOR, member, has=False),
        ]
    )


def make_recovery_codes(engine: Engine, by: Actor, staff_id: str) -> list[str]:
    """Give a member new recovery codes; the old ones are worth nothing from then on."""
    member = get_member(engine.reader(), staff_id)
    if not member.has_second_factor:
        raise NotAllowedError("Recovery codes stand in for a second factor; set one up first.")
    codes = [_new_code() for _ in range(RECOVERY_CODES)]
    entry = audit.insert_entry(
        by,
        Action.MAKE_RECOVERY_CODES,
        "staff_member",
        staff_id,
        at=clock.stamp(),
        after={"codes": len(codes)},
    )
    digests = [code_digest(staff_id, each) for each in codes]
    engine.commit([*recovery_codes.replace_codes(staff_id, digests), entry])
    return codes


def code_digest(staff_id: str, code: str) -> str:
    """Return what is kept of a recovery code."""
    typed = f"{staff_id}:{code.replace('-', '')}"
    return hashlib.sha256(typed.encode("utf-8", "surrogatepass")).hexdigest()


def _new_code() -> str:
    """Return fifty random bits, written so that they can be copied by hand."""
    text = base64.b32encode(secrets.token_bytes(7)).decode().lower()[: 2 * _HALF]
    return f"{text[:_HALF]}-{text[_HALF:]}"


def _entry(by: Actor, action: Action, member: StaffMember, *, has: bool) -> Statement:
    before, after = {"second_factor": member.has_second_factor}, {"second_factor": has}
    return audit.insert_entry(
        by, action, "staff_member", member.id, at=clock.stamp(), before=before, after=after
    )
