"""`factually bench startup` in its smallest form, and that its yardstick knows nothing of Factually."""

import json
import subprocess
import sys

import pytest

from factually_app.bench import startup
from factually_app.bench.alone import hello
from factually_app.bench.figures import WrongCountError
from factually_app.bench.site import running
from tests.bench.test_supporters import bench


@pytest.mark.slow
def test_the_part_starts_the_site_and_every_command():
    done = bench("startup", "--slices", "1", "--json")
    assert done.returncode == 0, done.stderr
    figures = json.loads(done.stdout)["figures"]
    wanted = {figure["name"]: figure["yardstick"] for figure in figures if figure["at_most"] is not None}
    assert wanted == {
        "factually serve, until the first answer": "1 s",
        "factually serve, a worker's memory": "90 MB",
    }
    by_name = {figure["name"]: figure for figure in figures}
    for name in ("python, importing flask and granian", "import factually_app", "factually --version",
                 "factually --help"):  # fmt: skip
        assert by_name[name]["ratio"]["middle"] > 1
        assert by_name[f"{name}, CPU"]["values"][0] > 0
    assert by_name["factually serve, until the first answer, CPU"]["ratio"]["middle"] > 1
    assert 20 < by_name["factually serve, a worker's memory"]["values"][0] < 300


def test_the_yardstick_serves_hello_without_factually(tmp_path):
    with running(startup._ALONE, tmp_path / "log") as (port, process):
        assert startup._page(port, "/") == "Hello, World!"
        startup._ask_much(port, ["/"])
        assert startup._worker(process) > 1e6
        with pytest.raises(WrongCountError, match="/nowhere answers 404"):
            startup._page(port, "/nowhere")
    loads = f"import runpy, sys; runpy.run_path({hello.__file__!r}); print('factually_app' in sys.modules)"
    said = subprocess.run([sys.executable, "-c", loads], capture_output=True, text=True, check=True)
    assert said.stdout == "False\n"


def test_a_command_that_fails_has_no_time(monkeypatch):
    with pytest.raises(WrongCountError, match="a wrong word failed with 3"):
        startup._ran(startup._Found(), "a wrong word", [sys.executable, "-c", "raise SystemExit(3)"])
