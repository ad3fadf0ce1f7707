"""The part `match`: how long a question takes among so many claims, and how large their index is."""

import http.client
import os
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from itertools import cycle
from urllib.parse import quote

from factually_app.bench.claims import Speech, write_claims
from factually_app.bench.figures import Figure, Report, Run, percentile, require, told_of_machine
from factually_app.bench.site import Site, served
from factually_app.bench.vectors import lend_vectors
from factually_app.bench.yardsticks import BareIndex
from factually_app.config import Settings
from factually_app.extras import load_meaning
from factually_app.operations.import_files import import_paths
from factually_app.store.engine import Engine
from factually_app.store.matching import find_matches
from factually_app.store.meaning import Meaning
from factually_app.store.word_index import bytes_of_index

_QUESTIONS = 200
"""Questions that each way is asked in a slice, the same ones for all."""
_WARM = 20
_PERCENTS = (50, 95, 99)
_DRAWN = (50, 95)
"""Those of them that a chart draws."""

_MILLION = 1_000_000
_ENGLISH = "Is it so that "
"""Stop words alone, so that nothing else is looked for; without any a text is not taken for English."""

Ask = Callable[[str], None]


@dataclass
class _Filled:
    """What filling came to: seconds of the import, bytes of the index at half of the claims and at all."""

    seconds: float = 0.0
    sizes: list[int] = field(default_factory=list)


def measure(run: Run) -> Report:
    """Import claims, then ask the same questions of the matcher, of the server, and of FTS5 alone."""
    load, meaning = os.getloadavg()[0], load_meaning(Settings.from_environment())
    speech = Speech(seed=1)
    with served(run.folder / "match") as site, closing(BareIndex(run.folder / "bare.db")) as bare:
        filled = _fill(site.engine, bare, speech, run)
        questions = [speech.question() for _ in range(_QUESTIONS)]
        ways: dict[str, Ask] = {
            "FTS5 alone": bare.ask,
            "find_matches": lambda question: _ask_function(site.engine, question),
            "GET /api/v1/match": _Client(site).ask,
        }
        if meaning:
            lend_vectors(site.engine, meaning.encoder)
            meaning.read_all(site.engine.reader())
            ways["with meaning"] = _with_meaning(site.engine, meaning)
        found = _asked(ways, questions, run)
    figures = [*_latencies(found, run.rows), *_sizes(filled, run.rows)]
    notes = [
        f"{run.rows:,} claims were imported in {filled.seconds:.1f} s: checked, written, indexed, merged.",
        f"{_QUESTIONS} questions of 8 to 20 words, {run.slices} times each way; each found something.",
        told_of_machine(load),
    ]
    return Report(figures, notes)


def _fill(engine: Engine, bare: BareIndex, speech: Speech, run: Run) -> _Filled:
    """Import the claims in two halves, and give the yardstick the same texts."""
    filled, half = _Filled(), run.rows // 2
    for numbers in (range(half), range(half, run.rows)):
        file = run.folder / f"claims-{numbers.start}.jsonl"
        run.say(f"{len(numbers):,} claims are made and imported")
        bare.add(write_claims(file, speech, numbers))
        started = time.perf_counter()
        report = import_paths(engine, [file], publish=False, dry_run=False, by="factually bench")
        filled.seconds += time.perf_counter() - started
        require(report.others is not None and report.others.new == len(numbers), "a claim was not imported")
        filled.sizes.append(bytes_of_index(engine.reader()))
    bare.merge()
    return filled


def _asked(ways: Mapping[str, Ask], questions: Sequence[str], run: Run) -> dict[str, list[list[float]]]:
    """Return, for each way, the milliseconds of each question, a list a slice; ways take turns."""
    names = list(ways)
    found: dict[str, list[list[float]]] = {name: [] for name in names}
    for number in range(run.slices):
        first = number % len(names)
        for name in names[first:] + names[:first]:
            run.say(f"slice {number + 1} of {run.slices}: {name}")
            for question in questions[:_WARM]:
                ways[name](question)
            found[name].append([_milliseconds(ways[name], question) for question in questions])
    return found


def _milliseconds(ask: Ask, question: str) -> float:
    started = time.perf_counter()
    ask(question)
    return (time.perf_counter() - started) * 1e3


def _ask_function(engine: Engine, question: str, meaning: Meaning | None = None) -> None:
    with engine.snapshot() as db:
        require(bool(find_matches(db, question, meaning=meaning)), f"nothing was found for {question}")


def _with_meaning(engine: Engine, meaning: Meaning) -> Ask:
    # Blanks make each question one that was never asked: vectors of those asked lately are kept.
    blanks = (" " * number for number in cycle(range(1_000)))
    return lambda question: _ask_function(engine, _ENGLISH + question + next(blanks), meaning)


class _Client:
    """A connection that is kept, as a program that asks one question after the other has it."""

    def __init__(self, site: Site) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=30)

    def ask(self, question: str) -> None:
        """Ask, and read the answer."""
        self._connection.request("GET", f"/api/v1/match?q={quote(question)}")
        answer = self._connection.getresponse()
        body = answer.read()
        require(answer.status == 200 and b'"score"' in body, f"the server answers {answer.status}")


def _latencies(found: Mapping[str, Sequence[Sequence[float]]], rows: int) -> list[Figure]:
    figures = []
    for name, slices in found.items():
        for percent in _PERCENTS:
            values = [percentile(times, percent) for times in slices]
            beside = [percentile(times, percent) for times in found["FTS5 alone"]]
            is_yardstick = name == "FTS5 alone"
            figures.append(
                Figure(
                    f"{name}, p{percent}",
                    "ms",
                    values,
                    () if is_yardstick else beside,
                    "FTS5 alone",
                    series=f"{name}, p{percent}" if percent in _DRAWN else "",
                    at=rows,
                )
            )
    return figures


def _sizes(filled: _Filled, rows: int) -> list[Figure]:
    half, whole = filled.sizes
    return [
        Figure(f"index of {rows:,} claims", "MB", [whole / _MILLION]),
        Figure("growth of the index", "bytes a claim", [(whole - half) / (rows - rows // 2)]),
        Figure("claims imported", "a second", [rows / filled.seconds]),
    ]
