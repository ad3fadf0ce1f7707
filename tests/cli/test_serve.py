"""factually serve: the real server in a process of its own, and everything that keeps it from starting."""

import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from factually_app.cli.serve import _free_address, _origin

FACTUALLY = [sys.executable, "-c", "from factually_app.cli import main; main()"]
PATIENCE = 30


@pytest.fixture
def port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@pytest.fixture
def taken(port) -> Iterator[int]:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", port))
        listener.listen()
        yield port


@pytest.fixture
def start() -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Start a server; one that a failing test leaves behind is ended."""
    started = []

    def serve(*arguments: str) -> subprocess.Popen[str]:
        pipe = subprocess.PIPE
        started.append(
            subprocess.Popen([*FACTUALLY, "serve", *arguments], stdout=pipe, stderr=pipe, text=True)
        )
        return started[-1]

    yield serve
    for process in started:
        if process.poll() is None:
            process.terminate()
            process.communicate(timeout=PATIENCE)


def answer(address):
    """Return what stands at an address, as soon as somebody answers there."""
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            with urlopen(address, timeout=PATIENCE) as response:
                return response.read().decode()
        except URLError as error:
            if time.monotonic() > deadline or not isinstance(error.reason, ConnectionError):
                raise
            time.sleep(0.05)


def sentence_of(process):
    """Wait for a start that fails, and return the one line it leaves on stderr."""
    stdout, stderr = process.communicate(timeout=PATIENCE)
    assert (process.returncode, stdout) == (2, "")
    assert stderr.count("\n") == 1
    return stderr


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_it_makes_the_database_serves_and_stops_cleanly(start, port, data, stop):
    process = start("--port", str(port))
    assert process.stdout.readline() == f"Factually serves on http://127.0.0.1:{port}\n"
    assert answer(f"http://127.0.0.1:{port}/").startswith("<!doctype html>")
    process.send_signal(stop)
    stdout, stderr = process.communicate(timeout=PATIENCE)
    assert (process.returncode, stdout, stderr) == (0, "", "")
    assert (data / "factually.db").is_file()


def test_it_says_what_to_read_and_several_workers_serve_it(start, port, done, monkeypatch):
    (path,) = done("init").splitlines()
    monkeypatch.setenv("PORT", str(port))
    process = start("--workers", "2")
    said = [process.stdout.readline() for _ in range(2)]
    assert said[1] == f"Read http://127.0.0.1:{port}{path}\n"
    assert "NATO" in answer(said[1].removeprefix("Read ").strip())
    process.terminate()
    assert process.communicate(timeout=PATIENCE) == ("", "")


NAMES = """
import os
from factually_app.cli.serving import serving_app

serving_app()
print(sorted(name for name in os.environ if name.startswith(("FACTUALLY_", "HOME"))), flush=True)
os._exit(0)
"""


def test_a_worker_keeps_no_secret_in_the_environment_that_each_request_is_given(data, done, monkeypatch):
    done("init", "--empty")
    monkeypatch.setenv("FACTUALLY_SECRET_KEY", "a key of forty characters for this test")
    monkeypatch.setenv("HOME", str(data))
    told = subprocess.run([sys.executable, "-c", NAMES], capture_output=True, text=True, timeout=PATIENCE)
    assert told.stdout == "['HOME']\n", told.stderr


def test_a_port_that_is_taken(start, taken):
    assert sentence_of(start("--port", str(taken))) == (
        f"port {taken} on 127.0.0.1 is taken; choose another with --port\n"
    )


def test_a_port_that_another_factually_has(start, port):
    first = start("--port", str(port))
    answer(f"http://127.0.0.1:{port}/")
    assert "is taken" in sentence_of(start("--port", str(port)))
    first.terminate()
    assert first.communicate(timeout=PATIENCE)[1] == ""


def test_a_data_folder_that_cannot_be_written(start, port, data):
    data.write_text("a file in place of the folder")
    assert (
        sentence_of(start("--port", str(port))) == f"{data / 'factually.db'} cannot be written: file exists\n"
    )


def test_a_malformed_setting(start, port, monkeypatch):
    monkeypatch.setenv("FACTUALLY_DEMO", "perhaps")
    assert (
        sentence_of(start("--port", str(port))) == "FACTUALLY_DEMO has to be 'on' or 'off', not 'perhaps'\n"
    )


def test_a_newer_database(start, port, done, data):
    done("migrate")
    connection = sqlite3.connect(data / "factually.db", isolation_level=None)
    connection.execute("INSERT INTO migrations (version, name, applied_at) VALUES (999, 'later', 'later')")
    connection.close()
    assert "made by a newer version of Factually" in sentence_of(start("--port", str(port)))


def test_a_host_that_is_none(refused):
    assert refused("serve", "--host", "no host at all") == (
        "'no host at all' is not an address to listen on; choose another with --host\n"
    )


def test_a_host_that_is_somewhere_else(refused):
    assert refused("serve", "--host", "192.0.2.1") == (
        "'192.0.2.1' is not an address of this machine; choose another with --host\n"
    )


@pytest.mark.parametrize("wrong", [("--port", "0"), ("--port", "http"), ("--workers", "0")])
def test_options_out_of_range(refused, wrong):
    assert f"Invalid value for '{wrong[0]}'" in refused("serve", *wrong)


def test_a_name_becomes_the_number_that_the_server_needs(port):
    assert _free_address("localhost", port) in {("127.0.0.1", port), ("::1", port)}


def test_an_address_of_the_new_kind_is_written_in_brackets():
    assert _origin("::1", 8000) == "http://[::1]:8000"
