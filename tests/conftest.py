"""What many tests share: a database made by the real migrations, in a folder of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from hypothesis import settings

from factually_app.operations import passwords
from factually_app.store.migrations import migrate
from factually_app.store.sqlite_engine import SqliteEngine
from tests.clocks import StoppedClock

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


@pytest.fixture
def stopped(monkeypatch: pytest.MonkeyPatch) -> StoppedClock:
    """Stop the clocks; the test says when time passes."""
    return StoppedClock(monkeypatch)


@pytest.fixture
def quick_hashes(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let passwords be hashed with little work, where a test does not ask how much it is."""
    monkeypatch.setattr(passwords, "_HASHER", PasswordHasher(time_cost=1, memory_cost=64, parallelism=1))
    passwords._nobodys.cache_clear()
    yield
    passwords._nobodys.cache_clear()
