"""Passwords of staff: what may be one, what is kept of it, and whether somebody knows it."""

import threading
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from factually_app.content.plain import plain_text
from factually_app.domain.errors import FactuallyError

SHORTEST = 15
"""NIST SP 800-63B-4: 15 characters where a password may be the only factor."""
LONGEST = 128

AT_ONCE = threading.Semaphore(2)
"""Each attempt takes 64 MiB for a while: a crowd of them must not take all there is."""

_HASHER = PasswordHasher()


class PasswordError(FactuallyError):
    """This cannot be a password here; the sentence says why."""


def hash_password(password: str) -> str:
    """Return what is kept of a password; PasswordError when it may not be one."""
    plain_text(password, limit=LONGEST * 4)
    if len(password) < SHORTEST:
        raise PasswordError(
            f"A password has at least {SHORTEST} characters. A few words in a row are a good one."
        )
    if len(password) > LONGEST:
        raise PasswordError(f"A password has at most {LONGEST} characters.")
    with AT_ONCE:
        return _HASHER.hash(password)


def knows_password(password_hash: str | None, password: str) -> bool:
    """Say whether somebody knows the password; takes as long when there is none to know."""
    with AT_ONCE:
        try:
            _HASHER.verify(password_hash or _nobodys(), password)
        except (VerificationError, InvalidHashError, UnicodeError):
            return False
    return password_hash is not None


def needs_new_hash(password_hash: str) -> bool:
    """Say whether a hash was made with weaker parameters than are used now."""
    return _HASHER.check_needs_rehash(password_hash)


@cache
def _nobodys() -> str:
    return _HASHER.hash("nobody has this password")
