"""The audit log: what is added to it, and how it is read, filtered and sealed."""

import json
from collections.abc import Iterator

from sqlite_utils import Database

from factually_app.domain.audit import Action, AuditEntry, Fields
from factually_app.domain.staff import Actor
from factually_app.store.engine import Statement


def insert_entry(
    by: Actor,
    action: Action,
    kind: str,
    record_id: str,
    *,
    at: str,
    before: Fields | None = None,
    after: Fields | None = None,
) -> Statement:
    """Put on record what somebody does in this batch; the number is the next one when it is applied."""
    return Statement(
        "INSERT INTO audit_log (number, at, actor_id, actor_name, action, kind, record_id, before, after)"
        " SELECT coalesce(max(number), 0) + 1, :at, :actor_id, :actor_name, :action, :kind, :record_id,"
        " :before, :after FROM audit_log",
        {
            "at": at,
            "actor_id": by.id,
            "actor_name": by.name,
            "action": action.value,
            "kind": kind,
            "record_id": record_id,
            "before": _json(before),
            "after": _json(after),
        },
    )


def newest_entries(
    db: Database,
    *,
    limit: int,
    before: int | None = None,
    kind: str | None = None,
    record_id: str | None = None,
    actor_id: str | None = None,
) -> list[AuditEntry]:
    """Return entries, the newest first: all, or those before a number, about a record, or by a member."""
    rows = db.query(
        """
        SELECT number, at, actor_id, actor_name, action, kind, record_id, before, after, hash
          FROM audit_log
         WHERE (:before IS NULL OR number < :before)
           AND (:kind IS NULL OR kind = :kind)
           AND (:record_id IS NULL OR record_id = :record_id)
           AND (:actor_id IS NULL OR actor_id = :actor_id)
         ORDER BY number DESC
         LIMIT :limit
        """,
        {"limit": limit, "before": before, "kind": kind, "record_id": record_id, "actor_id": actor_id},
    )
    return [AuditEntry(**row) for row in rows]


def kinds(db: Database) -> list[str]:
    """Return the kinds of records that entries are about."""
    return [row["kind"] for row in db.query("SELECT DISTINCT kind FROM audit_log ORDER BY kind")]


def all_entries(db: Database, *, after: int = 0) -> Iterator[AuditEntry]:
    """Yield every entry after a number, the first one first."""
    rows = db.query(
        """
        SELECT number, at, actor_id, actor_name, action, kind, record_id, before, after, hash
          FROM audit_log
         WHERE number > :after
         ORDER BY number
        """,
        {"after": after},
    )
    return (AuditEntry(**row) for row in rows)


def unsealed_entries(db: Database, *, limit: int) -> list[AuditEntry]:
    """Return the first entries that have no hash yet."""
    rows = db.query(
        """
        SELECT number, at, actor_id, actor_name, action, kind, record_id, before, after, hash
          FROM audit_log
         WHERE hash IS NULL
         ORDER BY number
         LIMIT :limit
        """,
        {"limit": limit},
    )
    return [AuditEntry(**row) for row in rows]


def entry_hash(db: Database, number: int) -> str | None:
    """Return the hash of an entry; an empty text for the one before the first."""
    if number == 0:
        return ""
    rows = db.query("SELECT hash FROM audit_log WHERE number = :number", {"number": number})
    return next((row["hash"] for row in rows), None)


def seal_entry(number: int, entry_hash: str) -> Statement:
    """Fill in the hash of an entry that has none; whoever comes second changes nothing."""
    return Statement(
        "UPDATE audit_log SET hash = :hash WHERE number = :number AND hash IS NULL",
        {"number": number, "hash": entry_hash},
    )


def _json(fields: Fields | None) -> str | None:
    return None if fields is None else json.dumps(fields, ensure_ascii=False, sort_keys=True)
