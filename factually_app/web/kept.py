"""Parts of pages that were drawn, kept in memory until the content changes; a bound on their size."""

import threading
from collections import OrderedDict
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

Part = TypeVar("Part")

MOST_BYTES = 8 * 1024 * 1024
"""What all parts of a process may take; the one that nobody asked for longest goes first."""


@dataclass(frozen=True)
class Moment:
    """What a drawn part depends on besides its own records: the edition of the content, and the day."""

    content: int
    day: date


class Kept(Generic[Part]):
    """Parts by id, all of one moment: a later edition or another day begins anew."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self._most_bytes = most_bytes
        self._lock = threading.Lock()
        self._moment: Moment | None = None
        self._parts: OrderedDict[str, tuple[Part, int]] = OrderedDict()
        self._bytes = 0

    def find(self, moment: Moment, id_: str) -> Part | None:
        """Return a part as it is at a moment; None when it has to be drawn."""
        with self._lock:
            if moment != self._moment or id_ not in self._parts:
                return None
            self._parts.move_to_end(id_)
            return self._parts[id_][0]

    def keep(self, moment: Moment, id_: str, part: Part, size: int) -> None:
        """Keep a part of `size` bytes, unless it was drawn of an edition that is over."""
        with self._lock:
            if self._moment and moment.content < self._moment.content:
                return
            if moment != self._moment:
                self._parts.clear()
                self._moment, self._bytes = moment, 0
            self._drop(id_)
            self._parts[id_] = (part, size)
            self._bytes += size
            while self._bytes > self._most_bytes:
                self._drop(next(iter(self._parts)))

    def _drop(self, id_: str) -> None:
        _, size = self._parts.pop(id_, (None, 0))
        self._bytes -= size
