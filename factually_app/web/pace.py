"""A pace that each address may keep, counted in the memory of this process: nothing is written for a read."""

import math
import threading
from collections import OrderedDict

from factually_app import clock
from factually_app.domain.throttle import ThrottledError

MOST_ADDRESSES = 10_000
"""That are remembered; whoever asked longest ago is forgotten first."""

SEARCHES_AT_ONCE = 60
SEARCHES_A_SECOND = 2
"""What one address may search: who types asks every few letters, and a household shares an address."""


class Pace:
    """So many at once, and then so many a second. An address that waits gets its store back."""

    def __init__(self, *, at_once: int, a_second: float) -> None:
        self._at_once = at_once
        self._a_second = a_second
        self._lock = threading.Lock()
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def spend(self, whence: str) -> None:
        """Count one for an address; ThrottledError when it has none left."""
        now = clock.ticks()
        with self._lock:
            left, at = self._left.pop(whence, (float(self._at_once), now))
            left = min(float(self._at_once), left + (now - at) * self._a_second)
            is_allowed = left >= 1
            self._left[whence] = (left - 1 if is_allowed else left, now)
            if len(self._left) > MOST_ADDRESSES:
                self._left.popitem(last=False)
        if not is_allowed:
            raise ThrottledError(math.ceil((1 - left) / self._a_second))


def search_pace() -> Pace:
    """Return a new pace for searches, at which nobody has searched yet."""
    return Pace(at_once=SEARCHES_AT_ONCE, a_second=SEARCHES_A_SECOND)
