"""Working copies: reads and statements."""

from sqlite_utils import Database

from factually_app.domain.working_copy import WorkingCopy, WorkingKind, WorkingState
from factually_app.store.engine import Statement, Value
from factually_app.store.rows import Row


def find_working_copy(db: Database, kind: WorkingKind, record_id: str) -> WorkingCopy | None:
    """Return what is being written of a record; None when nothing is."""
    rows = db.query(
        """
        SELECT kind, record_id, content, based_on, state, publish_at, note, notice, state_by, saved_by,
               version, created_at, updated_at
          FROM working_copies
         WHERE kind = :kind AND record_id = :record_id
        """,
        {"kind": kind.value, "record_id": record_id},
    )
    return next((_working_copy(row) for row in rows), None)


def all_working_copies(db: Database, kind: WorkingKind | None = None) -> list[WorkingCopy]:
    """Return everything that is being written, what was touched last first."""
    rows = db.query(
        """
        SELECT kind, record_id, content, based_on, state, publish_at, note, notice, state_by, saved_by,
               version, created_at, updated_at
          FROM working_copies
         WHERE :kind IS NULL OR kind = :kind
         ORDER BY updated_at DESC, kind, record_id
        """,
        {"kind": kind.value if kind else None},
    )
    return [_working_copy(row) for row in rows]


def due_working_copies(db: Database, *, now: str) -> list[WorkingCopy]:
    """Return what was to be published by now, what is due longest first."""
    rows = db.query(
        """
        SELECT kind, record_id, content, based_on, state, publish_at, note, notice, state_by, saved_by,
               version, created_at, updated_at
          FROM working_copies
         WHERE publish_at <= :now
         ORDER BY publish_at, kind, record_id
        """,
        {"now": now},
    )
    return [_working_copy(row) for row in rows]


def insert_working_copy(copy: WorkingCopy) -> Statement:
    """Keep a working copy where there is none yet; guard it where somebody may have been quicker."""
    return Statement(
        "INSERT INTO working_copies (kind, record_id, content, based_on, state, publish_at, note, notice,"
        " state_by, saved_by, version, created_at, updated_at)"
        " VALUES (:kind, :record_id, :content, :based_on, :state, :publish_at, :note, :notice, :state_by,"
        " :saved_by, :version, :created_at, :updated_at)"
        " ON CONFLICT (kind, record_id) DO NOTHING",
        _params(copy),
    )


def update_working_copy(copy: WorkingCopy, *, seen: int) -> Statement:
    """Replace a working copy that still has version `seen`; guard it."""
    return Statement(
        "UPDATE working_copies SET content = :content, based_on = :based_on, state = :state,"
        " publish_at = :publish_at, note = :note, notice = :notice, state_by = :state_by,"
        " saved_by = :saved_by, version = :version, updated_at = :updated_at"
        " WHERE kind = :kind AND record_id = :record_id AND version = :seen",
        {**_params(copy), "seen": seen},
    )


def delete_working_copy(kind: WorkingKind, record_id: str, *, seen: int) -> Statement:
    """Take away a working copy that still has version `seen`; guard it."""
    return Statement(
        "DELETE FROM working_copies WHERE kind = :kind AND record_id = :record_id AND version = :seen",
        {"kind": kind.value, "record_id": record_id, "seen": seen},
    )


def _working_copy(row: Row) -> WorkingCopy:
    return WorkingCopy(**{**row, "kind": WorkingKind(row["kind"]), "state": WorkingState(row["state"])})


def _params(copy: WorkingCopy) -> dict[str, Value]:
    return {**vars(copy), "kind": copy.kind.value, "state": copy.state.value}
