"""What many tests share: a database made by the real migrations, in a folder of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from factually_app.store.migrations import migrate
from factually_app.store.sqlite_engine import SqliteEngine

# A busy machine is slow, not wrong: no test fails for the time that it takes.
settings.register_profile("house", deadline=None)
settings.load_profile("house")

AT = "2026-01-01T00:00:00+00:00"


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[SqliteEngine]:
    engine = SqliteEngine(tmp_path / "factually.db")
    migrate(engine, at=AT)
    yield engine
    engine.close()
