"""Secrets of second factors as they are kept: sealed under the installation's key, older ones plain."""

import re
from collections.abc import Callable

from factually_app.domain.errors import FactuallyError
from factually_app.late import late
from factually_app.store.engine import Engine
from factually_app.store.staff import all_members
from factually_app.store.staff_statements import replace_secret

_sealing = late("factually_app.operations.sealing")

_PLAIN = re.compile("[A-Z2-7]+=*")
"""A secret as authenticators take it up, in base 32. A sealed one has small letters."""

OTHER_KEY = (
    "Codes cannot be looked at: the second factor was kept under another secret key of this installation."
    " Use a recovery code, or let whoever looks after the server put FACTUALLY_SECRET_KEY or the file"
    " secret_key back."
)


class OtherKeyError(FactuallyError):
    """A secret was sealed under another key than this installation has now."""


def sealed(key: bytes, secret: str) -> str:
    """Return a secret as it is kept."""
    kept: str = _sealing().seal(key, secret)
    return kept


def opened(key: bytes, kept: str) -> str:
    """Return the secret that is kept, sealed or plain as it was before; OtherKeyError when nobody can."""
    if _PLAIN.fullmatch(kept):
        return kept
    secret: str | None = _sealing().unseal(key, kept)
    if secret is None:
        raise OtherKeyError(OTHER_KEY)
    return secret


def seal_plain_secrets(engine: Engine, read_key: Callable[[], str]) -> int:
    """Seal every secret that is kept plain, in one batch, and return how many there were.

    The key is read only where there are any: reading it may make it.
    """
    members = all_members(engine.reader())
    plain = {m.id: m.totp_secret for m in members if m.totp_secret and _PLAIN.fullmatch(m.totp_secret)}
    if plain:
        key = read_key().encode()
        engine.commit([replace_secret(id_, old=old, new=sealed(key, old)) for id_, old in plain.items()])
    return len(plain)
