"""What each worker counted, as files beside each other, so that any worker can tell the sum of all."""

import contextlib
import json
import os
import tempfile
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from factually_app.web.cache import PageCache

Tally = dict[str, float]

GAUGES = ("bytes", "pages")
"""What stands now, rather than what came to be; of workers that are gone it does not count."""


def tallies_in(data: Path) -> Path:
    """Return the folder of the tallies within the data folder."""
    return data / "metrics"


def tally_of(cache: PageCache) -> Tally:
    """Count what became of requests in this worker so far, and what it holds."""
    shelves = (cache.plain, cache.asked)
    return {
        "hits": cache.counts.hits,
        "misses": cache.counts.misses,
        "waits": cache.counts.waits,
        "bypasses": cache.counts.bypasses,
        "evictions": sum(shelf.evicted for shelf in shelves),
        "bytes": sum(shelf.bytes for shelf in shelves),
        "pages": sum(len(shelf) for shelf in shelves),
    }


def write_tally(folder: Path, tally: Mapping[str, float]) -> None:
    """Write what this process counted, whole or not at all."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    place = folder / f"{os.getpid()}.json"
    with tempfile.NamedTemporaryFile("w", dir=folder, delete=False) as draft:
        json.dump(tally, draft)
    Path(draft.name).replace(place)


def sum_of_tallies(folder: Path) -> Tally:
    """Add up what every worker wrote since the server started, also those that are gone."""
    total: Counter[str] = Counter()
    for place in folder.glob("*.json"):
        with contextlib.suppress(OSError, ValueError):  # taken away meanwhile, or not one of ours
            tally = json.loads(place.read_text("utf-8"))
            for name in () if _is_alive(place.stem) else GAUGES:
                tally[name] = 0
            total.update(tally)
    return dict(total)


def forget_tallies(folder: Path) -> None:
    """Begin to count anew: a server that starts was never asked."""
    for place in folder.glob("*"):
        place.unlink(missing_ok=True)


def _is_alive(process: str) -> bool:
    try:
        os.kill(int(process), 0)
    except (OSError, ValueError):
        return False
    return True
