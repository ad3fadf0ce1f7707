"""Parts of pages that were drawn, kept in memory until what they are made of changes; within a bound."""

import threading
from collections import OrderedDict
from dataclasses import dataclass, replace
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


@dataclass(frozen=True)
class _Part(Generic[Part]):
    moment: Moment
    made_of: int
    part: Part
    size: int


class Kept(Generic[Part]):
    """Parts by id, each with the moment it is known to be true at, and a digest of what it is made of.

    A part that is out of date stays: what it is made of may turn out to be the same as ever.
    """

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self._most_bytes = most_bytes
        self._lock = threading.Lock()
        self._parts: OrderedDict[str, _Part[Part]] = OrderedDict()
        self._bytes = 0

    def find(self, moment: Moment, id_: str) -> Part | None:
        """Return a part as it is at a moment; None when it has to be read again."""
        with self._lock:
            known = self._parts.get(id_)
            if known is None or known.moment != moment:
                return None
            self._parts.move_to_end(id_)
            return known.part

    def find_same(self, moment: Moment, id_: str, made_of: int) -> Part | None:
        """Return a part that is made of the same, true from this moment on; None when it has to be drawn."""
        with self._lock:
            known = self._parts.get(id_)
            if known is None or known.made_of != made_of:
                return None
            self._put(id_, replace(known, moment=moment))
            return known.part

    def keep(self, moment: Moment, id_: str, made_of: int, part: Part, size: int) -> None:
        """Keep a part of `size` bytes, unless it was drawn of an edition that is over."""
        with self._lock:
            self._put(id_, _Part(moment, made_of, part, size))
            while self._bytes > self._most_bytes:
                self._drop(next(iter(self._parts)))

    def _put(self, id_: str, new: _Part[Part]) -> None:
        known = self._parts.get(id_)
        if known and new.moment.content < known.moment.content:
            return
        self._drop(id_)
        self._parts[id_] = new
        self._bytes += new.size

    def _drop(self, id_: str) -> None:
        if known := self._parts.pop(id_, None):
            self._bytes -= known.size
