"""Tries, counted in a file that processes share"""

import os
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from factually_app.domain.errors import BusyError
from factually_app.domain.throttle import Budget
from factually_app.store.throttle import Throttle

THREE = Budget("weir", 3, 60.0)

SPEND = """
import sys
from pathlib import Path
from factually_app.domain.throttle import Budget
from factually_app.store.throttle import Throttle
throttle = Throttle(Path(sys.argv[1]))
print(sum(isinstance(throttle.spend([Budget("weir", 10, 900.0)], now=5.0), list) for _ in range(20)))
throttle.close()
"""


@pytest.fixture
def throttle(tmp_path):
    made = Throttle(tmp_path / "throttle.db")
    yield made
    made.close()


def spend(throttle, now, *budgets):
    return throttle.spend(budgets or (THREE,), now=now)


def test_no_stretch_of_time_holds_more_than_the_budget(throttle):
    granted = [now for now in range(600) if isinstance(spend(throttle, float(now)), list)]
    for start in range(600):
        assert sum(start <= now < start + 60 for now in granted) <= 3
    assert len(granted) == 30


def test_whoever_is_refused_learns_how_long(throttle):
    for now in (0.0, 10.0, 20.0):
        assert isinstance(spend(throttle, now), list)
    assert spend(throttle, 25.0) == 35.0
    assert isinstance(spend(throttle, 60.5), list)


def test_a_refusal_spends_nothing_of_the_other_budgets(throttle):
    narrow = Budget("narrow", 1, 60.0)
    assert isinstance(spend(throttle, 0.0, THREE, narrow), list)
    for _ in range(5):
        assert isinstance(spend(throttle, 1.0, THREE, narrow), float)
    assert isinstance(spend(throttle, 1.0, THREE), list)
    assert isinstance(spend(throttle, 1.0, THREE), list)


def test_what_is_given_back_counts_no_more(throttle):
    for now in range(10):
        throttle.give_back(spend(throttle, float(now)))


def test_a_machine_started_anew_begins_anew(throttle):
    for _ in range(3):
        spend(throttle, 900_000.0)
    throttle.forget(now=5.0)
    assert isinstance(spend(throttle, 5.0), list)


def test_what_counts_no_more_is_taken_away(throttle, tmp_path):
    for now in range(3):
        spend(throttle, float(now))
    throttle.forget(now=1_000.0)
    assert throttle._run("SELECT count(*) FROM tries", {}) == [(0,)]


def test_processes_and_threads_share_one_budget(throttle, tmp_path):
    command = [sys.executable, "-c", SPEND, str(tmp_path / "throttle.db")]
    others = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(3)]
    budget = Budget("weir", 10, 900.0)
    with ThreadPoolExecutor(4) as pool:
        mine = list(pool.map(lambda _: throttle.spend([budget], now=5.0), range(40)))
    theirs = sum(int(other.communicate(timeout=60)[0]) for other in others)
    assert sum(isinstance(each, list) for each in mine) + theirs == 10


def test_the_file_is_for_this_account_alone(throttle, tmp_path):
    spend(throttle, 0.0)
    for name in os.listdir(tmp_path):
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600


def test_whoever_cannot_be_counted_is_not_let_through(tmp_path):
    (tmp_path / "throttle.db").write_bytes(b"not a database" * 500)
    with pytest.raises(BusyError):
        spend(Throttle(tmp_path / "throttle.db"), 0.0)
    with pytest.raises(BusyError):
        spend(Throttle(tmp_path / "nowhere" / "throttle.db"), 0.0)
