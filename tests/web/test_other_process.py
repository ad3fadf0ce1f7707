"""What another process commits is true for readers of a running server at once."""

import json
import re
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator

import pytest

from tests.journeys.site import ROOT, Site, serving

SECONDS = 1.0
"""How long after a commit an answer may still be from before it."""

COMMIT = """
import sys
from pathlib import Path
from factually_app.operations.supporters import add_supporter
from factually_app.store.sqlite_engine import SqliteEngine
from tests.staff import EDDA
engine = SqliteEngine(Path(sys.argv[1]))
for person in sys.stdin:
    add_supporter(engine, EDDA, key=b"k" * 32, person=person)
    print("committed", flush=True)
engine.close()
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The production server in a process of its own."""
    with serving(tmp_path_factory.mktemp("site")) as site:
        yield site


@pytest.fixture
def other(site: Site) -> Iterator[subprocess.Popen[str]]:
    """A second process with an engine of its own on the same file; each line it reads is one supporter."""
    command = [sys.executable, "-c", COMMIT, str(site.data / "factually.db")]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, env=site.env, stdin=pipe, stdout=pipe, text=True) as process:
        yield process
    assert process.returncode == 0


def commit(other: subprocess.Popen[str], person: str) -> float:
    """Let the other process commit a supporter; the moment by which it has."""
    assert other.stdin
    assert other.stdout
    other.stdin.write(person + "\n")
    other.stdin.flush()
    assert other.stdout.readline() == "committed\n"
    return time.monotonic()


def by_api(site: Site) -> int:
    return int(json.loads(site.get("/api/v1/campaign"))["count"])


def by_counter(site: Site) -> int:
    asked = urllib.request.Request(site.origin + "/support/counter", headers={"HX-Request": "true"})
    with urllib.request.urlopen(asked, timeout=20) as response:
        found = re.search(r"<b>([\d,]+)</b>", response.read().decode())
    assert found
    return int(found[1].replace(",", ""))


@pytest.mark.parametrize("read", [by_counter, by_api])
def test_a_commit_of_another_process_shows_within_a_second(
    site: Site, other: subprocess.Popen[str], read: object
) -> None:
    assert callable(read)
    expected = read(site)
    for turn in range(10):
        since = commit(other, f"{read.__name__} {turn}")
        expected += 1
        while (found := read(site)) != expected and time.monotonic() < since + SECONDS:
            time.sleep(0.01)
        assert found == expected
