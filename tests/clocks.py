"""A clock that tests set: the wall's, and the one that nobody sets."""

from datetime import UTC, datetime, timedelta

import pytest

from factually_app import clock

NOON = datetime(2026, 5, 2, 12, 0, 0, tzinfo=UTC)


class StoppedClock:
    """Both clocks, standing still until they are moved."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.at = NOON
        self.ticks = 1_000_000.0
        monkeypatch.setattr(clock, "now", lambda: self.at)
        monkeypatch.setattr(clock, "ticks", lambda: self.ticks)

    def pass_by(self, **time: float) -> None:
        """Let time pass: minutes=5."""
        passed = timedelta(**time)
        self.at += passed
        self.ticks += passed.total_seconds()

    def jump(self, **time: float) -> None:
        """Let somebody set the wall's clock."""
        self.at += timedelta(**time)
