"""The wall clock, in one place, so that tests can stop it."""

import time
from datetime import UTC, date, datetime


def now() -> datetime:
    """Return this moment, aware, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """Return this day in UTC, by which campaigns start and end."""
    return now().date()


def stamp() -> str:
    """Return this moment as it is kept: ISO 8601, UTC, to the second."""
    return now().isoformat(timespec="seconds")


ticks = time.monotonic
"""Seconds since this machine started: nobody sets this clock, and all processes share it."""
