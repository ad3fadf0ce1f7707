"""Links with which somebody sets a password: reads and statements. What is kept of one is its digest."""

from sqlite_utils import Database

from factually_app.store.engine import Statement


def find_link_owner(db: Database, digest: str, *, at: str) -> str | None:
    """Return the id of the member whose link this is, while it can be used; else None."""
    rows = db.query(
        """
        SELECT staff_id
          FROM sign_in_links
         WHERE digest = :digest AND used_at IS NULL AND expires_at > :at
        """,
        {"digest": digest, "at": at},
    )
    return next((str(row["staff_id"]) for row in rows), None)


def insert_link(digest: str, staff_id: str, *, at: str, expires_at: str) -> Statement:
    return Statement(
        "INSERT INTO sign_in_links (digest, staff_id, created_at, expires_at, used_at)"
        " VALUES (:digest, :staff_id, :at, :expires_at, NULL)",
        {"digest": digest, "staff_id": staff_id, "at": at, "expires_at": expires_at},
    )


def use_link(digest: str, *, at: str) -> Statement:
    """Use a link up while it can be used; guard it."""
    return Statement(
        "UPDATE sign_in_links SET used_at = :at"
        " WHERE digest = :digest AND used_at IS NULL AND expires_at > :at",
        {"digest": digest, "at": at},
    )


def delete_links_of(staff_id: str) -> Statement:
    """Let none of a member's links lead in any more."""
    return Statement("DELETE FROM sign_in_links WHERE staff_id = :staff_id", {"staff_id": staff_id})
