"""`factually bench supporters` in its smallest form: every measure is taken, and everything is counted."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from factually_app.bench.counter_reads import fill
from factually_app.bench.events import Payers
from factually_app.bench.figures import WrongCountError
from factually_app.bench.site import campaign_in, database
from factually_app.bench.yardsticks import commits_per_second, flushes_per_second

BENCH = [sys.executable, "-c", "from factually_app.cli import main; main()", "bench"]


def bench(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*BENCH, *arguments], capture_output=True, text=True, timeout=300)


@pytest.mark.slow
def test_the_part_measures_everything_and_leaves_nothing_behind():
    before = set(Path(tempfile.gettempdir()).glob("factually-bench-*"))
    done = bench("supporters", "--seconds", "0.5", "--rows", "2000", "--slices", "1", "--json")
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    ratios = {figure["name"]: figure["ratio"] for figure in found["figures"]}
    for way in ("operation", "HTTP"):
        for senders in ("1 sender", "8 senders", "32 senders"):
            assert ratios[f"pledges by {way}, {senders}"]["middle"] > 0
    for name in ("find_current_campaign", "GET /support/counter"):
        assert ratios[f"{name} with 2,000 pledges"]["middle"] > 0
    for phase in ("counter, 250 payments a second", "counter, forged flood"):
        assert all(ratios[f"{phase}, p{percent}"] for percent in (50, 95, 99))
    told = "\n".join(found["notes"])
    assert ", 0 errors." in told
    assert "125 people paid: 125 acknowledged, 125 counted." in told
    assert "answered 400, none counted" in told
    assert "slice 1 of 1" in done.stderr
    assert set(Path(tempfile.gettempdir()).glob("factually-bench-*")) <= before


def test_a_part_that_there_is_not_is_a_mistake():
    done = bench("naps")
    assert (done.returncode, done.stdout) == (2, "")
    assert "'naps' is not one of 'supporters', " in done.stderr


def test_a_database_is_filled_through_the_triggers(tmp_path):
    said: list[str] = []
    with database(tmp_path) as engine:
        fill(engine, 5_001, said.append)
        campaign = campaign_in(engine)
        assert (campaign.supporters, campaign.raised_minor) == (5_001, 500 * 5_001)
        assert said == ["0 of 5,001 pledges", "5,000 of 5,001 pledges"]


def test_a_database_that_counts_wrong_is_not_measured(tmp_path):
    with database(tmp_path) as engine:
        engine._writer.execute("UPDATE campaign_totals SET raised_minor = raised_minor + 1")
        with pytest.raises(WrongCountError, match="totals"):
            fill(engine, 3, lambda _: None)


def test_no_two_payers_are_the_same():
    payers = Payers()
    events = [payers.event() for _ in range(50)]
    assert len({event.event_id for event in events}) == 50
    assert len({event.person for event in events}) == 50


def test_the_yardsticks_write_what_they_are_given(tmp_path):
    payers = Payers()
    assert commits_per_second(tmp_path / "y.db", [payers.raw() for _ in range(20)]) > 0
    assert commits_per_second(tmp_path / "y.db", [payers.raw() for _ in range(20)]) > 0
    assert flushes_per_second(tmp_path / "flushes", seconds=0.05) > 0
    assert (tmp_path / "flushes").stat().st_size >= 4096
