"""Passwords of staff: what may be one, what is kept of it, and whether somebody knows it."""

import threading
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from factually_app.content.plain import plain_text
from factually_app.domain.errors import UnreadableTextError
from factually_app.domain.password import LONGEST, SHORTEST, PasswordError, weakness

AT_ONCE = threading.Semaphore(2)
"""Each attempt takes 64 MiB for a while: a crowd of them must not take all there is."""

_HASHER = PasswordHasher()


def hash_password(password: str, *, about: tuple[str, ...]) -> str:
    """Return what is kept of a password; PasswordError when it may not be one.

    `about` is what is known of its owner, which is no password for them.
    """
    if len(password) > LONGEST:
        raise PasswordError(f"A password has at most {LONGEST} characters.")
    try:
        plain_text(password, limit=LONGEST)
    except UnreadableTextError as error:
        raise PasswordError(f"This cannot be typed again for sure: {error}.") from None
    if len(password) < SHORTEST:
        raise PasswordError(
            f"A password has at least {SHORTEST} characters. A few words in a row are a good one."
        )
    if reason := weakness(password, about=about):
        raise PasswordError(reason)
    with AT_ONCE:
        return _HASHER.hash(password)


def knows_password(password_hash: str | None, password: str) -> bool:
    """Say whether somebody knows the password; takes as long when there is none to know."""
    nobodys = _nobodys()
    with AT_ONCE:
        try:
            _HASHER.verify(password_hash or nobodys, password)
        except (VerificationError, InvalidHashError, UnicodeError):
            return False
    return password_hash is not None


def stronger_hash(password_hash: str, password: str) -> str | None:
    """Return a new hash of a password that is known to be right, where its old one is weaker than today's."""
    if not _HASHER.check_needs_rehash(password_hash):
        return None
    with AT_ONCE:
        return _HASHER.hash(password)


@cache
def _nobodys() -> str:
    return _HASHER.hash("nobody has this password")
