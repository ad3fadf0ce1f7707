"""The schema's history: an append-only list of SQL scripts, applied in order, each in one batch."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files

from sqlite_utils import Database

from factually_app.domain.errors import ConflictError, NewerDatabaseError, UnusableDatabaseError
from factually_app.store.engine import Engine, Statement

_SCRIPTS = files("factually_app.store") / "schema"


@dataclass(frozen=True)
class Migration:
    """One step of the schema; `version` counts from 1 without gaps."""

    version: int
    name: str
    script: str

    @property
    def statements(self) -> list[str]:
        """The script, statement by statement, so that both engines can run it as a batch."""
        return list(_split(self.script))


def _load() -> tuple[Migration, ...]:
    scripts = sorted(entry.name for entry in _SCRIPTS.iterdir() if entry.name.endswith(".sql"))
    return tuple(
        Migration(int(name[:4]), name.removesuffix(".sql"), (_SCRIPTS / name).read_text("utf-8"))
        for name in scripts
    )


def _split(script: str) -> Iterator[str]:
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement.strip()
            statement = ""
    if statement.strip():
        yield statement.strip()


MIGRATIONS = _load()


def schema_version(db: Database) -> int:
    """Return the number of the last migration applied, 0 for an empty file."""
    if not db["migrations"].exists():
        return 0
    row = next(db.query("SELECT coalesce(max(version), 0) AS version FROM migrations"))
    return int(row["version"])


def pending(db: Database) -> tuple[Migration, ...]:
    """Return the migrations this database still lacks.

    Raises NewerDatabaseError when it has more than this version of Factually knows.
    """
    version = schema_version(db)
    if version > len(MIGRATIONS):
        raise NewerDatabaseError(
            f"the database has schema {version}, made by a newer version of Factually; this one "
            f"knows up to {len(MIGRATIONS)}. Install the newer version to open it."
        )
    return MIGRATIONS[version:]


def migrate(engine: Engine, *, at: str) -> list[Migration]:
    """Bring the database up to date and return what was applied; `at` is the time to record."""
    steps = pending(engine.reader())
    for step in steps:
        try:
            engine.commit(_batch(step, at))
        except (ConflictError, sqlite3.OperationalError) as error:
            # Another process starting beside this one may have applied it first; that is fine.
            if schema_version(engine.reader()) < step.version:
                raise UnusableDatabaseError(f"the database cannot take {step.name}: {error}") from error
    return list(steps)


def _batch(step: Migration, at: str) -> list[Statement]:
    return [
        Statement(
            "CREATE TABLE IF NOT EXISTS migrations ("
            "version INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_at TEXT NOT NULL) STRICT"
        ),
        Statement(
            "INSERT INTO migrations (version, name, applied_at) VALUES (:version, :name, :at)",
            {"version": step.version, "name": step.name, "at": at},
        ),
        *(Statement(sql) for sql in step.statements),
    ]
