"""Checking sources: asking their addresses, a few sites at a time, each site one thing after the other."""

import threading
from collections import defaultdict
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlsplit

from factually_app import clock
from factually_app.domain.source import Source
from factually_app.domain.source_check import SourceCheck
from factually_app.operations.asking import Asker
from factually_app.store import edition
from factually_app.store.engine import Engine
from factually_app.store.source_checks import find_check, put_check, sources_to_ask

AT_ONCE = 4
"""Sites that are asked at the same time."""
PAUSE_SECONDS = 1.0
"""Between two questions to one site."""


@dataclass(frozen=True)
class CheckedSource:
    """A source with what was met at its address."""

    source: Source
    check: SourceCheck


def check_sources(
    engine: Engine,
    asker: Asker,
    *,
    older_than: timedelta,
    limit: int,
    pause: float = PAUSE_SECONDS,
    on_check: Callable[[CheckedSource], None] | None = None,
) -> list[CheckedSource]:
    """Ask the sources that nobody asked for so long, and keep what is met; `on_check` is told of each."""
    before = (clock.now() - older_than).isoformat(timespec="seconds")
    sources = sources_to_ask(engine.reader(), before=before, limit=limit)
    say = on_check or _keep_quiet

    def ask_site(of_one_site: Sequence[Source]) -> list[CheckedSource]:
        done: list[CheckedSource] = []
        for source in of_one_site:
            if done:
                threading.Event().wait(pause)
            done.append(_check(engine, asker, source))
            say(done[-1])
        return done

    with ThreadPoolExecutor(max_workers=AT_ONCE) as sites:
        return [checked for done in sites.map(ask_site, _by_site(sources)) for checked in done]


def _check(engine: Engine, asker: Asker, source: Source) -> CheckedSource:
    """Ask one source and keep what is met, unless its address changed meanwhile."""
    address = source.address or ""
    met = asker.ask(address)
    check = SourceCheck(source.id, met.outcome, met.status, met.leads_to, met.detail, clock.stamp())
    known = find_check(engine.reader(), source.id)
    changes = check.is_dead != (known is not None and known.is_dead)
    shown = [edition.content_changed()] if changes else []
    engine.commit([put_check(check, address=address), *shown])
    return CheckedSource(source, check)


def _by_site(sources: Sequence[Source]) -> list[list[Source]]:
    sites: dict[str, list[Source]] = defaultdict(list)
    for source in sources:
        sites[_site(source.address or "")].append(source)
    return list(sites.values())


def _site(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def _keep_quiet(_checked: CheckedSource) -> None:
    """Tell nobody."""
