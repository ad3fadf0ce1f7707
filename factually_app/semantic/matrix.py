"""The vectors of all records in memory: what came since is added, one vector is held against all."""

import threading
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from factually_app.semantic.sessions import CLOSENESS, COLUMN, PRODUCTS, ROWS, open_session
from factually_app.semantic.vector import WIDTH, Vector, unpacked
from factually_app.store.vectors import KeptVector

_LEAST = 1_024
_GROWTH = 1.5
_GONE = -1


@dataclass(frozen=True, eq=False)
class Rows:
    """Rows as they stood at one moment, oldest first; the number of one that a later row replaced is -1."""

    count: int
    numbers: NDArray[np.int64]
    serials: NDArray[np.int64]
    scales: NDArray[np.float32]
    vectors: NDArray[np.int8]

    @classmethod
    def of_size(cls, size: int) -> "Rows":
        return cls(
            0,
            np.full(size, _GONE, np.int64),
            np.zeros(size, np.int64),
            np.zeros(size, np.float32),
            np.zeros((size, WIDTH), np.int8),
        )

    @property
    def standing(self) -> NDArray[np.int64]:
        """Where the rows are that no later row replaced."""
        return np.flatnonzero(self.numbers[: self.count] != _GONE)


class Matrix:
    """Rows that grow. Threads may ask while one adds: they see what was there when they began."""

    def __init__(self, prepared: Path) -> None:
        self._session = open_session(prepared / CLOSENESS)
        self._lock = threading.Lock()
        self._rows = Rows.of_size(_LEAST)
        self._places: dict[int, int] = {}
        self.newest = 0

    @property
    def lock(self) -> threading.Lock:
        """To be held by whoever adds."""
        return self._lock

    def add(self, kept: list[KeptVector]) -> None:
        """Add vectors that came since; of a number that is there already the old one goes."""
        new = list({one.number: one for one in kept}.values())
        for one in new:
            if (place := self._places.pop(one.number, None)) is not None:
                self._rows.numbers[place] = _GONE
        if meant := [one for one in new if one.vector]:
            rows = self._with_room(len(meant))
            self._rows = self._appended(rows, meant)
        self.newest = max([self.newest, *(one.serial for one in kept)])

    def closeness(self, vector: Vector) -> tuple[Rows, NDArray[np.float32]]:
        """Return the rows, and of each the cosine between it and a vector."""
        rows = self._rows
        if not rows.count:
            return rows, np.zeros(0, np.float32)
        asked = {ROWS: rows.vectors[: rows.count], COLUMN: vector.numbers[:, None]}
        (products,) = self._session.run([PRODUCTS], asked)
        return rows, products[:, 0] * (rows.scales[: rows.count] * np.float32(vector.scale))

    def _appended(self, rows: Rows, meant: list[KeptVector]) -> Rows:
        start, end = rows.count, rows.count + len(meant)
        rows.scales[start:end], rows.vectors[start:end] = unpacked([one.vector for one in meant])
        rows.serials[start:end] = [one.serial for one in meant]
        rows.numbers[start:end] = [one.number for one in meant]
        self._places.update((one.number, start + place) for place, one in enumerate(meant))
        return Rows(end, rows.numbers, rows.serials, rows.scales, rows.vectors)

    def _with_room(self, more: int) -> Rows:
        """Return the rows with room for more; where they move, those that were replaced stay behind."""
        old = self._rows
        if old.count + more <= len(old.numbers):
            return old
        standing = old.standing
        new = Rows.of_size(max(_LEAST, int((len(standing) + more) * _GROWTH)))
        end = len(standing)
        new.numbers[:end], new.serials[:end] = old.numbers[standing], old.serials[standing]
        new.scales[:end], new.vectors[:end] = old.scales[standing], old.vectors[standing]
        self._places = dict(zip(new.numbers[:end].tolist(), range(end), strict=True))
        return Rows(end, new.numbers, new.serials, new.scales, new.vectors)
