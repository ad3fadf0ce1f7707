"""A site to measure: a database with a test campaign, and `factually serve` over it on the loopback."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from factually_app.bench.events import SECRET
from factually_app.domain.campaign import Campaign, Mode
from factually_app.domain.errors import FactuallyError
from factually_app.domain.staff import Actor
from factually_app.operations.campaigns import set_campaign
from factually_app.operations.database import open_engine, prepare
from factually_app.store.campaigns import find_current_campaign
from factually_app.store.engine import Engine

COMMAND = (sys.executable, "-c", "from factually_app.cli import main; main()")
"""The `factually` command, of this very interpreter."""

_PATIENCE = 30.0
_LOOKS = 0.005
"""Seconds between two looks whether a server listens."""

_GOAL = 5_000_000


class NoAnswerError(FactuallyError):
    """The site to measure did not start; what it said is in the sentence."""


@dataclass(frozen=True)
class Site:
    """A running server, its database, and what it says besides."""

    port: int
    engine: Engine
    log: Path
    process: int = 0


@contextmanager
def database(folder: Path) -> Iterator[Engine]:
    """Make a database with a test campaign and nothing else."""
    with closing(open_engine(folder / "factually.db")) as engine:
        prepare(engine)
        set_campaign(
            engine, Actor(None, "factually bench"), title="Mend the weir", goal=_GOAL, mode=Mode.TEST
        )
        yield engine


@contextmanager
def served(folder: Path) -> Iterator[Site]:
    """Serve a new database in a process of its own until the block is left."""
    log = folder / "serve.log"
    with database(folder) as engine, serving(folder, log) as (port, process):
        yield Site(port, engine, log, process)


@contextmanager
def serving(folder: Path, log: Path) -> Iterator[tuple[int, int]]:
    """Run `factually serve` over the database that is in a folder; yield its port and process."""
    environment = {"FACTUALLY_DATA": str(folder), "FACTUALLY_STRIPE_WEBHOOK_SECRET": SECRET}
    with running((*COMMAND, "serve"), log, environment) as found:
        yield found


@contextmanager
def running(
    command: Sequence[str], log: Path, environment: Mapping[str, str] | None = None
) -> Iterator[tuple[int, int]]:
    """Run a server in a process of its own, `--port` its last word but one; yield its port and process."""
    port = free_port()
    with log.open("w") as said:
        server = subprocess.Popen(  # noqa: S603
            [*command, "--port", str(port)], env=environment, stdout=said, stderr=said
        )
        try:
            wait_for(port, server, log)
            yield port, server.pid
        finally:
            server.terminate()
            server.wait()


def campaign_in(engine: Engine) -> Campaign:
    """Return the campaign that `database` made."""
    found = find_current_campaign(engine.reader())
    if found is None:
        raise NoAnswerError("the database to measure has no campaign")
    return found


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def wait_for(port: int, server: subprocess.Popen[bytes], log: Path) -> None:
    """Wait until a server listens; NoAnswerError with what it said when it ends or takes too long."""
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline and server.poll() is None:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=_PATIENCE):
            return
        time.sleep(_LOOKS)
    raise NoAnswerError(f"the site to measure did not start: {log.read_text('utf-8').strip()}")
