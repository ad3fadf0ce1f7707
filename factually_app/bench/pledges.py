"""Durable pledges a second, through the operation and over HTTP, beside SQLite with a flush a commit."""

import threading
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from functools import partial

from factually_app import clock
from factually_app.bench.events import Payers
from factually_app.bench.figures import Figure, Report, Run, Spread, interleaved, require
from factually_app.bench.load import run_apart, send_at_once
from factually_app.bench.site import campaign_in, database, served
from factually_app.bench.yardsticks import OneByOne, flushes_per_second, inserts_per_second
from factually_app.domain.payment import Outcome, ProviderEvent
from factually_app.operations.payments import receive_event
from factually_app.store.engine import Engine

SENDERS = (1, 8, 32)
_WANTED = {1: 1.0, 8: None, 32: 5.0}
_STEADY = 2.0
"""How many times faster than in another slice the disk may be for ratios to mean something."""

_A_SECOND = 1_000
"""Events made for each second that a slice is to take; more or fewer a second change how long it takes."""


def measure_pledges(run: Run) -> Report:
    """Let 1, 8 and 32 senders pay at once, in threads of this process and as clients of a server."""
    payers, seconds = Payers(), run.seconds / 5
    events = max(64, int(_A_SECOND * seconds))
    folder, beside = run.folder / "pledges", run.folder / "pledges-one-by-one"
    folder.mkdir()
    beside.mkdir()
    with served(folder) as site, database(beside) as other, closing(OneByOne(other, beside)) as one_by_one:
        measures: dict[str, Callable[[], float]] = {
            "flushes": partial(flushes_per_second, folder / "flushes", seconds=seconds / 4),
            "inserts": lambda: inserts_per_second(
                folder / "yardstick.db", [payers.raw() for _ in range(events)]
            ),
            "one by one": partial(_received, one_by_one, payers, events, 1),
        }
        for senders in SENDERS:
            measures[f"operation {senders}"] = partial(_received, site.engine, payers, events, senders)
            measures[f"HTTP {senders}"] = partial(_posted, site.port, payers, events, senders)
        found = interleaved(measures, run)
        counted = campaign_in(site.engine).supporters + campaign_in(other).supporters
    sent = (2 * len(SENDERS) + 1) * run.slices * events
    require(counted == sent, f"{sent:,} events were sent and {counted:,} supporters are counted")
    note = f"{sent:,} events were sent in all, and as many supporters are counted."
    disk = Spread.of(found["flushes"])
    times = disk.most / disk.least
    if times < _STEADY:
        return Report(_figures(found, is_steady=True), [note])
    unsteady = (
        f"The disk was {times:.1f} times as fast in one slice as in another: its ratios decide nothing."
    )
    return Report(_figures(found, is_steady=False), [note, unsteady])


def _figures(found: dict[str, list[float]], *, is_steady: bool) -> list[Figure]:
    alone, beside = found["one by one"], "one flush a commit"
    figures = [
        Figure("fdatasync of a page, in a loop", "a second", found["flushes"]),
        Figure("SQLite, a bare INSERT a commit", "a second", found["inserts"], found["flushes"], "fdatasync"),
        Figure(
            "SQLite, the same batches, one flush a commit", "a second", alone, found["flushes"], "fdatasync"
        ),
    ]
    for way in ("operation", "HTTP"):
        for senders in SENDERS:
            name = f"pledges by {way}, {senders} sender{'s' if senders > 1 else ''}"
            at_least = _WANTED[senders] if way == "operation" else None
            values = found[f"{way} {senders}"]
            figures.append(
                Figure(
                    name,
                    "a second",
                    values,
                    alone,
                    beside,
                    at_least=at_least,
                    is_steady=is_steady,
                    series=f"by {way}",
                    at=senders,
                )
            )
    return figures


def _received(engine: Engine, payers: Payers, events: int, senders: int) -> float:
    """Return how many a second the operation takes in; WrongCountError unless it counts each."""
    made = [payers.event() for _ in range(events)]
    outcomes: list[Outcome] = []

    def pay(share: Sequence[ProviderEvent]) -> None:
        for event in share:
            outcomes.append(receive_event(engine, event, received_at=clock.stamp()).outcome)

    threads = [threading.Thread(target=pay, args=(made[number::senders],)) for number in range(senders)]
    started = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    took = time.perf_counter() - started
    require(outcomes == [Outcome.COUNTED] * events, "an event was not counted")
    return events / took


def _posted(port: int, payers: Payers, events: int, senders: int) -> float:
    requests = [payers.request() for _ in range(events)]
    started = time.perf_counter()
    answers = run_apart(send_at_once(port, requests, senders=senders))
    took = time.perf_counter() - started
    require(answers.statuses == {200: events}, f"not every event was taken: {dict(answers.statuses)}")
    return events / took
