"""`factually bench pages` and `counter` in their smallest form, and that they notice a wrong answer."""

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from factually_app.bench import rates
from factually_app.bench.figures import WrongCountError
from factually_app.bench.rates import Target, rate_of
from factually_app.bench.rival import keep_answer, raw

BENCH = [sys.executable, "-c", "from factually_app.cli import main; main()", "bench"]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("part", "names"),
    [
        ("pages", {"cached article", "opened question", "article, 304"}),
        ("counter", {"counter", "counter, 304", "2,000 watchers, p99"}),
    ],
)
def test_the_part_holds_everything_beside_its_yardsticks(part: str, names: set[str]) -> None:
    command = [*BENCH, part, "--seconds", "1", "--slices", "1", "--json"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    figures = json.loads(done.stdout)["figures"]
    assert names <= {figure["name"] for figure in figures}
    for figure in figures:
        if figure["name"] in names and "watchers" not in figure["name"]:
            assert figure["ratio"]["middle"] > 0
    beside = {figure["yardstick"] for figure in figures}
    assert "Flask hello" in beside
    assert any(name.startswith("raw WSGI") for name in beside)


def test_the_raw_function_gives_what_it_was_given(tmp_path) -> None:
    keep_answer(tmp_path, ("304 Not Modified", [("ETag", '"a"')], b""))
    said: list[object] = []
    body = raw(tmp_path)({}, lambda status, headers: said.extend((status, headers)))  # type: ignore[arg-type, return-value]
    assert (said, b"".join(body)) == (["304 Not Modified", [("ETag", '"a"')]], b"")


@pytest.fixture
def target() -> Iterator[Target]:
    """A server of ours that answers 200 at / and 404 elsewhere."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self.send_response(200 if self.path == "/" else 404)
            self.send_header("Content-Length", "2")
            self.end_headers()
            self.wfile.write(b"ok")

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        request_queue_size = 64

    server = Server(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    yield Target(server.server_port, 1)
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize("wrk", [False, pytest.param(True, marks=pytest.mark.skipif(
    not rates.has_wrk(), reason="wrk is not installed"))])  # fmt: skip
def test_answers_are_counted(target: Target, wrk: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rates, "has_wrk", lambda: wrk)
    monkeypatch.setattr(rates, "_AT_ONCE", 50)
    assert rate_of(target, 0.2).a_second > 0


def test_a_wrong_answer_stops_the_run(target: Target) -> None:
    with pytest.raises(WrongCountError, match=r"/nowhere answers \{404: 1\}, not 200"):
        rate_of(Target(target.port, 1, "/nowhere"), 0.2)
