"""Opening the database and bringing it up to date; what the disk answers becomes a sentence."""

import os
from pathlib import Path

from factually_app import clock
from factually_app.domain.errors import FactuallyError, UnusableDatabaseError
from factually_app.store.campaigns import find_current_campaign
from factually_app.store.engine import Engine
from factually_app.store.migrations import Migration, migrate, pending
from factually_app.store.sqlite_engine import SqliteEngine
from factually_app.store.topics import all_topics


def open_engine(path: Path) -> Engine:
    """Open the database file; folder and file are made, for this account alone, when they are not there."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        # SQLite gives its -wal and -shm files the rights of the database itself.
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
        _require_writable(path.parent)
    except OSError as error:
        raise UnusableDatabaseError(f"{path} cannot be written: {_reason(error)}") from None
    return SqliteEngine(path)


def open_existing(path: Path) -> Engine:
    """Open a database that is there and up to date, as a command does that only looks at it."""
    if not os.path.exists(path):
        raise UnusableDatabaseError(f"there is no database at {path}; `factually init` makes one")
    engine = open_engine(path)
    try:
        require_current(engine)
    except FactuallyError:
        engine.close()
        raise
    return engine


def prepare(engine: Engine) -> list[Migration]:
    """Bring the database up to date and return what was applied.

    NewerDatabaseError when it is ahead of this version of Factually.
    """
    return migrate(engine, at=clock.stamp())


def is_untouched(engine: Engine) -> bool:
    """Say whether nobody has put anything into the database yet."""
    db = engine.reader()
    return not all_topics(db) and find_current_campaign(db) is None


def require_current(engine: Engine) -> None:
    """Refuse a database whose schema is behind this version of Factually, or ahead of it."""
    if pending(engine.reader()):
        raise UnusableDatabaseError("the database is from an older version; `factually migrate` updates it")


def _require_writable(folder: Path) -> None:
    """SQLite makes files beside the database, so the folder counts as much as the file."""
    if not os.access(folder, os.W_OK | os.X_OK):
        raise PermissionError(None, f"no permission to make files in {folder}")


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
