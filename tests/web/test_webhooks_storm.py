"""A storm of duplicates against the real server, and all of it again days later: everything counts once."""

import http.client
import json
import os
import random
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.request import urlopen

import pytest

from factually_app.operations.campaigns import set_campaign
from factually_app.operations.integrity import findings
from factually_app.store.campaigns import find_current_campaign
from factually_app.store.engine import Engine
from tests.payments import SECRET, paid_body, stripe_header
from tests.staff import EDDA

LONG = bool(os.environ.get("FACTUALLY_LONG_TESTS"))
EVENTS = 10_000 if LONG else 800
SENDERS = 8
PATIENCE = 30


@pytest.fixture
def port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@pytest.fixture
def server(engine: Engine, tmp_path: Path, port: int) -> Iterator[None]:
    """`factually serve`, as it runs anywhere."""
    set_campaign(engine, EDDA, title="Mend the weir", goal=100)
    environ = {**os.environ, "FACTUALLY_DATA": str(tmp_path), "FACTUALLY_STRIPE_WEBHOOK_SECRET": SECRET}
    environ.pop("FACTUALLY_DEMO", None)
    command = [
        sys.executable,
        "-c",
        "from factually_app.cli import main; main()",
        "serve",
        "--port",
        str(port),
    ]
    with subprocess.Popen(command, env=environ, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert "Factually serves" in process.stdout.readline()
        wait_for(port)
        yield
        process.terminate()


def wait_for(port: int) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            with urlopen(f"http://127.0.0.1:{port}/healthz", timeout=PATIENCE):
                return
        except OSError:
            time.sleep(0.05)


def storm(port: int, events: Sequence[int]) -> Counter[str]:
    """Send events by several at once and return how often each answer came."""
    answers: Counter[str] = Counter()
    lock = threading.Lock()

    def run(share: Sequence[int]) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        for event in share:
            body = paid_body(event)
            connection.request("POST", "/webhooks/stripe", body, {"Stripe-Signature": stripe_header(body)})
            response = connection.getresponse()
            said = json.loads(response.read())
            with lock:
                answers[f"{response.status} {said.get('outcome')}"] += 1
        connection.close()

    threads = [threading.Thread(target=run, args=(events[n::SENDERS],)) for n in range(SENDERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def totals(engine: Engine) -> tuple[int, int]:
    campaign = find_current_campaign(engine.reader())
    assert campaign
    return campaign.supporters, campaign.raised_minor


@pytest.mark.slow
def test_each_of_many_events_counts_once(server: None, engine: Engine, port: int) -> None:
    chance = random.Random(3)
    sent = [event for event in range(EVENTS) for _ in range(chance.randint(1, 20))]
    chance.shuffle(sent)
    started = time.monotonic()
    answers = storm(port, sent)
    print(f"{len(sent):,} requests, {len(sent) / (time.monotonic() - started):,.0f} a second")
    assert answers == {"200 counted": EVENTS, "200 duplicate": len(sent) - EVENTS}
    assert totals(engine) == (EVENTS, 500 * EVENTS)

    again = storm(port, range(EVENTS))  # the whole log, days later, with fresh signatures
    assert again == {"200 duplicate": EVENTS}
    assert totals(engine) == (EVENTS, 500 * EVENTS)
    assert findings(engine) == []
