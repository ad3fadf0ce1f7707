"""Servers that run beside the site while it is measured: the raw function, Flask's hello, nginx."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

from factually_app.bench.figures import require
from factually_app.bench.rates import Target
from factually_app.bench.rival import Told, keep_answer
from factually_app.bench.site import Site, free_port, running, served, wait_for
from factually_app.operations.import_files import import_paths
from factually_app.paths import CONTENT

STATIC_BYTES = 25_624
"""A page as nginx sends it from a file, unpacked."""

_RIVAL = (sys.executable, "-m", "factually_app.bench.rival")
_NGINX = """
{user} daemon off; worker_processes 1; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{ worker_connections 512; }}
http {{
  access_log off; sendfile on; keepalive_requests 1000000000; types {{ text/html html; }}
  client_body_temp_path {folder}/b; proxy_temp_path {folder}/p; fastcgi_temp_path {folder}/f;
  uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
  server {{ listen 127.0.0.1:{port}; root {folder}; }}
}}
"""


@contextmanager
def demo_site(folder: Path) -> Iterator[Site]:
    """Serve the demo content and a campaign, with one worker."""
    with served(folder) as site:
        import_paths(site.engine, [CONTENT], publish=False, dry_run=False, by="factually bench")
        yield site


@contextmanager
def rival(kind: str, folder: Path, answer: Told | None = None) -> Iterator[Target]:
    """Serve `raw` with an answer, or `hello`."""
    folder.mkdir()
    if answer:
        keep_answer(folder, answer)
    with running((*_RIVAL, kind, str(folder)), folder / "log") as (port, process):
        yield Target(port, process, status=int(answer[0].split()[0]) if answer else 200)


@contextmanager
def nginx(folder: Path) -> Iterator[Target | None]:
    """Serve a file of 25 KB by nginx; None where it is not installed."""
    program = shutil.which("nginx") or shutil.which("/usr/sbin/nginx")
    if program is None:
        yield None
        return
    folder.mkdir()
    port = free_port()
    # Started by root, nginx would read as somebody else, whom the run's folder is closed to.
    user = "user root;" if os.geteuid() == 0 else ""
    (folder / "page.html").write_bytes(b"x" * STATIC_BYTES)
    (folder / "conf").write_text(_NGINX.format(folder=folder, port=port, user=user), "utf-8")
    log = folder / "log"
    with log.open("w") as said:
        server = subprocess.Popen([program, "-c", str(folder / "conf")], stdout=said, stderr=said)  # noqa: S603
        try:
            wait_for(port, server, log)
            yield Target(port, server.pid, "/page.html")
        finally:
            server.terminate()
            server.wait()


def fetched(target: Target, extra: Mapping[str, str] | None = None) -> Told:
    """Ask once, and return the answer as a function could give it."""
    connection = HTTPConnection("127.0.0.1", target.port, timeout=30)
    connection.request("GET", target.path, headers={**(target.headers or {}), **(extra or {})})
    answer = connection.getresponse()
    body = answer.read()
    require(answer.status == target.status, f"{target.path} answers {answer.status}, not {target.status}")
    own = ("date", "server", "connection", "transfer-encoding")
    headers = [(name, value) for name, value in answer.getheaders() if name.lower() not in own]
    connection.close()
    return f"{answer.status} {answer.reason}", headers, body
