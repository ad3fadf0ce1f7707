"""A server with the extra: what is close in meaning is found on its pages, and follows what changes."""

import json
import os
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.journeys.site import FACTUALLY, ROOT, Site, serving

pytestmark = pytest.mark.semantic

SECONDS = 60.0
"""How long a busy machine may take for a vector; an idle one takes two."""
ASKED = "which animal sounded the chimes at the council building"
CLAIM = "A goat rang the bell of the town hall."


@pytest.fixture(scope="module")
def site(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    installed = os.environ["PYTHONPATH"]
    more = {"FACTUALLY_SEMANTIC_MODEL": str(published), "PYTHONPATH": f"{Path(installed).resolve()}:{ROOT}"}
    data = tmp_path_factory.mktemp("site")
    Site("", data, more=more).factually("semantic", "prepare")
    with serving(data, "--workers", "2", more=more) as site:
        yield site


def found(site: Site, asked: str = ASKED) -> list[str]:
    return [item["text"] for item in json.loads(site.get(f"/api/v1/match?q={quote(asked)}"))["items"]]


def until(site: Site, is_so: object) -> None:
    assert callable(is_so)
    end = time.monotonic() + SECONDS
    while not is_so():
        assert time.monotonic() < end, (site.data / "serve.log").read_text()
        time.sleep(0.2)


def write(site: Site, text: str) -> None:
    """Import a claim of another newsroom, in a process of its own."""
    file = site.data / "claims.jsonl"
    file.write_text(json.dumps({"ref": "7", "text": text, "publisher": "The Upper Weir Echo"}) + "\n")
    site.factually("import", str(file))


def test_a_claim_is_found_by_its_meaning_soon_after_it_came_and_no_more_once_it_says_something_else(
    site: Site,
) -> None:
    write(site, CLAIM)
    until(site, lambda: CLAIM in found(site))
    page = site.get(f"/search?q={quote(ASKED)}")
    assert CLAIM in page
    assert "close in meaning" in page
    near = site.get(f"/ask?q={quote('Is it true that a goat sounded the bells of the municipal hall?')}")
    assert CLAIM in near
    write(site, "The weir was painted green.")
    assert CLAIM not in found(site)
    assert all(CLAIM not in found(site) for _ in range(10))
    until(site, lambda: "The weir was painted green." in found(site, "which colour does the dam have now"))


def test_the_newsroom_is_told_how_many_wait_and_a_command_makes_them(site: Site) -> None:
    until(site, lambda: "0 vectors made." in told(site, "semantic", "fill"))
    assert "without a vector" not in told(site, "check")


def test_a_new_database_is_filled_by_the_command(site: Site, tmp_path: Path) -> None:
    other = Site("", tmp_path, more=site.more)
    other.factually("init")
    assert "Texts without a vector yet: " in told(other, "check")
    assert " vectors made." in told(other, "semantic", "fill", "--threads", "2")
    assert "without a vector" not in told(other, "check")
    assert other.factually("semantic", "prepare").strip().startswith(str(tmp_path))


def told(site: Site, *arguments: str) -> str:
    """Return what a command says beside its results."""
    command = [*FACTUALLY, *arguments]
    done = subprocess.run(command, cwd=ROOT, env=site.env, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stderr


def test_a_server_whose_model_is_another_says_so_and_does_not_start(site: Site, tmp_path: Path) -> None:
    (tmp_path / "model.safetensors").write_bytes(b"another")
    env = {**site.env, "FACTUALLY_DATA": str(tmp_path), "FACTUALLY_SEMANTIC_MODEL": str(tmp_path)}
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    command = [*FACTUALLY, "serve", "--port", port]
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, timeout=60)
    assert done.returncode == 2
    assert "model.safetensors is not the file of all-MiniLM-L6-v2: its SHA-256 is " in done.stderr
    assert "Traceback" not in done.stderr
