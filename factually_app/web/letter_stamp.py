"""The stamp of a form: when it was handed out, signed, by which what no person filled in is told apart.

It stands in forms that no cache keeps; a form in a cached page leads to one of those.
"""

import hashlib
import hmac
import re

from factually_app import clock
from factually_app.web.installation import people_key

QUICKEST_SECONDS = 2
LONGEST_SECONDS = 24 * 3600
_STAMP = re.compile(r"([0-9]{1,12})\.([0-9a-f]{64})", re.ASCII)

TOO_QUICK = "That was quicker than anybody reads. Look it over, then send it again."
NOT_OURS = "This form was handed out too long ago. What you wrote is all here: send it again."


def stamp() -> str:
    """Return the stamp of a form that is handed out now."""
    seconds = int(clock.now().timestamp())
    return f"{seconds}.{_sign(seconds)}"


def find_problem(given: str) -> str | None:
    """Return what is wrong with the stamp of a form that came back; None when it is in order."""
    found = _STAMP.fullmatch(given)
    if not found or not hmac.compare_digest(found[2], _sign(int(found[1]))):
        return NOT_OURS
    age = int(clock.now().timestamp()) - int(found[1])
    if not 0 <= age <= LONGEST_SECONDS:
        return NOT_OURS
    return TOO_QUICK if age < QUICKEST_SECONDS else None


def _sign(seconds: int) -> str:
    return hmac.new(people_key(), f"letter-form:{seconds}".encode(), hashlib.sha256).hexdigest()
