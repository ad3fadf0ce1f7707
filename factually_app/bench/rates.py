"""Requests a second of one server: by wrk where it is installed, else by a client of our own."""

import re
import shutil
import subprocess
import time
from collections.abc import Mapping
from dataclasses import dataclass

from factually_app.bench.figures import require
from factually_app.bench.load import run_apart, send_at_once
from factually_app.bench.processes import cpu_of_tree

CONNECTIONS = 32
_AT_ONCE = 2_000


@dataclass(frozen=True)
class Target:
    """An address to ask over and over: the port and process of its server, and the status that is right."""

    port: int
    process: int
    path: str = "/"
    headers: Mapping[str, str] | None = None
    status: int = 200


@dataclass(frozen=True)
class Rate:
    """Answers a second, and what each cost the server; no cost where the system does not say."""

    a_second: float
    cpu: float | None


def has_wrk() -> bool:
    return shutil.which("wrk") is not None


def rate_of(target: Target, seconds: float) -> Rate:
    """Ask as fast as it answers; WrongCountError when an answer is not the right one."""
    status = run_apart(send_at_once(target.port, [_request(target)], senders=1)).statuses
    require(status == {target.status: 1}, f"{target.path} answers {dict(status)}, not {target.status}")
    before, started = cpu_of_tree(target.process), time.perf_counter()
    count = _by_wrk(target, seconds) if has_wrk() else _by_ours(target, seconds)
    took, after = time.perf_counter() - started, cpu_of_tree(target.process)
    cost = None if before is None or after is None else (after - before) / count * 1e6
    return Rate(count / took, cost)


def _by_wrk(target: Target, seconds: float) -> int:
    headers = [word for name, value in (target.headers or {}).items() for word in ("-H", f"{name}: {value}")]
    address = f"http://127.0.0.1:{target.port}{target.path}"
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{max(1, round(seconds))}s", *headers, address]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout  # noqa: S603
    wrong = re.search(r"Non-2xx or 3xx responses: (\d+)", said)
    require(wrong is None, f"{target.path} was refused {wrong[1] if wrong else 0} times")
    found = re.search(r"(\d+) requests in", said)
    require(found is not None, f"wrk did not say how many were answered: {said}")
    return int(found[1]) if found else 0


def _by_ours(target: Target, seconds: float) -> int:
    requests, count = [_request(target)] * _AT_ONCE, 0
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        answers = run_apart(send_at_once(target.port, requests, senders=CONNECTIONS))
        require(answers.statuses == {target.status: _AT_ONCE}, f"{target.path}: {dict(answers.statuses)}")
        count += _AT_ONCE
    return count


def _request(target: Target) -> bytes:
    lines = "".join(f"{name}: {value}\r\n" for name, value in (target.headers or {}).items())
    return f"GET {target.path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{lines}\r\n".encode()
