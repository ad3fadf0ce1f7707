"""The log of what is refused: it grows by so many lines a minute, whatever comes."""

import logging

import pytest

from factually_app.web import refusals
from factually_app.web.refusals import MOST_A_MINUTE, Refusals


@pytest.fixture
def minute(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The clock of the log, to be turned by hand."""
    now = [1_000.0]
    monkeypatch.setattr(refusals.time, "monotonic", lambda: now[0])
    return now


@pytest.fixture
def log(caplog: pytest.LogCaptureFixture) -> Refusals:
    caplog.set_level(logging.WARNING)
    return Refusals(logging.getLogger("weir"))


def test_each_refusal_is_a_line(log, caplog, minute):
    log.note("/webhooks/stripe", "nobody signed this")
    assert caplog.messages == ["/webhooks/stripe refused: nobody signed this"]


def test_a_flood_is_so_many_lines_and_then_a_count(log, caplog, minute):
    for _ in range(5_000):
        log.note("/webhooks/stripe", "nobody signed this")
    assert len(caplog.messages) == MOST_A_MINUTE
    minute[0] += 61
    log.note("/webhooks/stripe", "nobody signed that")
    assert caplog.messages[MOST_A_MINUTE:] == [
        f"{5_000 - MOST_A_MINUTE:,} more were refused within a minute",
        "/webhooks/stripe refused: nobody signed that",
    ]


def test_a_quiet_minute_leaves_nothing_to_say(log, caplog, minute):
    for _ in range(3):
        log.note("/webhooks/standard", "nobody signed this")
        minute[0] += 61
    assert caplog.messages == ["/webhooks/standard refused: nobody signed this"] * 3
