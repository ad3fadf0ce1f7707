"""Saying in the log what was refused, without letting those who are refused fill the disk."""

import logging
import threading
import time

MOST_A_MINUTE = 20
"""Lines; what comes beyond is counted, and the count written when the minute is over and more comes."""

_SECONDS = 60.0


class Refusals:
    """A log of refusals that grows by so many lines a minute at most, whatever comes."""

    def __init__(self, log: logging.Logger) -> None:
        self._log = log
        self._lock = threading.Lock()
        self._until = 0.0
        self._count = 0

    def note(self, path: str, why: str) -> None:
        """Write a line, or count what it would have said."""
        with self._lock:
            unsaid = self._turn_over(time.monotonic())
            self._count += 1
            is_said = self._count <= MOST_A_MINUTE
        if unsaid:
            self._log.warning("%s more were refused within a minute", f"{unsaid:,}")
        if is_said:
            self._log.warning("%s refused: %s", path, why)

    def _turn_over(self, now: float) -> int:
        """Begin a new minute where the last one is over; return how many it left unsaid."""
        if now < self._until:
            return 0
        unsaid = max(0, self._count - MOST_A_MINUTE)
        self._until, self._count = now + _SECONDS, 0
        return unsaid
