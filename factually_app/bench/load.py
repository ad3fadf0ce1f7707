"""Load over HTTP from one event loop: senders one answer after the other, senders by the clock, readers."""

import asyncio
import time
from collections import Counter
from collections.abc import Coroutine, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, TypeVar

Result = TypeVar("Result")

PATIENCE = 30.0
_GOLDEN = 0.6180339887
"""Its multiples, without their whole part, lie evenly between 0 and 1 in no order that a server would see."""


@dataclass
class Answers:
    """How often each status came, and how many seconds each answer took."""

    statuses: Counter[int] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)

    def note(self, status: int, seconds: float) -> None:
        self.statuses[status] += 1
        self.seconds.append(seconds)


class Connection:
    """One connection that is kept between requests, as a browser or a provider keeps it."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def ask(self, request: bytes) -> tuple[int, dict[str, str]]:
        """Send a request whole; return the status and the headers of the answer, its body read."""
        if self._streams is None:
            self._streams = await asyncio.open_connection("127.0.0.1", self._port)
        reader, writer = self._streams
        writer.write(request)
        head = (await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), PATIENCE)).decode("latin-1")
        first, *lines = head.rstrip().split("\r\n")
        headers = dict(line.lower().split(": ", 1) for line in lines)
        await reader.readexactly(int(headers.get("content-length", 0)))
        return int(first.split()[1]), headers

    def close(self) -> None:
        if self._streams:
            self._streams[1].close()


async def send_at_once(port: int, requests: Sequence[bytes], *, senders: int) -> Answers:
    """Let some senders share the requests, each sending its next one after the answer to the one before."""
    answers = Answers()

    async def run(share: Sequence[bytes]) -> None:
        connection = Connection(port)
        for request in share:
            await _timed(connection, request, answers, since=time.perf_counter())
        connection.close()

    await asyncio.gather(*(run(requests[number::senders]) for number in range(senders)))
    return answers


async def send_by_the_clock(
    port: int, requests: Sequence[bytes], *, a_second: float, senders: int
) -> Answers:
    """Send so many a second whatever comes back. An answer's time counts from when it was due to be asked."""
    answers, started = Answers(), time.perf_counter()
    due = iter(enumerate(requests))

    async def run() -> None:
        connection = Connection(port)
        for number, request in due:
            moment = started + number / a_second
            await asyncio.sleep(max(0.0, moment - time.perf_counter()))
            await _timed(connection, request, answers, since=moment)
        connection.close()

    await asyncio.gather(*(run() for _ in range(senders)))
    return answers


async def poll(port: int, path: str, *, readers: int, every: float, seconds: float) -> Answers:
    """Let readers ask for a page every so often, each from a moment of its own, with the ETag they know."""
    answers, end = Answers(), time.perf_counter() + seconds

    async def run(place: float) -> None:
        connection, known = Connection(port), ""
        await asyncio.sleep(place * min(every, seconds))
        pause = every * (0.8 + 0.4 * place)
        while time.perf_counter() < end:
            headers = await _timed(connection, _get(path, known), answers, since=time.perf_counter())
            known = headers.get("etag", "")
            if time.perf_counter() + pause >= end:
                break  # all that waited for the end would look once more in the same instant
            await asyncio.sleep(pause)
        connection.close()

    await asyncio.gather(*(run(number * _GOLDEN % 1) for number in range(readers)))
    return answers


async def _timed(connection: Connection, request: bytes, answers: Answers, *, since: float) -> dict[str, str]:
    try:
        status, headers = await connection.ask(request)
    except (TimeoutError, OSError, EOFError, ValueError) as error:
        answers.failures.append(f"{type(error).__name__}: {error}")
        return {}
    answers.note(status, time.perf_counter() - since)
    return headers


def _get(path: str, known: str) -> bytes:
    condition = f"If-None-Match: {known}\r\n" if known else ""
    return f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nHX-Request: true\r\n{condition}\r\n".encode()


def run_apart(work: Coroutine[Any, Any, Result]) -> Result:
    """Run `work` to its end in a thread of its own, whatever loop this thread may be running already."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work).result()
