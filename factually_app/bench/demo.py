"""The check that comes with Factually, and the pages around it, as benchmarks ask for them."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient

from factually_app import create_app, paths
from factually_app.bench.figures import require
from factually_app.bench.site import database
from factually_app.config import Settings
from factually_app.operations.import_files import import_paths
from factually_app.store.articles import newest_articles
from factually_app.store.engine import Engine

PIECE = {"HX-Request": "true"}


@dataclass(frozen=True)
class Demo:
    """An application over the content that comes with it; the addresses of its check and an answer."""

    app: Flask
    client: FlaskClient
    engine: Engine
    article: str
    answer: str

    def page(self, address: str, *, is_piece: bool = False) -> bytes:
        """Return what is answered; WrongCountError unless it is a page."""
        answered = self.client.get(address, headers=PIECE if is_piece else {})
        require(answered.status_code == 200, f"{address} answers {answered.status_code}")
        data: bytes = answered.data
        return data


@contextmanager
def demo(folder: Path) -> Iterator[Demo]:
    """Make it in a new database with a campaign."""
    with database(folder) as engine:
        fill_with_demo(engine)
        app = create_app(Settings(data_dir=folder), engine)
        client = app.test_client()
        article = newest_articles(engine.reader(), limit=1)[0].url
        yield Demo(app, client, engine, article, links(client.get(article).text, "/questions/")[0])


def fill_with_demo(engine: Engine) -> None:
    """Import the check that comes with Factually."""
    import_paths(engine, [paths.CONTENT], publish=False, dry_run=False, by="factually bench")


def links(page: str, start: str) -> list[str]:
    """Return the addresses on a page that start like this, in order."""
    return re.findall(rf'href="({start}[^"?#]+)"', page)
