"""Guessing: how often passwords and codes may be tried, so that nobody guesses and nobody is locked out.

A browser that its member signed in with before has budgets of its own: whoever hammers an account from
elsewhere uses up theirs alone.
"""

import hashlib
import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from factually_app import clock
from factually_app.domain.throttle import Budget, ThrottledError
from factually_app.store.throttle import Throttle

QUARTER, HOUR, DAY = 900.0, 3_600.0, 86_400.0

PER_ACCOUNT = 10
"""Passwords tried for one account from devices it does not know, in a quarter of an hour."""
PER_NETWORK = 30
"""Passwords tried from one network address for accounts that do not know the device, in an hour."""
PER_DEVICE = 10
"""Passwords tried on a device that the account knows, in a quarter of an hour."""
CODES, CODES_A_DAY = 5, 20
"""Codes of the second factor tried for one account, in a quarter of an hour and in a day. Of a million codes
three are valid at a time: whoever has the password needs some thirty years for an even chance."""


@dataclass(frozen=True)
class Arrival:
    """Where a request comes from. `known_device` is the name of a browser that the account knows."""

    device: str
    network: str
    address: str
    known_device: str | None = None


def password_budgets(folded_address: str, arrival: Arrival) -> list[Budget]:
    """Return what trying a password for an account spends; who has no account spends the same."""
    if arrival.known_device:
        return [Budget(_key("device", arrival.known_device), PER_DEVICE, QUARTER)]
    return [
        Budget(_key("network", arrival.address), PER_NETWORK, HOUR),
        Budget(_key("account", folded_address), PER_ACCOUNT, QUARTER),
    ]


def code_budgets(staff_id: str, arrival: Arrival) -> list[Budget]:
    """Return what trying a code of the second factor spends."""
    kind, whose = ("device code", arrival.known_device) if arrival.known_device else ("code", staff_id)
    key = _key(kind, whose)
    return [Budget(key, CODES, QUARTER), Budget(f"{key}:day", CODES_A_DAY, DAY)]


def again_budgets(session_id: str) -> list[Budget]:
    """Return what being asked for one's password once more spends."""
    return [Budget(_key("again", session_id), PER_DEVICE, QUARTER)]


@contextmanager
def spending(throttle: Throttle, budgets: Sequence[Budget]) -> Iterator["Tries"]:
    """Spend a try of each budget for what happens inside; ThrottledError when one has none left.

    It is spent before anything is verified, so that trying many at once gains nothing.
    """
    now = clock.ticks()
    throttle.forget(now=now)
    spent = throttle.spend(budgets, now=now)
    if isinstance(spent, float):
        raise ThrottledError(math.ceil(spent))
    tries = Tries()
    yield tries
    if tries.were_right:
        throttle.give_back(spent)


@dataclass
class Tries:
    """What was tried: whoever was right has spent nothing."""

    were_right: bool = False


def _key(kind: str, whose: str) -> str:
    """Return the name of a budget; the file holds nobody's address."""
    return f"{kind}:{hashlib.sha256(whose.encode('utf-8', 'surrogatepass')).hexdigest()[:32]}"
