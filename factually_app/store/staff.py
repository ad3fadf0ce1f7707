"""Staff members: how they are read, and the statement that adds one; `staff_statements` has the rest."""

from sqlite_utils import Database

from factually_app.domain.errors import NotFoundError
from factually_app.domain.staff import Role, StaffMember
from factually_app.store.engine import Statement
from factually_app.store.rows import Row


def get_member(db: Database, staff_id: str) -> StaffMember:
    """Return a member, active or not; NotFoundError when there is none."""
    rows = db.query(
        """
        SELECT id, name, address, role, is_active, password_hash, totp_secret, totp_step, version,
               created_at, updated_at
          FROM staff_members
         WHERE id = :id
        """,
        {"id": staff_id},
    )
    for row in rows:
        return member_from(row)
    raise NotFoundError(f"no staff member '{staff_id}'")


def find_member(db: Database, address: str) -> StaffMember | None:
    """Return whoever signs in with an address, folded as it is kept; None when nobody does."""
    rows = db.query(
        """
        SELECT id, name, address, role, is_active, password_hash, totp_secret, totp_step, version,
               created_at, updated_at
          FROM staff_members
         WHERE address = :address
        """,
        {"address": address},
    )
    return next((member_from(row) for row in rows), None)


def all_members(db: Database) -> list[StaffMember]:
    """Return every member by name, those who left last."""
    rows = db.query(
        """
        SELECT id, name, address, role, is_active, password_hash, totp_secret, totp_step, version,
               created_at, updated_at
          FROM staff_members
         ORDER BY is_active DESC, name, id
        """
    )
    return [member_from(row) for row in rows]


def member_from(row: Row) -> StaffMember:
    """Make a member of a row."""
    return StaffMember(**{**row, "role": Role(row["role"]), "is_active": bool(row["is_active"])})


def insert_member(member: StaffMember) -> Statement:
    return Statement(
        "INSERT INTO staff_members (id, name, address, role, is_active, password_hash, totp_secret,"
        " totp_step, version, created_at, updated_at)"
        " VALUES (:id, :name, :address, :role, :is_active, :password_hash, :totp_secret, :totp_step,"
        " :version, :created_at, :updated_at)",
        {**vars(member), "role": member.role.value, "is_active": int(member.is_active)},
    )
