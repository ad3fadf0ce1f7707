"""The part `startup`: how long until a fresh server answers, what commands take, what a worker holds."""

import os
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, closing
from dataclasses import dataclass, field
from functools import partial
from http.client import HTTPConnection

from factually_app.bench.alone import hello
from factually_app.bench.demo import fill_with_demo, links
from factually_app.bench.figures import Figure, Report, Run, interleaved, require, told_of_machine
from factually_app.bench.load import run_apart, send_at_once
from factually_app.bench.processes import cpu_of_tree, resident, tree_of
from factually_app.bench.site import COMMAND, database, running, serving
from factually_app.store.articles import newest_articles
from factually_app.web.turns import SERVER_THREADS

REQUESTS = 1_000
"""Requests that a worker has answered when its memory is looked at."""

_SECONDS, _MEGABYTES = 1.0, 90.0
"""Wanted: a first answer within a second, and a worker of no more megabytes."""

_SENDERS = 8
_MEGABYTE = 1e6
_SERVE, _HELLO = "factually serve", "granian with Flask's hello"
_ALONE = (sys.executable, hello.__file__, str(SERVER_THREADS))
_PASS, _IMPORTS = "python -c pass", "python, importing flask and granian"
_PYTHON: Mapping[str, Sequence[str]] = {
    _PASS: (sys.executable, "-c", "pass"),
    _IMPORTS: (sys.executable, "-c", "import flask, granian"),
    "import factually_app": (sys.executable, "-c", "import factually_app"),
    "factually --version": (*COMMAND, "--version"),
    "factually --help": (*COMMAND, "--help"),
}
_FIRST_YARDSTICK = {"import factually_app": _IMPORTS}

Server = AbstractContextManager[tuple[int, int]]
"""Entered, it starts a server and gives its port and process."""


@dataclass
class _Found:
    """Values a slice, by what was measured."""

    wall: Mapping[str, Sequence[float]] = field(default_factory=dict)
    cpu: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    memory: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))


def measure(run: Run) -> Report:
    """Start the site, the same server with Flask's hello, and each command, one after the other, in turns."""
    load, found = os.getloadavg()[0], _Found()
    folder = run.folder / "site"
    with database(folder) as engine:
        fill_with_demo(engine)
        article = newest_articles(engine.reader(), limit=1)[0].url
    measures: dict[str, Callable[[], float]] = {
        _SERVE: lambda: _started(found, _SERVE, serving(folder, folder / "log"), article),
        _HELLO: lambda: _started(found, _HELLO, running(_ALONE, folder / "hello-log"), "/"),
        **{name: partial(_ran, found, name, command) for name, command in _PYTHON.items()},
    }
    run.say("each once, so that what is compiled and read is the same for all")
    for measured in measures.values():
        measured()
    found.cpu.clear()
    found.memory.clear()
    found.wall = interleaved(measures, run)
    notes = [
        "Until the first answer: from the start of the process until an article was read whole.",
        f"A worker's memory: after {REQUESTS:,} requests, with the libraries that it shares.",
        told_of_machine(load),
    ]
    return Report([*_servers(found), *_commands(found)], notes)


def _started(found: _Found, name: str, server: Server, path: str) -> float:
    """Start a server; return how many seconds it took until it had answered."""
    started = time.perf_counter()
    with server as (port, process):
        page = _page(port, path)
        took = time.perf_counter() - started
        if (cpu := cpu_of_tree(process)) is not None:
            found.cpu[name].append(cpu)
        _ask_much(port, [path, *links(page, "/questions/")])
        if (bytes_held := _worker(process)) is not None:
            found.memory[name].append(bytes_held / _MEGABYTE)
    return took


def _page(port: int, path: str) -> str:
    with closing(HTTPConnection("127.0.0.1", port, timeout=30)) as connection:
        connection.request("GET", path)
        answer = connection.getresponse()
        body = answer.read().decode()
    require(answer.status == 200, f"{path} answers {answer.status}")
    return body


def _ask_much(port: int, paths: Sequence[str]) -> None:
    """Ask for pages in turn, packed by brotli as browsers take them."""
    head = "HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: br\r\n\r\n"
    requests = [f"GET {paths[number % len(paths)]} {head}".encode() for number in range(REQUESTS)]
    statuses = run_apart(send_at_once(port, requests, senders=_SENDERS)).statuses
    require(statuses == {200: REQUESTS}, f"not every request was answered: {dict(statuses)}")


def _worker(process: int) -> int | None:
    """Return how many bytes the largest process holds that a server started."""
    sizes = [resident(one.id) for one in tree_of(process)[1:]]
    return max(filter(None, sizes), default=None)


def _ran(found: _Found, name: str, command: Sequence[str]) -> float:
    """Run a command to its end; return how many seconds it took."""
    started = time.perf_counter()
    process = subprocess.Popen(command, env={}, stdout=subprocess.DEVNULL)  # noqa: S603
    _, status, used = os.wait4(process.pid, 0)
    took = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    require(process.returncode == 0, f"{name} failed with {process.returncode}")
    found.cpu[name].append(used.ru_utime + used.ru_stime)
    return took


def _servers(found: _Found) -> list[Figure]:
    """Return what the site took beside what is wanted and beside hello, then hello itself."""
    first, cpu, memory = "until the first answer", "until the first answer, CPU", "a worker's memory"
    figures = _beside(f"{_SERVE}, {first}", "s", found.wall[_SERVE], found.wall[_HELLO], _SECONDS)
    if found.cpu[_SERVE]:
        figures += _beside(f"{_SERVE}, {cpu}", "s", found.cpu[_SERVE], found.cpu[_HELLO])
    if found.memory[_SERVE]:
        figures += _beside(
            f"{_SERVE}, {memory}", "MB", found.memory[_SERVE], found.memory[_HELLO], _MEGABYTES
        )
    yardsticks = {first: ("s", found.wall), cpu: ("s", found.cpu), memory: ("MB", found.memory)}
    return [
        *figures,
        *(
            Figure(f"yardstick: {_HELLO}, {name}", unit, values[_HELLO])
            for name, (unit, values) in yardsticks.items()
            if values[_HELLO]
        ),
    ]


def _beside(
    name: str, unit: str, values: Sequence[float], hello: Sequence[float], wanted: float | None = None
) -> list[Figure]:
    to_hello = Figure(name, unit, values, hello, _HELLO)
    if wanted is None:
        return [to_hello]
    return [Figure(name, unit, values, [wanted] * len(values), f"{wanted:g} {unit}", at_most=1), to_hello]


def _commands(found: _Found) -> list[Figure]:
    """Return what each command took beside a Python that does nothing, or imports two libraries."""
    figures = []
    for name in _PYTHON:
        yardstick = "" if name == _PASS else _FIRST_YARDSTICK.get(name, _PASS)
        for unit, values in (("", found.wall), (", CPU", found.cpu)):
            beside = values[yardstick] if yardstick else ()
            figures.append(Figure(f"{name}{unit}", "s", values[name], beside, yardstick))
    return figures
