"""The served site: slow senders, restarts, several workers, and what other processes commit."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from urllib.parse import urlsplit

import pytest

from factually_app.cli.serving import BODIES_AT_ONCE
from factually_app.web.bodies import SECONDS
from factually_app.web.connections import close_idle
from tests.journeys.site import ROOT, Site, serving

pytestmark = pytest.mark.slow

TOKEN = "w" * 40
PATIENCE = 30.0
SLOW = 200


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Site, "env", property(lambda site: {**base(site), "FACTUALLY_METRICS_TOKEN": TOKEN}))
        with serving(tmp_path_factory.mktemp("site"), "--workers", "2") as site:
            yield site


base = Site.env.fget
assert base is not None


def connect(site: Site) -> socket.socket:
    return socket.create_connection(("127.0.0.1", port_of(site)), timeout=PATIENCE)


def port_of(site: Site) -> int:
    return int(urlsplit(site.origin).port or 0)


def ask(site: Site, path: str = "/", **headers: str) -> tuple[int, bytes]:
    """Ask over a connection of its own."""
    connection = http.client.HTTPConnection("127.0.0.1", port_of(site), timeout=PATIENCE)
    try:
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


# ---- Slow clients -------------------------------------------------------------------------------


def half_a_body(site: Site, path: str = "/ask") -> socket.socket:
    raw = connect(site)
    raw.sendall(f"POST {path} HTTP/1.1\r\nHost: a\r\nContent-Length: 500\r\n\r\nhalf".encode())
    return raw


def test_slow_senders_hold_no_reader_up_and_are_cut_off(site: Site) -> None:
    with ExitStack() as stack:
        senders = [stack.enter_context(half_a_body(site)) for _ in range(SLOW)]
        for _ in range(100):
            assert ask(site)[0] == 200
            assert ask(site, "/healthz")[0] == 200  # which Flask answers
        answers = Counter(raw.recv(12) for raw in senders)
    assert answers[b"HTTP/1.1 503"] <= SLOW - BODIES_AT_ONCE
    assert set(answers) <= {b"HTTP/1.1 503", b"HTTP/1.1 408", b""}
    assert answers[b""] + answers[b"HTTP/1.1 408"] >= BODIES_AT_ONCE


def test_a_sender_who_drips_is_cut_off_too(site: Site) -> None:
    with half_a_body(site) as raw:
        started, said = time.monotonic(), b"nothing"
        while time.monotonic() < started + PATIENCE:
            raw.settimeout(0.5)
            try:
                raw.sendall(b"x")
                said = raw.recv(12)
                break
            except TimeoutError:
                continue
            except OSError:
                said = b""
                break
    assert said in (b"", b"HTTP/1.1 408")
    assert time.monotonic() - started > SECONDS - 1


def test_whoever_sends_a_whole_body_in_time_is_heard(site: Site) -> None:
    with half_a_body(site, "/webhooks/stripe") as raw:
        time.sleep(1)
        raw.sendall(b"x" * 496)
        assert raw.recv(12) == b"HTTP/1.1 404"  # there is no secret, so there is no such door


def test_a_body_in_chunks_is_bounded(site: Site) -> None:
    with connect(site) as raw:
        raw.sendall(b"POST /ask HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n")
        try:
            for _ in range(100):
                raw.sendall(b"10000\r\n" + b"x" * 65536 + b"\r\n")
        except OSError:
            return  # cut off
        assert raw.recv(12) == b"HTTP/1.1 413"


def test_only_idle_connections_of_one_address_are_closed() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        idle, busy = (socket.create_connection(server.getsockname()) for _ in range(2))
        ours = [server.accept()[0] for _ in range(2)]
        time.sleep(0.5)
        ours[1].sendall(b"answer")
        busy.sendall(b"more")
        assert close_idle("127.0.0.9", 0.3) == 0
        assert close_idle("127.0.0.1", 0.3) >= 1
        assert idle.recv(1) == b""
        assert busy.recv(6) == b"answer"
        busy.setblocking(False)
        with pytest.raises(BlockingIOError):
            busy.recv(1)
        for each in (idle, busy, *ours):
            each.close()


# ---- Several workers ----------------------------------------------------------------------------

COMMIT = """
import sys
from pathlib import Path
from factually_app.store.edition import content_changed
from factually_app.store.engine import Statement
from factually_app.store.sqlite_engine import SqliteEngine
engine = SqliteEngine(Path(sys.argv[1]))
for title in sys.stdin:
    sql = "UPDATE articles SET title = :title"
    engine.commit([Statement(sql, {"title": title.strip()}), content_changed()])
    print("committed", flush=True)
