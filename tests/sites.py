"""Invented sites for tests: a real server on this machine that answers as it is told, and a proxy."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Answer = tuple[int, dict[str, str]]


@dataclass
class InventedSite:
    """`pages` say what is answered at each path; `asked` keeps every request as method and target."""

    origin: str = ""
    pages: dict[str, Answer] = field(default_factory=dict)
    asked: list[tuple[str, str]] = field(default_factory=list)
    slow: threading.Event = field(default_factory=threading.Event)


@contextmanager
def invented_site() -> Iterator[InventedSite]:
    """Serve until the end of the block."""
    site = InventedSite()

    class Handler(BaseHTTPRequestHandler):
        def _answer(self) -> None:
            site.asked.append((self.command, self.path))
            status, headers = site.pages.get(f"{self.command} {self.path}") or site.pages.get(
                self.path, (404, {})
            )
            if status == 0:
                site.slow.wait(5)
                return
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            if self.command == "GET":
                self.wfile.write(b"x" * 100_000)

        do_GET = do_HEAD = _answer  # the names http.server asks for

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

        def handle(self) -> None:
            with suppress(ConnectionError):  # whoever asked had read enough
                super().handle()

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    site.origin = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield site
    finally:
        site.slow.set()
        server.shutdown()
        thread.join()
        server.server_close()
