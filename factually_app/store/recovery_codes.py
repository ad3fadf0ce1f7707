"""Recovery codes: reads and statements. What is kept of a code is its digest."""

from collections.abc import Sequence

from sqlite_utils import Database

from factually_app.store.engine import Statement


def count_unused(db: Database, staff_id: str) -> int:
    """Return how many codes a member has left."""
    rows = db.query(
        "SELECT count(*) AS number FROM recovery_codes WHERE staff_id = :staff_id AND used_at IS NULL",
        {"staff_id": staff_id},
    )
    return int(next(rows)["number"])


def is_unused(db: Database, staff_id: str, digest: str) -> bool:
    """Say whether a member has this code and has not spent it."""
    rows = db.query(
        "SELECT 1 FROM recovery_codes WHERE staff_id = :staff_id AND digest = :digest AND used_at IS NULL",
        {"staff_id": staff_id, "digest": digest},
    )
    return any(True for _ in rows)


def replace_codes(staff_id: str, digests: Sequence[str]) -> list[Statement]:
    """Put new codes in the place of all that a member has."""
    return [
        Statement("DELETE FROM recovery_codes WHERE staff_id = :staff_id", {"staff_id": staff_id}),
        *(
            Statement(
                "INSERT INTO recovery_codes (staff_id, digest, used_at) VALUES (:staff_id, :digest, NULL)",
                {"staff_id": staff_id, "digest": digest},
            )
            for digest in digests
        ),
    ]


def spend_code(staff_id: str, digest: str, *, at: str) -> Statement:
    """Spend a code; guard it."""
    return Statement(
        "UPDATE recovery_codes SET used_at = :at"
        " WHERE staff_id = :staff_id AND digest = :digest AND used_at IS NULL",
        {"staff_id": staff_id, "digest": digest, "at": at},
    )
