"""The pace at which one address may search."""

import pytest

from factually_app.domain.throttle import ThrottledError
from factually_app.web import pace as paces
from factually_app.web.pace import Pace
from tests.clocks import StoppedClock


@pytest.fixture
def pace(stopped: StoppedClock) -> Pace:
    return Pace(at_once=3, a_second=0.5)


def test_so_many_at_once_and_then_so_many_a_second(pace: Pace, stopped: StoppedClock) -> None:
    for _ in range(3):
        pace.spend("weir")
    with pytest.raises(ThrottledError) as refused:
        pace.spend("weir")
    assert refused.value.seconds == 2
    stopped.pass_by(seconds=2)
    pace.spend("weir")
    with pytest.raises(ThrottledError):
        pace.spend("weir")


def test_being_refused_costs_nothing_and_waiting_gives_all_back(pace: Pace, stopped: StoppedClock) -> None:
    for _ in range(3):
        pace.spend("weir")
    for _ in range(10):
        with pytest.raises(ThrottledError):
            pace.spend("weir")
    stopped.pass_by(minutes=10)
    for _ in range(3):
        pace.spend("weir")
    with pytest.raises(ThrottledError):
        pace.spend("weir")


def test_one_address_is_nothing_to_another(pace: Pace) -> None:
    for _ in range(3):
        pace.spend("weir")
    pace.spend("mill")


def test_memory_is_bounded(pace: Pace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paces, "MOST_ADDRESSES", 5)
    for number in range(50):
        pace.spend(f"address {number}")
    assert len(pace._left) == 5
