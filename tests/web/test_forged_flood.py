"""A flood of forged events against the real server: all refused, nothing written, readers served."""

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from factually_app.bench.crowd import COUNTER, flood
from factually_app.bench.load import poll, run_apart
from factually_app.bench.site import campaign_in, served
from factually_app.operations.integrity import findings
from factually_app.store.payment_events import newest_events
from factually_app.web.refusals import MOST_A_MINUTE

SECONDS = 60.0 if os.environ.get("FACTUALLY_LONG_TESTS") else 3.0


@pytest.mark.slow
def test_a_forged_flood_writes_nothing_and_readers_are_served(tmp_path: Path) -> None:
    with served(tmp_path) as site, ThreadPoolExecutor(1) as pool:
        before = campaign_in(site.engine)
        watching = pool.submit(
            lambda: run_apart(poll(site.port, COUNTER, readers=20, every=0.5, seconds=SECONDS))
        )
        forged, rate = flood(site, SECONDS)
        readers = watching.result()
        print(f"{sum(forged.statuses.values()):,} forged events, {rate:,.0f} a second")
        assert forged.failures == readers.failures == []
        assert set(forged.statuses) == {400}
        assert set(readers.statuses) == {200, 304}
        assert forged.statuses[400] > 100
        assert list(newest_events(site.engine.reader(), limit=1)) == []
        assert campaign_in(site.engine) == before
        assert findings(site.engine) == []
        minutes = int(SECONDS // 60) + 2
        assert len(site.log.read_text("utf-8").splitlines()) <= minutes * (MOST_A_MINUTE + 1) + 2
