"""A running site with the demo content, from the command line and the server that readers get."""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

ROOT = Path(__file__).parents[2]
FACTUALLY = (sys.executable, "-c", "from factually_app.cli import main; main()")


@dataclass(frozen=True)
class Site:
    """A running `factually serve` with its own data folder."""

    origin: str
    data: Path
    article: str = ""
    more: Mapping[str, str] = field(default_factory=dict)

    def factually(self, *arguments: str) -> str:
        """Run a command of the `factually` program on this site's data."""
        command = [*FACTUALLY, *arguments]
        done = subprocess.run(command, cwd=ROOT, env=self.env, capture_output=True, text=True, timeout=120)
        assert done.returncode == 0, done.stderr
        return done.stdout

    @property
    def env(self) -> dict[str, str]:
        ours = {name: value for name, value in os.environ.items() if not name.startswith("FACTUALLY_")}
        return {**ours, "FACTUALLY_DATA": str(self.data), "PYTHONPATH": str(ROOT), **self.more}

    def get(self, path: str) -> str:
        """Fetch a page as plain text, without a browser."""
        with urllib.request.urlopen(self.origin + path, timeout=20) as response:
            return str(response.read().decode())

    def link(self, page: str, start: str) -> str:
        """The first link on a page that starts like this."""
        found = re.search(f'href="({start}[^"?#]+)"', self.get(page))
        assert found, f"{page} links to no {start}"
        return found[1]


@contextmanager
def serving(data: Path, *arguments: str, more: Mapping[str, str] | None = None) -> Iterator[Site]:
    """Fill a data folder with the demo content and serve it until the end of the block.

    `more` is what the environment has besides.
    """
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    site = Site(f"http://127.0.0.1:{port}", data, more=more or {})
    site.factually("init")
    with (data / "serve.log").open("w") as log:
        command = [*FACTUALLY, "serve", "--port", str(port), *arguments]
        server = subprocess.Popen(command, cwd=ROOT, env=site.env, stdout=log, stderr=log)
        (data / "serve.pid").write_text(str(server.pid))
        try:
            _wait_for(site, server)
            yield replace(site, article=site.origin + site.link("/", "/fact-checks/"))
        finally:
            server.terminate()
            server.wait(timeout=30)


def _wait_for(site: Site, server: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        try:
            site.get("/healthz")
        except OSError:
            assert server.poll() is None, (site.data / "serve.log").read_text()
            time.sleep(0.1)
        else:
            return
    raise TimeoutError((site.data / "serve.log").read_text())
