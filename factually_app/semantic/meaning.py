"""Meaning as the matcher asks for it: the records whose vectors are closest to the vector of a text."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sqlite_utils import Database

from factually_app.semantic.encoder import Encoder
from factually_app.semantic.matrix import Matrix, Rows
from factually_app.semantic.vector import Vector
from factually_app.store.meaning import Close, Ranges
from factually_app.store.vectors import serials_kept, vectors_since

LEAST_CLOSE = 0.4
"""Cosines below it say little: texts that have nothing to do with each other come up to it."""

_PIECE = 5_000
"""Vectors that one question waits for at most when many are new; the next one takes the next of them."""


class SentenceMeaning:
    """Knows what records mean that have a vector in the database. Threads may share it."""

    def __init__(self, published: Path, prepared: Path) -> None:
        self.encoder = Encoder(published, prepared)
        self._matrix = Matrix(prepared)

    def near(self, db: Database, text: str) -> "NearVector | None":
        """Return what a text is close to; None for a text that is not English."""
        vector = self.encoder.encode_question(text)
        if vector is None:
            return None
        self._read(db)
        return NearVector(db, self._matrix, vector)

    def read_all(self, db: Database) -> None:
        """Take up all vectors that came since."""
        while self._read(db):
            pass

    def _read(self, db: Database) -> bool:
        """Take up some of the vectors that came since; say whether there may be more."""
        matrix = self._matrix
        with matrix.lock:
            new = vectors_since(db, self.encoder.model, matrix.newest, most=_PIECE)
            if new:
                matrix.add(new)
        return len(new) == _PIECE


class NearVector:
    """What one text is close to, each record held against it once."""

    def __init__(self, db: Database, matrix: Matrix, vector: Vector) -> None:
        self._db = db
        self._rows, self._closeness = matrix.closeness(vector)

    def closest(self, ranges: Ranges, most: int) -> list[Close]:
        """Return at most so many of these numbers, the closest first."""
        rows = self._rows
        places = np.flatnonzero((self._closeness >= LEAST_CLOSE) & _within(rows, ranges))
        if len(places) > most:
            places = places[np.argpartition(-self._closeness[places], most)[:most]]
        places = places[np.lexsort((rows.numbers[places], -self._closeness[places]))]
        # A vector is of no use any more once its text has changed, whatever is in memory still.
        kept = serials_kept(self._db, rows.serials[places].tolist())
        return [
            Close(number, closeness)
            for number, serial, closeness in zip(
                rows.numbers[places].tolist(),
                rows.serials[places].tolist(),
                self._closeness[places].tolist(),
                strict=True,
            )
            if serial in kept
        ]


def _within(rows: Rows, ranges: Ranges) -> NDArray[np.bool_]:
    numbers = rows.numbers[: rows.count]
    within = np.zeros(rows.count, np.bool_)
    for first, last in ranges:
        within |= (numbers >= first) & (numbers <= last)
    return within
