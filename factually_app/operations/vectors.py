"""Vectors follow their texts: what is due is made, by one process at a time; what is wrong is found."""

import fcntl
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from factually_app.store.edition import get_edition
from factually_app.store.engine import Engine
from factually_app.store.vectors import delete_vector, due_texts, put_vector, wrong_vectors

_PIECE = 64
"""Texts whose vectors are committed together: half a second's work."""
_LOOKS_ANYHOW = 60.0
"""Seconds after which it is looked anyhow: what only the newsroom sees need not change the edition."""


class Encoder(Protocol):
    """Makes the vectors of a model; see `factually_app/extras.py`."""

    model: bytes

    def encode_record(self, words: str, language: str) -> bytes:
        """Return the vector of a text as it is kept; empty where it is not understood."""
        ...


def fill_vectors(
    engine: Engine,
    encoder: Encoder,
    *,
    each: Callable[..., Iterable[bytes]] = map,
) -> Iterator[int]:
    """Make every vector that is due, a piece at a time; yield how many each piece had.

    `each` calls a function for all texts of a piece, as `map` does. A text that changes meanwhile is left to
    the next time; whoever stops in between has what was yielded.
    """
    after = -1
    while piece := due_texts(engine.reader(), encoder.model, after=after, most=_PIECE):
        vectors = each(lambda text: encoder.encode_record(text.words, text.language), piece)
        engine.commit(
            [put_vector(text, encoder.model, vector) for text, vector in zip(piece, vectors, strict=True)]
        )
        after = piece[-1].number
        yield len(piece)


class VectorKeeper:
    """Keeps vectors up to date while the site is served: cheap to ask, every other second."""

    def __init__(self, engine: Engine, encoder: Encoder, lock: Path) -> None:
        self._engine, self._encoder, self._lock = engine, encoder, lock
        self._seen: int | None = None
        self._due = 0.0

    def look(self, now: float) -> int:
        """Make what is due if anything changed and no other process is at it; return how many were made.

        `now` is `clock.ticks()`.
        """
        content = get_edition(self._engine.reader()).content
        if content == self._seen and now < self._due:
            return 0
        with alone(self._lock) as is_alone:
            if not is_alone:
                return 0
            made = sum(fill_vectors(self._engine, self._encoder))
        self._seen, self._due = content, now + _LOOKS_ANYHOW
        return made


def vector_findings(engine: Engine) -> Iterator[str]:
    """Yield what is wrong with vectors: one that is not there yet is none of it."""
    for number in wrong_vectors(engine.reader()):
        yield f"the vector of text {number} was made of other words; `factually rebuild` forgets it"


def forget_wrong_vectors(engine: Engine) -> int:
    """Take away vectors that were made of other texts, so that they are made anew; return how many."""
    wrong = list(wrong_vectors(engine.reader()))
    if wrong:
        engine.commit([delete_vector(number) for number in wrong])
    return len(wrong)


@contextmanager
def alone(lock: Path) -> Iterator[bool]:
    """Say whether no other process does what this file stands for, and keep others from it meanwhile."""
    with lock.open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True