"""


def test_what_another_process_commits_shows_within_100_ms_on_every_worker(site: Site) -> None:
    path = urlsplit(site.article).path
    connections = [http.client.HTTPConnection("127.0.0.1", port_of(site), timeout=PATIENCE) for _ in range(8)]

    def read(connection: http.client.HTTPConnection) -> bytes:
        connection.request("GET", path)
        return connection.getresponse().read()

    pipe = subprocess.PIPE
    command = [sys.executable, "-c", COMMIT, str(site.data / "factually.db")]
    with subprocess.Popen(command, cwd=ROOT, env=site.env, stdin=pipe, stdout=pipe, text=True) as other:
        assert other.stdin
        assert other.stdout
        for number in range(10):
            for connection in connections:
                read(connection)
            other.stdin.write(f"Slow trains {number}\n")
            other.stdin.flush()
            assert other.stdout.readline() == "committed\n"
            time.sleep(0.1)
            for connection in connections:
                assert f"Slow trains {number}".encode() in read(connection)
    for connection in connections:
        connection.close()


def test_the_figures_are_of_all_workers_together(site: Site) -> None:
    word = {"Authorization": f"Bearer {TOKEN}"}
    time.sleep(2.5)
    before = hits(ask(site, "/metrics", **word)[1])
    for _ in range(40):
        assert ask(site, "/corrections")[0] == 200
    deadline = time.monotonic() + PATIENCE
    while (found := hits(ask(site, "/metrics", **word)[1])) < before + 38 and time.monotonic() < deadline:
        time.sleep(0.2)
    assert before + 38 <= found <= before + 40  # each worker may have drawn the page once


def hits(text: bytes) -> int:
    (line,) = (line for line in text.decode().splitlines() if 'requests_total{result="hit"}' in line)
    return int(float(line.split()[-1]))


@pytest.mark.parametrize(
    "word", ["", "Bearer ", "Bearer wrong", "Basic " + TOKEN, "Bearer " + TOKEN + "x", "ü"]
)
def test_whoever_lacks_the_word_finds_no_figures(site: Site, word: str) -> None:
    assert ask(site, "/metrics", Authorization=word)[0] == 404


def test_no_answer_tells_a_version_of_what_serves_it(site: Site) -> None:
    """The name of the server stays (docs/dependencies.md): what granian refuses by itself says it anyway."""
    raw = connect(site)
    for sent in (b"GET / HTTP/1.1\r\nHost: a\r\n\r\n", b"GET /nowhere HTTP/1.1\r\nHost: a\r\n\r\n"):
        raw.sendall(sent)
        answer = http.client.HTTPResponse(raw)
        answer.begin()
        answer.read()
        assert answer.headers["Server"] == "granian"
        assert answer.headers["X-Powered-By"] is None
    raw.close()


def test_a_restart_answers_everybody_who_asks_twice(site: Site) -> None:
    """A worker that stops may close a connection that it took and never read from: nothing was done for it.

    Browsers and proxies ask once more by themselves then (RFC 9110, 9.2.2); so do these readers.
    """
    ended, found, failed = threading.Event(), Counter[int](), []
    lock = threading.Lock()

    def asked_twice() -> int:
        try:
            return ask(site)[0]
        except (http.client.RemoteDisconnected, ConnectionResetError):
            return ask(site)[0]

    def read() -> None:
        while not ended.is_set():
            try:
                status = asked_twice()
            except (OSError, http.client.HTTPException) as error:
                failed.append(repr(error))
            else:
                with lock:
                    found[status] += 1

    readers = [threading.Thread(target=read) for _ in range(4)]
    for reader in readers:
        reader.start()
    before = workers(site)
    try:
        os.kill(server_of(site), signal.SIGHUP)
        deadline = time.monotonic() + PATIENCE
        while (set(workers(site)) & set(before) or len(workers(site)) < 2) and time.monotonic() < deadline:
            time.sleep(0.1)
        time.sleep(0.5)
    finally:
        ended.set()
        for reader in readers:
            reader.join()
    assert not set(workers(site)) & set(before)
    assert failed == []
    assert set(found) == {200}


def server_of(site: Site) -> int:
    return int((site.data / "serve.pid").read_text())


def workers(site: Site) -> list[int]:
    found = subprocess.run(["pgrep", "-P", str(server_of(site))], capture_output=True, text=True, check=False)
    return [int(line) for line in found.stdout.split()]


def test_the_tallies_are_whole_files(site: Site) -> None:
    time.sleep(1.5)
    for place in (site.data / "metrics").glob("*.json"):
        assert set(json.loads(place.read_text())) >= {"hits", "misses", "bytes"}
