"""Every page and opened state is valid HTML, by the Nu checker."""

import json
import shutil
import subprocess
import urllib.error
import urllib.request
from pathlib import Path

from tests.journeys.conftest import Visit, missing
from tests.journeys.reading import dive, open_evidence
from tests.journeys.site import ROOT, Site

VNU = ROOT / "tests/tools/node_modules/vnu-jar/build/dist/vnu.jar"
ALLOWED: tuple[str, ...] = ()
"""Beginnings of messages that we accept, each with its reason."""


def complaints(pages: list[Path]) -> list[str]:
    """Check files in one run of the checker."""
    java = shutil.which("java") or missing("Java")
    if not VNU.exists():
        missing("vnu-jar")
    command = [java, "-Xss2m", "-jar", str(VNU), "--format", "json", "--exit-zero-always", *map(str, pages)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    messages = json.loads(done.stderr)["messages"]
    return [
        f"{Path(m['url']).name}:{m.get('lastLine')}: {m['message']} {m.get('extract', '')}"
        for m in messages
        if not m["message"].startswith(ALLOWED)
    ]


def test_every_page_and_opened_state_is_valid(
    site: Site, visit: Visit, every_page: dict[str, str], tmp_path: Path
) -> None:
    page = visit()
    page.goto(site.article)
    for answer in dive(page):
        open_evidence(answer)
    page.wait_for_url(lambda url: url.count("open=") == 3)
    paths = {**every_page, "opened": page.url.removeprefix(site.origin), "not found": "/nothing"}
    files = []
    for name, path in paths.items():
        files.append(tmp_path / f"{name.replace(' ', '-')}.html")
        files[-1].write_text(read(site, path))
    assert complaints(files) == []


def test_an_answer_alone_is_valid_inside_a_page(
    site: Site, every_page: dict[str, str], tmp_path: Path
) -> None:
    asked = urllib.request.Request(site.origin + every_page["question"], headers={"HX-Request": "true"})
    with urllib.request.urlopen(asked, timeout=20) as response:
        answer = response.read().decode()
    file = tmp_path / "answer.html"
    file.write_text(f"<!doctype html><html lang=en><title>Answer</title><body>{answer}</body></html>")
    assert complaints([file]) == []


def read(site: Site, path: str) -> str:
    """Fetch a page whatever its status."""
    try:
        return site.get(path)
    except urllib.error.HTTPError as error:
        with error:
            return error.read().decode()
