"""Reading the counter among few and among many pledges: it must not matter how many there are."""

import itertools
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import partial

from factually_app import clock, create_app
from factually_app.bench.figures import Figure, Report, Run, interleaved, require
from factually_app.bench.site import campaign_in, database
from factually_app.config import Settings
from factually_app.domain.campaign import Campaign, Mode
from factually_app.domain.pledge import Dispute, Pledge, Provider
from factually_app.operations.integrity import totals_findings
from factually_app.store.campaigns import find_current_campaign
from factually_app.store.edition import campaign_changed
from factually_app.store.engine import Engine
from factually_app.store.pledges import insert_pledge

FEW = 1_000
AT_ONCE = 5_000
"""Pledges in one batch while a database is filled: one disk flush for all of them, every trigger for each."""

_READS, _REQUESTS = 2_000, 300
_MOST_TIMES = 1.5


def measure_counter(run: Run) -> Report:
    """Read the campaign, and its fragment through the application, beside few and beside many pledges."""
    measures: dict[str, Callable[[], float]] = {}
    took = {}
    with ExitStack() as stack:
        for size in {FEW, run.rows}:  # the same one twice where no more are asked for
            folder = run.folder / f"counter-{size}"
            engine = stack.enter_context(database(folder))
            started = time.perf_counter()
            fill(engine, size, run.say)
            took[size] = time.perf_counter() - started
            measures[f"read {size}"] = partial(_reads, engine)
            measures[f"page {size}"] = partial(_requests, engine, Settings(data_dir=folder))
        found = interleaved(measures, run)
    beside = f"with {FEW:,}"
    figures = [
        Figure(f"{name} with {run.rows:,} pledges", "µs", found[f"{kind} {run.rows}"],
               found[f"{kind} {FEW}"], beside, at_most=_MOST_TIMES)
        for kind, name in (("read", "find_current_campaign"), ("page", "GET /support/counter"))
    ]  # fmt: skip
    note = f"{run.rows:,} pledges were made in {took[run.rows]:.1f} s; totals, rows and ledger agree."
    return Report(figures, [note])


def fill(engine: Engine, pledges: int, say: Callable[[str], None]) -> None:
    """Give a database so many pledges, each of another person; WrongCountError unless its totals hold."""
    campaign = campaign_in(engine)
    made = _pledges(campaign, pledges)
    for number in range(0, pledges, AT_ONCE):
        say(f"{number:,} of {pledges:,} pledges")
        engine.commit([insert_pledge(pledge) for pledge in itertools.islice(made, AT_ONCE)])
    require(campaign_in(engine).supporters == pledges, "a pledge was not counted")
    require(not totals_findings(engine), "the totals are not what the rows come to")


def _pledges(campaign: Campaign, count: int) -> Iterator[Pledge]:
    at = clock.stamp()
    for number in range(count):
        name = f"bench{number:012}"
        yield Pledge(
            id=name,
            provider=Provider.STRIPE,
            reference=name,
            mode=Mode.TEST,
            campaign_id=campaign.id,
            named=False,
            person=name,
            erased=False,
            amount_minor=500,
            currency=campaign.currency,
            paid=True,
            failed=False,
            refunded_minor=0,
            dispute=Dispute.NONE,
            pledged_at=at,
            changed_at=at,
        )


def _reads(engine: Engine) -> float:
    """Return how many µs one read takes."""
    db, started = engine.reader(), time.perf_counter()
    for _ in range(_READS):
        find_current_campaign(db)
    return (time.perf_counter() - started) / _READS * 1e6


def _requests(engine: Engine, settings: Settings) -> float:
    """Return how many µs one request takes within the application, each after a change of the campaign.

    Without that the page cache would answer, which does not ask how many pledges there are.
    """
    client, took = create_app(settings, engine).test_client(), 0.0
    for _ in range(_REQUESTS):
        engine.commit([campaign_changed()])
        started = time.perf_counter()
        status = client.get("/support/counter", headers={"HX-Request": "true"}).status_code
        took += time.perf_counter() - started
        require(status == 200, f"the counter answers {status}")
    return took / _REQUESTS * 1e6
