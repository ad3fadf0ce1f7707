"""The part `import`: claims of others, content files, an export, beside the same rows in one plain table."""

import filecmp
import json
import os
import shutil
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import count
from pathlib import Path

from factually_app.bench.alone import bare_rows
from factually_app.bench.checks import RECORDS_EACH, write_checks
from factually_app.bench.claims import Speech, write_claims
from factually_app.bench.figures import Figure, Report, Run, interleaved, require, told_of_machine
from factually_app.bench.yardsticks import flushes_per_second

FEWER = 10
"""How many times fewer rows the small form of a file has, to see whether memory grows with them."""

_CONTENT_SHARE = 5
"""Claims of others for each record in content files, which say more and are looked at more closely."""

_MOST_TIMES = 1.2
_MEGABYTE = 1e6
_OTHERS, _CONTENT, _EXPORT = "claims of others", "content files", "an export"
_CHILD = (sys.executable, "-m", "factually_app.bench.importer")
_BARE = (sys.executable, bare_rows.__file__)
_BESIDE = "bare INSERTs"
_FEW, _BARE_TOO = ", few", ", bare"


@dataclass
class _Told:
    """What the processes told, a value a slice, by the name of the measure."""

    rows: dict[str, int] = field(default_factory=dict)
    cpu: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    peak: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    numbers: Iterator[int] = field(default_factory=count)


def measure(run: Run) -> Report:
    """Write files of each kind, whole and a tenth of them; take in the tenth once, and the whole in turns."""
    load, told = os.getloadavg()[0], _Told()
    whole, few = _written(run, run.rows, ""), _written(run, run.rows // FEWER, _FEW)
    told.rows = {name: sum(1 for _ in bare_rows.rows_of(path)) for name, path in {**whole, **few}.items()}
    measures: dict[str, Callable[[], float]] = {
        "flushes": partial(flushes_per_second, run.folder / "flushes", seconds=0.2),
        "export": partial(_exported, run, told, "export"),
    }
    for name, path in few.items():
        run.say(name)
        _imported(run, told, name, path)
    for name, path in whole.items():
        measures[name] = partial(_imported, run, told, name, path)
        measures[f"{name}{_BARE_TOO}"] = partial(_inserted, run, told, f"{name}{_BARE_TOO}", path)
    found = interleaved(measures, run)
    figures = [figure for name in whole for figure in _figures(name, found, told)]
    figures.append(Figure("an export, written", "a second", _rates(told.rows[_EXPORT], found["export"])))
    flushes = Figure("yardstick: fdatasync of a page, in a loop", "a second", found["flushes"])
    notes = [
        f"{told.rows[_OTHERS]:,} claims of others, {told.rows[_CONTENT]:,} records in content files.",
        f"{told.rows[_EXPORT]:,} records in an export of both, with all revisions.",
        "Each in a process and a database of its own, from the first line read until all is on the disk.",
        told_of_machine(load),
    ]
    return Report([*figures, flushes], notes)


def _written(run: Run, rows: int, few: str) -> dict[str, Path]:
    """Write claims of others, fewer records as content files, an export of both; return where they lie."""
    run.say(f"{rows:,} claims of others, content files, an export{few}")
    speech, folder = Speech(seed=1), run.folder / f"files-{rows}"
    folder.mkdir()
    others, content, export = folder / "claims.jsonl", folder / "checks", folder / "export"
    for _ in write_claims(others, speech, range(rows)):
        pass  # its texts are for whoever matches them
    write_checks(content, speech, max(1, rows // _CONTENT_SHARE // RECORDS_EACH))
    for path in (others, content):
        _told(*_CHILD, "import", folder, path)
    _told(*_CHILD, "export", folder, export)
    return {f"{_OTHERS}{few}": others, f"{_CONTENT}{few}": content, f"{_EXPORT}{few}": export}


def _imported(run: Run, told: _Told, name: str, path: Path) -> float:
    """Import into a new database; return how many seconds it took, and let nothing of it stay."""
    folder = run.folder / f"import-{next(told.numbers)}"
    took = _kept(told, name, _told(*_CHILD, "import", folder, path))
    if name == f"{_EXPORT}{_FEW}":
        _require_the_same(folder, path)
    shutil.rmtree(folder)
    return took


def _require_the_same(folder: Path, export: Path) -> None:
    """An export that was read back is exported to the very same files."""
    again = folder / "again"
    _told(*_CHILD, "export", folder, again)
    names = {file.name for file in export.iterdir()} | {file.name for file in again.iterdir()}
    _, other, missing = filecmp.cmpfiles(export, again, names, shallow=False)
    require(not other and not missing, f"an export was not read back as it is: {sorted([*other, *missing])}")


def _inserted(run: Run, told: _Told, name: str, path: Path) -> float:
    database = run.folder / f"bare-{next(told.numbers)}.db"
    said = _told(*_BARE, database, path)
    require(said["rows"] == told.rows[name.removesuffix(_BARE_TOO)], "a row was not inserted")
    database.unlink()
    return _kept(told, name, said)


def _exported(run: Run, told: _Told, name: str) -> float:
    folder = run.folder / f"files-{run.rows}"
    return _kept(told, name, _told(*_CHILD, "export", folder, folder / "export"))


def _kept(told: _Told, name: str, said: Mapping[str, float]) -> float:
    told.cpu[name].append(said["cpu"])
    if said["peak"]:
        told.peak[name].append(said["peak"] / _MEGABYTE)
    return said["seconds"]


def _told(*command: str | Path) -> Mapping[str, float]:
    """Run a program to its end; return what it told as JSON."""
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True)  # noqa: S603
    require(done.returncode == 0, f"an import failed: {done.stderr.strip()}")
    return json.loads(done.stdout)  # type: ignore[no-any-return]


def _figures(name: str, found: Mapping[str, Sequence[float]], told: _Told) -> list[Figure]:
    """Return how many rows a second, what each costs, and how memory grows with them."""
    rows, bare = told.rows[name], f"{name}{_BARE_TOO}"
    speed, bare_speed = _rates(rows, found[name]), _rates(rows, found[bare])
    cost, bare_cost = _costs(rows, told.cpu[name]), _costs(rows, told.cpu[bare])
    figures = [
        Figure(f"{name}, imported", "a second", speed, bare_speed, _BESIDE),
        Figure(f"{name}, CPU", "µs a row", cost, bare_cost, _BESIDE),
        Figure(f"yardstick: {name} by {_BESIDE}", "a second", bare_speed),
    ]
    if told.peak[name]:
        figures += _memory(name, told)
    return figures


def _memory(name: str, told: _Told) -> list[Figure]:
    """Return the most that an import held, beside what it held at most with a tenth of the rows."""
    few, peaks = f"{name}{_FEW}", told.peak[name]
    beside, yardstick = told.peak[few] * len(peaks), f"with {told.rows[few]:,}"
    bare = f"yardstick: {name} by {_BESIDE}, memory at most"
    return [
        Figure(f"{name}, memory at most", "MB", peaks, beside, yardstick, at_most=_MOST_TIMES),
        Figure(bare, "MB", told.peak[f"{name}{_BARE_TOO}"]),
    ]


def _rates(rows: int, seconds: Sequence[float]) -> list[float]:
    return [rows / took for took in seconds]


def _costs(rows: int, seconds: Sequence[float]) -> list[float]:
    return [took / rows * 1e6 for took in seconds]
