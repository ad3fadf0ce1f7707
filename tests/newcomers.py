"""Members who signed up the whole way, and what they sign in with."""

from dataclasses import replace

import pyotp

from factually_app import clock
from factually_app.domain.staff import Role, StaffMember
from factually_app.domain.staff_session import Stage
from factually_app.operations.guessing import Arrival
from factually_app.operations.passwords import hash_password
from factually_app.operations.sessions import NewSession, new_session
from factually_app.store.engine import Engine
from tests.staff import SECRET, a_member

PASSWORD = "ladder bell tower slow"
HERE = Arrival("Weir Browser", "192.0.2.0/24", "192.0.2.7")


def with_password(engine: Engine, role: Role, **fields: object) -> StaffMember:
    """Return the member of a role, who knows PASSWORD."""
    return a_member(engine, role, **{"password_hash": hash_password(PASSWORD, about=()), **fields})


def elsewhere(number: int) -> Arrival:
    """Return where the stranger of a number comes from: each from a network of their own."""
    return replace(HERE, address=f"198.51.{number // 250}.{number % 250}")


def a_session(engine: Engine, member: StaffMember, stage: Stage = Stage.FULL) -> NewSession:
    session = new_session(member, stage, device="Weir Browser", network="192.0.2.0/24")
    engine.commit(session.statements)
    return session


def code(secret: str = SECRET, *, steps: int = 0) -> str:
    """Return the code that a phone shows now, or so many steps later."""
    return str(pyotp.TOTP(secret).at(int(clock.now().timestamp()) + 30 * steps))
