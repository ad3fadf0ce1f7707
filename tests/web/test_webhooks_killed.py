"""Killed at every step and at random: nothing acknowledged is lost, nothing is counted twice."""

import http.client
import itertools
import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from factually_app.operations.campaigns import set_campaign
from factually_app.operations.integrity import findings
from factually_app.operations.ledger import seal_ledger
from factually_app.store.campaigns import find_current_campaign
from factually_app.store.engine import Engine
from factually_app.store.payment_events import newest_events
from tests.crash_server import NEVER, STEPS
from tests.payments import paid_body, stripe_header
from tests.staff import EDDA

LONG = bool(os.environ.get("FACTUALLY_LONG_TESTS"))
KILLS_AT_A_STEP = 100 if LONG else 3
RANDOM_KILLS = 500 if LONG else 30
SENDERS = 4


class Witness:
    """The ledger of the other side: what was acknowledged, on the disk before anything else happens."""

    def __init__(self, file: Path) -> None:
        self._file = os.open(file, os.O_CREAT | os.O_APPEND | os.O_WRONLY)
        self._lock = threading.Lock()
        self.acknowledged: list[int] = []

    def note(self, event: int) -> None:
        with self._lock:
            os.write(self._file, f"{event}\n".encode())
            os.fsync(self._file)
            self.acknowledged.append(event)


class Provider:
    """Senders that repeat every event until it is acknowledged, and some of them afterwards too."""

    def __init__(self, port: int, witness: Witness) -> None:
        self._port, self._witness = port, witness
        self._events = itertools.count(1)
        self._stopped = threading.Event()
        self._threads = [threading.Thread(target=self._run) for _ in range(SENDERS)]
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        self._stopped.set()
        for thread in self._threads:
            thread.join()

    def _run(self) -> None:
        chance = random.Random(1)
        while not self._stopped.is_set():
            event = next(self._events)
            while (status := self._send(event)) != 200:
                assert status in (None, 503)
                time.sleep(0.005)
            self._witness.note(event)
            if chance.random() < 0.2:
                self._send(event)

    def _send(self, event: int) -> int | None:
        body = paid_body(event)
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=10)
        try:
            connection.request("POST", "/webhooks/stripe", body, {"Stripe-Signature": stripe_header(body)})
            return connection.getresponse().status
        except (OSError, http.client.HTTPException):
            return None
        finally:
            connection.close()


class Killable:
    """The server of `tests.crash_server`, started anew after each end."""

    def __init__(self, folder: Path, port: int) -> None:
        command = [sys.executable, "-m", "tests.crash_server", str(folder), str(port)]
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True)
        self._child = 0

    def start(self, step: str, count: int) -> None:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(f"{step} {count}\n")
        self._process.stdin.flush()
        self._child = int(self._process.stdout.readline())

    def kill(self) -> None:
        os.kill(self._child, signal.SIGKILL)

    def end(self) -> None:
        self.kill()
        self._process.communicate()


@pytest.fixture
def port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@pytest.fixture
def server(engine: Engine, tmp_path: Path, port: int) -> Iterator[Killable]:
    set_campaign(engine, EDDA, title="Mend the weir", goal=100)
    server = Killable(tmp_path, port)
    yield server
    server.end()


def assert_exact(engine: Engine, witness: Witness) -> None:
    kept = {event.event_id for event in newest_events(engine.reader(), limit=10**6)}
    assert {f"evt_{event}" for event in witness.acknowledged} == kept
    campaign = find_current_campaign(engine.reader())
    assert campaign
    assert (campaign.supporters, campaign.raised_minor) == (len(kept), 500 * len(kept))
    seal_ledger(engine)
    assert findings(engine) == []


@pytest.mark.slow
def test_killed_at_every_step(server: Killable, engine: Engine, tmp_path: Path, port: int) -> None:
    witness = Witness(tmp_path / "witness")
    server.start(STEPS[0], 1)
    provider = Provider(port, witness)
    for step in STEPS[1:] * KILLS_AT_A_STEP + STEPS[:1] * (KILLS_AT_A_STEP - 1):
        server.start(step, random.randint(1, 12))  # once the one before has ended itself
    server.start(NEVER, 1)
    provider.stop()
    assert len(witness.acknowledged) > KILLS_AT_A_STEP
    assert_exact(engine, witness)


@pytest.mark.slow
def test_killed_at_random(server: Killable, engine: Engine, tmp_path: Path, port: int) -> None:
    witness = Witness(tmp_path / "witness")
    server.start(NEVER, 1)
    provider = Provider(port, witness)
    for _ in range(RANDOM_KILLS):
        time.sleep(random.uniform(0.01, 0.12))
        server.kill()
        server.start(NEVER, 1)
    provider.stop()
    assert len(witness.acknowledged) > RANDOM_KILLS
    assert_exact(engine, witness)
