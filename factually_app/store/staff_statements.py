"""Statements that change what is kept of a staff member, each only what its name says."""

from factually_app.domain.staff import Role
from factually_app.store.engine import Statement


def update_role(staff_id: str, role: Role, *, seen: int, at: str) -> Statement:
    """Give a member who still has version `seen` another role, unless nobody could look after the accounts
    any more; guard it."""
    return Statement(
        "UPDATE staff_members SET role = :role, version = version + 1, updated_at = :at"
        " WHERE id = :id AND version = :seen AND is_active = 1"
        " AND (:role = 'administrator' OR role <> 'administrator' OR EXISTS"
        " (SELECT 1 FROM staff_members WHERE role = 'administrator' AND is_active = 1 AND id <> :id))",
        {"id": staff_id, "role": role.value, "seen": seen, "at": at},
    )


def deactivate_member(staff_id: str, *, seen: int, at: str) -> Statement:
    """Let a member who still has version `seen` in no more, unless they are the last administrator; guard it.

    What they could sign in with is not kept.
    """
    return Statement(
        "UPDATE staff_members SET is_active = 0, password_hash = NULL, totp_secret = NULL,"
        " version = version + 1, updated_at = :at"
        " WHERE id = :id AND version = :seen AND is_active = 1"
        " AND (role <> 'administrator' OR EXISTS"
        " (SELECT 1 FROM staff_members WHERE role = 'administrator' AND is_active = 1 AND id <> :id))",
        {"id": staff_id, "seen": seen, "at": at},
    )


def reactivate_member(
    staff_id: str, *, name: str, role: Role, password_hash: str | None, seen: int, at: str
) -> Statement:
    """Take somebody who left back in; guard it."""
    return Statement(
        "UPDATE staff_members SET is_active = 1, name = :name, role = :role, password_hash = :password_hash,"
        " version = version + 1, updated_at = :at WHERE id = :id AND version = :seen AND is_active = 0",
        {
            "id": staff_id,
            "name": name,
            "role": role.value,
            "password_hash": password_hash,
            "seen": seen,
            "at": at,
        },
    )


def require_version(staff_id: str, seen: int) -> Statement:
    """Change nothing of a member who is as they were seen; guard it, so that what follows rests on that."""
    return Statement(
        "UPDATE staff_members SET version = version WHERE id = :id AND version = :seen AND is_active = 1",
        {"id": staff_id, "seen": seen},
    )


def update_password(staff_id: str, password_hash: str, *, at: str) -> Statement:
    """Give a member of the newsroom a password; guard it."""
    return Statement(
        "UPDATE staff_members SET password_hash = :password_hash, version = version + 1, updated_at = :at"
        " WHERE id = :id AND is_active = 1",
        {"id": staff_id, "password_hash": password_hash, "at": at},
    )


def update_password_hash(staff_id: str, *, old: str, new: str) -> Statement:
    """Keep the same password under a stronger hash, unless it was changed meanwhile."""
    return Statement(
        "UPDATE staff_members SET password_hash = :new WHERE id = :id AND password_hash = :old",
        {"id": staff_id, "old": old, "new": new},
    )


def update_second_factor(staff_id: str, secret: str | None, *, step: int, seen: int, at: str) -> Statement:
    """Set a member's second factor, or take it away, while they still have version `seen`; guard it.

    `step` is the time step whose code showed that the secret works; it is spent with it.
    """
    return Statement(
        "UPDATE staff_members SET totp_secret = :secret, totp_step = :step, version = version + 1,"
        " updated_at = :at WHERE id = :id AND version = :seen AND is_active = 1",
        {"id": staff_id, "secret": secret, "step": step, "seen": seen, "at": at},
    )


def replace_secret(staff_id: str, *, old: str, new: str) -> Statement:
    """Keep the same secret in another form, unless it was changed meanwhile."""
    return Statement(
        "UPDATE staff_members SET totp_secret = :new WHERE id = :id AND totp_secret = :old",
        {"id": staff_id, "old": old, "new": new},
    )


def spend_step(staff_id: str, *, secret: str, step: int) -> Statement:
    """Spend the code of a time step, and with it all earlier ones; guard it."""
    return Statement(
        "UPDATE staff_members SET totp_step = :step"
        " WHERE id = :id AND totp_secret = :secret AND totp_step < :step AND is_active = 1",
        {"id": staff_id, "secret": secret, "step": step},
    )
