"""The database of this installation, opened for as long as one command runs."""

from collections.abc import Iterator
from contextlib import closing, contextmanager

from factually_app.config import Settings
from factually_app.operations.database import open_engine, open_existing, prepare
from factually_app.store.engine import Engine


@contextmanager
def database() -> Iterator[Engine]:
    """Open the database for a command that may be the first one: it is made, and brought up to date."""
    with closing(open_engine(Settings.from_environment().database_path)) as engine:
        prepare(engine)
        yield engine


@contextmanager
def existing_database() -> Iterator[Engine]:
    """Open the database for a command that makes no sense without one."""
    with closing(open_existing(Settings.from_environment().database_path)) as engine:
        yield engine
