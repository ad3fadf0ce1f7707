"""Public ids: short, hexadecimal, the same on every machine for the same reference."""

import hashlib
from collections.abc import Container

SHORTEST = 6


def public_id(seed: str, *, taken: Container[str] = ()) -> str:
    """Return the first six hex digits, or as many more as it takes, of the digest of `seed`.

    Made from a reference rather than from chance, an import gives the same addresses on
    every machine, and reading the same file twice finds what it made the first time.
    """
    digest = hashlib.sha256(seed.encode()).hexdigest()
    for length in range(SHORTEST, len(digest) + 1):
        if digest[:length] not in taken:
            return digest[:length]
    raise ValueError("every id that could be made from this reference is taken")
