"""Secrets of this installation: given by the environment, or made when first needed and kept."""

import contextlib
import os
import secrets
import tempfile
from pathlib import Path

from factually_app.config import SHORTEST_KEY, SettingError, Settings


def secret_key(settings: Settings) -> str:
    """Return the key that signs and digests; without one in the environment, the one kept in the data folder.

    It is made when first asked for. Of several processes that ask at once, all get the same.
    """
    return settings.given_key or _kept_key(settings.key_path)


def demo_secret(settings: Settings) -> str:
    """Return what the test checkout signs with, as Stripe writes a secret. It is worth nothing elsewhere."""
    return f"whsec_{_kept_key(settings.demo_secret_path)}"


def _kept_key(path: Path) -> str:
    """Return the key in a file, made when first asked for."""
    try:
        if not path.exists():
            _keep_new_key(path)
        kept = path.read_text("ascii").strip()
    except (OSError, UnicodeDecodeError):
        raise SettingError(f"{path} has to be a file with the secret key, readable") from None
    if len(kept) < SHORTEST_KEY:
        raise SettingError(f"{path} has to hold at least {SHORTEST_KEY} characters")
    return kept


def _keep_new_key(path: Path) -> None:
    """Put a new key at `path` unless there is one: whole or not at all, readable by nobody else."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile("w", dir=path.parent, prefix=".secret_key-") as draft:
        draft.write(secrets.token_hex(32))
        draft.flush()
        os.fsync(draft.fileno())
        with contextlib.suppress(FileExistsError):
            os.link(draft.name, path)
