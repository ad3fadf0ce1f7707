"""Records that were merged into others: where an old one leads, also after several merges in a row."""

from collections.abc import Iterable, Iterator

from sqlite_utils import Database

from factually_app.domain.moved_record import MovedRecord
from factually_app.store.engine import Statement
from factually_app.store.rows import id_list


def find_moved(db: Database, kind: str, old_id: str) -> str | None:
    """Return the id that stands now for a record which was merged; None for one that was not."""
    return newest_ids(db, kind, [old_id]).get(old_id)


def newest_ids(db: Database, kind: str, ids: Iterable[str]) -> dict[str, str]:
    """Return, for those of the records that were merged, the one that stands for it now."""
    rows = db.query(
        """
        WITH RECURSIVE led (asked, id) AS (
          SELECT old_id, new_id FROM moved_records
           WHERE kind = :kind AND old_id IN (SELECT value FROM json_each(:ids))
           UNION
          SELECT led.asked, moved_records.new_id
            FROM led JOIN moved_records ON moved_records.kind = :kind AND moved_records.old_id = led.id)
        SELECT asked, id FROM led
         WHERE NOT EXISTS (SELECT 1 FROM moved_records
                            WHERE moved_records.kind = :kind AND moved_records.old_id = led.id)
        """,
        {"kind": kind, "ids": id_list(ids)},
    )
    return {row["asked"]: row["id"] for row in rows}


def all_moved(db: Database) -> Iterator[MovedRecord]:
    """Yield every merge, by kind and old id."""
    rows = db.query("SELECT kind, old_id, new_id, moved_at FROM moved_records ORDER BY kind, old_id")
    return (MovedRecord(**row) for row in rows)


def insert_moved(moved: MovedRecord) -> Statement:
    """Let the old address lead to the new record from now on."""
    return Statement(
        "INSERT INTO moved_records (kind, old_id, new_id, moved_at)"
        " VALUES (:kind, :old_id, :new_id, :moved_at)",
        vars(moved),
    )
