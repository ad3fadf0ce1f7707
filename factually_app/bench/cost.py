"""What a request costs the processor, and the changes before it that decide what is still in memory."""

import time
from collections.abc import Callable

from factually_app.bench.demo import Demo
from factually_app.store.edition import campaign_changed, content_changed
from factually_app.web.kept import Kept

TIMES = 20
"""Requests in one slice; the middle one counts."""


def cpu_of(before: Callable[[], None], ask: Callable[[], object], *, times: int = TIMES) -> float:
    """Return how many µs of the processor one request takes, whatever `before` does left out."""
    took = []
    for _ in range(times):
        before()
        started = time.process_time()
        ask()
        took.append(time.process_time() - started)
    return sorted(took)[times // 2] * 1e6


def queries_of(site: Demo, ask: Callable[[], object]) -> int:
    """Return how many queries a request asks."""
    queries: list[str] = []
    with site.engine.reader().tracer(lambda sql, _: queries.append(sql)):
        ask()
    return len(queries)


def forget_drawn(site: Demo) -> None:
    """Say that the content changed, and forget what was drawn: whatever is asked for next is drawn cold."""
    change_content(site)
    site.app.extensions["factually_checks"] = Kept()


def change_content(site: Demo) -> None:
    """Change nothing, and say that the content changed, as when somebody edits another record."""
    site.engine.commit([content_changed()])


def change_campaign(site: Demo) -> None:
    """Say that the campaign changed, as a payment does: pages are drawn anew, kept bodies stay."""
    site.engine.commit([campaign_changed()])
