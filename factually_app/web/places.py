"""Places that are held for a while and handed over in the order in which they were asked for."""

import threading
from collections import deque

from factually_app import clock

MOMENT = 0.2
"""Seconds within which a place is free again where those who hold them are quick and the machine is not."""


class Places:
    """So many places. Whoever finds none waits a moment, but only while places change hands.

    Where all are held by somebody slow nobody waits: the thread that would is somebody else's.
    """

    def __init__(self, number: int) -> None:
        self._free = number
        self._waiting: deque[threading.Event] = deque()
        self._lock = threading.Lock()
        self._moved_at = 0.0

    def take(self) -> bool:
        """Take a place; False where none becomes free in time."""
        turn = threading.Event()
        with self._lock:
            now = clock.ticks()
            if self._free:
                self._free -= 1
                self._moved_at = now
                return True
            if now - self._moved_at >= MOMENT:
                return False
            self._waiting.append(turn)
        if turn.wait(MOMENT):
            return True
        with self._lock:
            if turn.is_set():  # handed over just now
                return True
            self._waiting.remove(turn)
            return False

    def give_back(self) -> None:
        """Hand a place to whoever has waited longest for one."""
        with self._lock:
            self._moved_at = clock.ticks()
            if self._waiting:
                self._waiting.popleft().set()
            else:
                self._free += 1
