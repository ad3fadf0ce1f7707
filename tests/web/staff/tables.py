"""What a database holds, as one digest for each table, to see whether anything changed."""

import hashlib

from factually_app.store.engine import Engine

PRESENCE = "staff_sessions.seen_at"
SEALING = "audit_log.hash"


def digests(engine: Engine, *, without: tuple[str, ...] = ()) -> dict[str, str]:
    """Return a digest of the rows of every table; `without` names columns that may change."""
    connection = engine.reader().conn
    tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    found = {}
    for (table,) in tables.fetchall():
        columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
        kept = ", ".join(column for column in columns if f"{table}.{column}" not in without)
        rows = sorted(map(repr, connection.execute(f"SELECT {kept} FROM {table}").fetchall()))
        found[table] = hashlib.sha256("\n".join(rows).encode()).hexdigest()
    return found
