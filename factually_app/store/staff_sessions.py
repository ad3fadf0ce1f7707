"""Staff sessions: reads and statements."""

from sqlite_utils import Database

from factually_app.domain.staff_session import StaffSession, Stage
from factually_app.store.engine import Statement


def find_session(db: Database, digest: str) -> StaffSession | None:
    """Return the session with the token of this digest; it may be over."""
    rows = db.query(
        """
        SELECT id, digest, staff_id, stage, device, network, created_at, seen_at
          FROM staff_sessions
         WHERE digest = :digest
        """,
        {"digest": digest},
    )
    return next((StaffSession(**{**row, "stage": Stage(row["stage"])}) for row in rows), None)


def sessions_of(db: Database, staff_id: str) -> list[StaffSession]:
    """Return a member's sessions, the newest first."""
    rows = db.query(
        """
        SELECT id, digest, staff_id, stage, device, network, created_at, seen_at
          FROM staff_sessions
         WHERE staff_id = :staff_id
         ORDER BY created_at DESC, id
        """,
        {"staff_id": staff_id},
    )
    return [StaffSession(**{**row, "stage": Stage(row["stage"])}) for row in rows]


def insert_session(session: StaffSession) -> Statement:
    return Statement(
        "INSERT INTO staff_sessions (id, digest, staff_id, stage, device, network, created_at, seen_at)"
        " VALUES (:id, :digest, :staff_id, :stage, :device, :network, :created_at, :seen_at)",
        {**vars(session), "stage": session.stage.value},
    )


def touch_session(session_id: str, *, at: str) -> Statement:
    """Note that somebody was there."""
    return Statement(
        "UPDATE staff_sessions SET seen_at = max(seen_at, :at) WHERE id = :id", {"id": session_id, "at": at}
    )


def delete_session(session_id: str) -> Statement:
    return Statement("DELETE FROM staff_sessions WHERE id = :id", {"id": session_id})


def delete_sessions_of(staff_id: str, *, but: str = "") -> Statement:
    """Sign a member out everywhere, except where they are now if `but` says so."""
    return Statement(
        "DELETE FROM staff_sessions WHERE staff_id = :staff_id AND id <> :but",
        {"staff_id": staff_id, "but": but},
    )


def delete_sessions_before(created_at: str) -> Statement:
    """Take away sessions that began so long ago that they are over."""
    return Statement("DELETE FROM staff_sessions WHERE created_at < :created_at", {"created_at": created_at})
