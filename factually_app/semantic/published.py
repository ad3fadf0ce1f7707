"""The model as it is published: which files, and whether they are those. Needs nothing installed."""

import hashlib
from pathlib import Path

from factually_app.domain.errors import FactuallyError

WEIGHTS, PIECES = "model.safetensors", "vocab.txt"
KNOWN = {
    WEIGHTS: "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    PIECES: "07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3",
}
"""The SHA-256 of each file of all-MiniLM-L6-v2 that is read."""

_RECIPE = 1
"""Which way of making vectors this is; another one gives others, so that all are made anew."""

MODEL = hashlib.sha256(f"{KNOWN[WEIGHTS]} {KNOWN[PIECES]} {_RECIPE}".encode()).digest()[:8]
"""What vectors of this model are known by."""


class ModelError(FactuallyError):
    """The model cannot be used; the sentence names the file and says why."""


def require_published(folder: Path) -> None:
    """Refuse a folder that does not hold the model letter for letter: ModelError."""
    for name, known in KNOWN.items():
        file = folder / name
        try:
            with file.open("rb") as stream:
                found = hashlib.file_digest(stream, "sha256").hexdigest()
        except OSError as error:
            why = (error.strerror or str(error)).lower()
            raise ModelError(
                f"{file} cannot be read: {why}; FACTUALLY_SEMANTIC_MODEL has to name a folder with it"
            ) from None
        if found != known:
            raise ModelError(
                f"{file} is not the file of all-MiniLM-L6-v2: its SHA-256 is {found} and has to be {known}"
            )
