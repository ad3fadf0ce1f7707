"""The built wheel, installed elsewhere, serves with its own templates, static files and content."""

import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

SERVE_ONE_PAGE = """
from factually_app import create_app, paths
from factually_app.cli import main
main(["init"], standalone_mode=False)
client = create_app().test_client()
page = client.get("/").text
assert "Factually" in page
import re
for address in re.findall(r'(?:src|href)="(/static/[^"]+)"', page):
    assert client.get(address).status_code == 200, address
(check,) = re.findall(r'href="(/fact-checks/[^"]+)"', page)
assert client.get(check).status_code == 200
print(paths.TEMPLATES)
"""


@pytest.mark.slow
def test_the_wheel_brings_everything_it_needs(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", tmp_path, ROOT],
        check=True,
        capture_output=True,
    )
    (wheel,) = tmp_path.glob("*.whl")
    elsewhere = tmp_path / "elsewhere"
    venv.create(elsewhere, with_pip=False)
    target = next(elsewhere.glob("lib/python*/site-packages"))
    subprocess.run(
        [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", target, wheel],
        check=True,
        capture_output=True,
    )
    # Its dependencies are the ones already here; the project itself is the wheel's and nobody else's.
    here = next(Path(p) for p in sys.path if p.endswith("site-packages"))
    run = subprocess.run(
        [
            sys.executable,
            "-S",
            "-c",
            f"import sys; sys.path[:0] = [{str(target)!r}, {str(here)!r}]\n{SERVE_ONE_PAGE}",
        ],
        cwd=tmp_path,
        env={**os.environ, "FACTUALLY_DATA": str(tmp_path / "data")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert str(target) in run.stdout
