"""The part `counter`: the goal as thousands of open pages ask for it, mostly to hear that it is the same."""

from contextlib import ExitStack

from factually_app.bench.beside import demo_site, fetched, nginx, rival
from factually_app.bench.crowd import COUNTER, EVERY
from factually_app.bench.figures import Figure, Report, Run, percentile, require
from factually_app.bench.load import poll, run_apart
from factually_app.bench.pages import folder_in, knowing
from factually_app.bench.race import Against, Race, told_of_load
from factually_app.bench.rates import Target
from factually_app.bench.site import Site

WATCHERS = 2_000
_ASKS = {"Accept-Encoding": "br", "HX-Request": "true"}


def measure(run: Run) -> Report:
    """Let the counter, the same 304 from a function and Flask's hello take turns; then let many watch."""
    with ExitStack() as stack:
        site = stack.enter_context(demo_site(folder_in(run, "site")))
        counter = Target(site.port, site.process, COUNTER, _ASKS)
        same = Target(site.port, site.process, COUNTER, knowing(counter), status=304)
        targets = {
            "304": same,
            "raw 304": stack.enter_context(rival("raw", run.folder / "same", fetched(same))),
            "counter": counter,
            "raw counter": stack.enter_context(rival("raw", run.folder / "counter", fetched(counter))),
            "hello": stack.enter_context(rival("hello", run.folder / "hello")),
        }
        if file := stack.enter_context(nginx(run.folder / "nginx")):
            targets["nginx"] = file
        race = Race(targets, run)
        watched, note = _watch(site, run)
    hello = Against("hello", "Flask hello", 5.0)
    static = Against("nginx", "nginx, 25 KB", 0.5)
    figures = [
        *race.figures("304", "counter, 304", [Against("raw 304", "raw WSGI, same 304", 0.9), hello, static]),
        *race.figures("counter", "counter", [Against("raw counter", "raw WSGI, same bytes", 0.9), hello]),
        *race.figures("hello", "yardstick: hello"),
        *watched,
    ]
    return Report(figures, [note, *told_of_load()])


def _watch(site: Site, run: Run) -> tuple[list[Figure], str]:
    """Let many pages look at the counter every 15 s, each knowing what it last saw."""
    run.say(f"{WATCHERS:,} watchers")
    seconds = run.seconds * 2
    answers = run_apart(poll(site.port, COUNTER, readers=WATCHERS, every=EVERY, seconds=seconds))
    asked = sum(answers.statuses.values())
    require(not answers.failures, f"{len(answers.failures)} watchers were not answered")
    require(set(answers.statuses) <= {200, 304}, f"the counter answers {dict(answers.statuses)}")
    figures = [
        Figure(f"{WATCHERS:,} watchers, p{percent}", "ms", [percentile(answers.seconds, percent) * 1e3])
        for percent in (50, 99)
    ]
    return figures, f"{WATCHERS:,} watchers looked {asked:,} times in {seconds:g} s, 0 errors."
