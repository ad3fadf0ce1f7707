"""A crowd at a served site: many who pay while more watch the counter, and a flood of forged events."""

import multiprocessing
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager

from factually_app.bench.events import Payers
from factually_app.bench.figures import Figure, Report, Run, percentile, require
from factually_app.bench.load import Answers, poll, run_apart, send_at_once, send_by_the_clock
from factually_app.bench.site import Site, campaign_in, served

READERS = 500
EVERY = 15.0
"""Seconds between two looks of one reader: what the page itself waits."""

A_SECOND = 250
SENDERS = 32
FORGED_A_SECOND = 5_000
FLOODERS = 32
COUNTER = "/support/counter"
_PERCENTS = (50, 95, 99)


def measure_crowd(run: Run) -> Report:
    """Watch the counter while nobody pays, while 250 a second pay, and while forged events pour in."""
    folder = run.folder / "crowd"
    with _elsewhere() as pool, served(folder) as site:
        run.say(f"{READERS} readers, quiet")
        quiet = pool.submit(_watch, site.port, run.seconds).result()
        run.say(f"{READERS} readers, {A_SECOND} payments a second")
        payers = Payers()
        payments = [payers.request() for _ in range(int(A_SECOND * run.seconds))]
        watching = pool.submit(_watch, site.port, run.seconds)
        paid = pay_by_the_clock(site, payments)
        busy = watching.result()
        counted = campaign_in(site.engine).supporters
        run.say(f"{READERS} readers, a flood of forged events")
        watching = pool.submit(_watch, site.port, run.seconds)
        forged, rate = flood(site, run.seconds)
        flooded = watching.result()
        after, log = campaign_in(site.engine).supporters, site.log.read_text("utf-8")
    figures = [
        *_latencies("counter, quiet", quiet),
        *_latencies(f"counter, {A_SECOND} payments a second", busy, beside=quiet),
        *_latencies(f"payment, {A_SECOND} a second", paid),
        *_latencies("counter, forged flood", flooded, beside=quiet, at_most=2.0),
        Figure("forged events refused", "a second", [rate]),
    ]
    require(counted == paid.statuses[200], "an acknowledged payment is not counted")
    require(after == counted, "a forged event was counted")
    watched = (quiet, busy, flooded)
    readers = (
        f"{READERS} readers looked every {EVERY:g} s, {run.seconds:g} s a phase: "
        f"{sum(map(_asked, watched)):,} looks, {sum(map(_errors, watched))} errors."
    )
    payers_told = f"{_asked(paid):,} people paid: {paid.statuses[200]:,} acknowledged, {counted:,} counted."
    forgeries = (
        f"{_asked(forged):,} forged events: {forged.statuses[400]:,} answered 400, none counted, "
        f"{len(log.splitlines())} lines in the log."
    )
    return Report(figures, [readers, payers_told, forgeries])


def pay_by_the_clock(site: Site, requests: Sequence[bytes]) -> Answers:
    """Let 250 people a second pay."""
    return run_apart(send_by_the_clock(site.port, requests, a_second=A_SECOND, senders=SENDERS))


def flood(site: Site, seconds: float) -> tuple[Answers, float]:
    """Send forged events as fast as they are answered, at most 5,000 a second; return how many a second."""
    requests = [Payers().forged()] * (FORGED_A_SECOND // 10)
    total, started = Answers(), time.perf_counter()
    while (took := time.perf_counter() - started) < seconds:
        some = run_apart(send_at_once(site.port, requests, senders=FLOODERS))
        total.statuses.update(some.statuses)
        total.seconds += some.seconds
        total.failures += some.failures
        due = started + sum(total.statuses.values()) / FORGED_A_SECOND
        time.sleep(max(0.0, due - time.perf_counter()))
    return total, sum(total.statuses.values()) / took


def _watch(port: int, seconds: float) -> Answers:
    return run_apart(poll(port, COUNTER, readers=READERS, every=EVERY, seconds=seconds))


@contextmanager
def _elsewhere() -> Iterator[ProcessPoolExecutor]:
    """A process for the readers, so that their clock does not wait for those who pay."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        yield pool


def _latencies(
    name: str, answers: Answers, *, beside: Answers | None = None, at_most: float | None = None
) -> Sequence[Figure]:
    return [
        Figure(
            f"{name}, p{percent}",
            "ms",
            [percentile(answers.seconds, percent) * 1e3],
            [percentile(beside.seconds, percent) * 1e3] if beside else (),
            "quiet" if beside else "",
            at_most=at_most if percent == 99 else None,
        )
        for percent in _PERCENTS
    ]


def _asked(answers: Answers) -> int:
    return sum(answers.statuses.values()) + len(answers.failures)


def _errors(answers: Answers) -> int:
    """Return how many were not answered, or with neither the page nor 'as you have it'."""
    return _asked(answers) - answers.statuses[200] - answers.statuses[304]
