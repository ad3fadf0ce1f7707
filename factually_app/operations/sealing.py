"""Sealing: what a second factor rests on is kept so that the database alone does not tell it.

Loading what this needs takes longer than all the rest of an operation; `sealed_secrets` brings it in where
somebody signs in.
"""

import base64

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_PURPOSE = b"factually: secrets of second factors"


def seal(key: bytes, secret: str) -> str:
    """Return a secret as it may be kept; the same one reads differently each time."""
    return _fernet(key).encrypt(secret.encode()).decode()


def unseal(key: bytes, sealed: str) -> str | None:
    """Return a secret that was sealed under this key, None for one under another or one that was altered."""
    try:
        return _fernet(key).decrypt(sealed.encode()).decode()
    except InvalidToken:
        return None


def _fernet(key: bytes) -> Fernet:
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=_PURPOSE).derive(key)
    return Fernet(base64.urlsafe_b64encode(derived))
