"""What the tests of the support pages share: gifts on given days, and sites set up in each way."""

from collections.abc import Callable
from pathlib import Path

from flask.testing import FlaskClient

from factually_app import create_app
from factually_app.config import Settings
from factually_app.operations.supporters import add_supporter
from factually_app.store.engine import Engine
from tests.staff import EDDA

LINK = "https://pay.example/abc"
MONTHLY_LINK = "https://pay.example/monthly"

Open = Callable[..., FlaskClient]


def open_site(engine: Engine, data_dir: Path, **settings: object) -> FlaskClient:
    """Return a client of a site with these settings."""
    app = create_app(Settings(data_dir=data_dir, **settings), engine)  # type: ignore[arg-type]
    return app.test_client()


def give(engine: Engine, person: str, *, on: str = "2026-06-01", minor: int = 500) -> str:
    """Let somebody give by hand on a day; the id of the pledge."""
    at = f"{on}T10:00:00+00:00"
    return add_supporter(engine, EDDA, key=b"k" * 32, person=person, amount_minor=minor, pledged_at=at).id


def main_of(page: str) -> str:
    return page[page.index("<main") : page.index("</main>")]
