"""The `factually` command as a person runs it, with a data folder of its own."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from factually_app.cli import main

Run = Callable[..., Result]


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The data folder, which is not there yet; nothing else is set in the environment."""
    for name in [name for name in os.environ if name.startswith("FACTUALLY_")]:
        monkeypatch.delenv(name)
    for name in ("HOST", "PORT"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("FACTUALLY_DATA", str(tmp_path / "data"))
    return tmp_path / "data"


@pytest.fixture
def run() -> Run:
    def invoke(*arguments: str, stdin: str = "") -> Result:
        return CliRunner().invoke(main, arguments, input=stdin)

    return invoke


@pytest.fixture
def done(run: Run) -> Callable[..., str]:
    """Run a command that has to succeed, and return what it said on stdout."""

    def invoke(*arguments: str, stdin: str = "") -> str:
        result = run(*arguments, stdin=stdin)
        assert result.exit_code == 0, result.output
        return result.stdout

    return invoke


@pytest.fixture
def refused(run: Run) -> Callable[..., str]:
    """Run a command that has to be a mistake, and return the sentence on stderr."""

    def invoke(*arguments: str, stdin: str = "") -> str:
        result = run(*arguments, stdin=stdin)
        assert (result.exit_code, result.stdout) == (2, "")
        assert "Traceback" not in result.stderr
        return result.stderr

    return invoke
