"""First names for the thank-you wall, at most one a person and campaign. Reads and statements."""

from collections.abc import Iterator

from sqlite_utils import Database

from factually_app.domain.errors import NotFoundError
from factually_app.domain.thanks_wall import NameState, WallName
from factually_app.store.engine import Statement
from factually_app.store.rows import Row


def shown_names(db: Database, campaign_id: str, *, limit: int, offset: int = 0) -> list[str]:
    """Return names that readers see, the one approved last first."""
    rows = db.query(
        """
        SELECT wall_names.name
          FROM wall_names
          JOIN supporters ON supporters.campaign_id = wall_names.campaign_id
                         AND supporters.person = wall_names.person
         WHERE wall_names.campaign_id = :campaign_id AND wall_names.state = 'approved'
         ORDER BY wall_names.decided_at DESC, wall_names.id
         LIMIT :limit OFFSET :offset
        """,
        {"campaign_id": campaign_id, "limit": limit, "offset": offset},
    )
    return [row["name"] for row in rows]


def count_shown(db: Database, campaign_id: str) -> int:
    """Return how many names readers see."""
    rows = db.query(
        """
        SELECT count(*) AS names
          FROM wall_names
          JOIN supporters ON supporters.campaign_id = wall_names.campaign_id
                         AND supporters.person = wall_names.person
         WHERE wall_names.campaign_id = :campaign_id AND wall_names.state = 'approved'
        """,
        {"campaign_id": campaign_id},
    )
    return int(next(rows)["names"])


def find_name(db: Database, campaign_id: str, person: str) -> WallName | None:
    """Return what a person gave for the wall of a campaign."""
    rows = db.query(
        """
        SELECT wall_names.id, wall_names.campaign_id, wall_names.person, wall_names.name, wall_names.state,
               supporters.person IS NOT NULL AS stands, wall_names.offered_at, wall_names.decided_at,
               wall_names.version
          FROM wall_names
          LEFT JOIN supporters ON supporters.campaign_id = wall_names.campaign_id
                              AND supporters.person = wall_names.person
         WHERE wall_names.campaign_id = :campaign_id AND wall_names.person = :person
        """,
        {"campaign_id": campaign_id, "person": person},
    )
    return next(map(_name, rows), None)


def get_name(db: Database, name_id: str) -> WallName:
    """Return the name with an id; NotFoundError when there is none."""
    rows = db.query(
        """
        SELECT wall_names.id, wall_names.campaign_id, wall_names.person, wall_names.name, wall_names.state,
               supporters.person IS NOT NULL AS stands, wall_names.offered_at, wall_names.decided_at,
               wall_names.version
          FROM wall_names
          LEFT JOIN supporters ON supporters.campaign_id = wall_names.campaign_id
                              AND supporters.person = wall_names.person
         WHERE wall_names.id = :id
        """,
        {"id": name_id},
    )
    for row in rows:
        return _name(row)
    raise NotFoundError(f"no name '{name_id}'; it may have been changed or taken back since")


def all_names(db: Database) -> Iterator[WallName]:
    """Yield what is kept for the walls of all campaigns, the name offered first first."""
    rows = db.query(
        """
        SELECT wall_names.id, wall_names.campaign_id, wall_names.person, wall_names.name, wall_names.state,
               supporters.person IS NOT NULL AS stands, wall_names.offered_at, wall_names.decided_at,
               wall_names.version
          FROM wall_names
          LEFT JOIN supporters ON supporters.campaign_id = wall_names.campaign_id
                              AND supporters.person = wall_names.person
         ORDER BY wall_names.offered_at, wall_names.id
        """
    )
    return map(_name, rows)


def pending_names(db: Database) -> Iterator[WallName]:
    """Yield the names that wait for moderation, of people who stand, the one offered first first."""
    rows = db.query(
        """
        SELECT wall_names.id, wall_names.campaign_id, wall_names.person, wall_names.name, wall_names.state,
               1 AS stands, wall_names.offered_at, wall_names.decided_at, wall_names.version
          FROM wall_names
          JOIN supporters ON supporters.campaign_id = wall_names.campaign_id
                         AND supporters.person = wall_names.person
         WHERE wall_names.state = 'pending'
         ORDER BY wall_names.offered_at, wall_names.id
        """
    )
    return map(_name, rows)


def _name(row: Row) -> WallName:
    return WallName(**{**row, "state": NameState(row["state"]), "stands": bool(row["stands"])})


def upsert_name(*, name_id: str, campaign_id: str, person: str, name: str, at: str) -> Statement:
    """Put a name, to be moderated, in place of what the person gave before; guard it.

    Nothing is written of somebody who does not stand, nor when it is the name that is kept already.
    """
    return Statement(
        "INSERT INTO wall_names (id, campaign_id, person, name, state, offered_at, decided_at, version)"
        " SELECT :id, :campaign_id, :person, :name, 'pending', :at, NULL, 1"
        " WHERE EXISTS (SELECT 1 FROM supporters WHERE campaign_id = :campaign_id AND person = :person)"
        " ON CONFLICT (campaign_id, person) DO UPDATE SET id = excluded.id, name = excluded.name,"
        " state = 'pending', offered_at = excluded.offered_at, decided_at = NULL, version = version + 1"
        " WHERE name IS NOT excluded.name",
        {"id": name_id, "campaign_id": campaign_id, "person": person, "name": name, "at": at},
    )


def approve(name_id: str, *, seen: int, at: str) -> Statement:
    """Let readers see a name that still has version `seen`; guard it."""
    return Statement(
        "UPDATE wall_names SET state = 'approved', decided_at = :at, version = version + 1"
        " WHERE id = :id AND version = :seen AND state = 'pending'",
        {"id": name_id, "seen": seen, "at": at},
    )


def decline(name_id: str, *, seen: int, at: str) -> Statement:
    """Take away the text of a name that still has version `seen`, keeping that it was declined; guard it."""
    return Statement(
        "UPDATE wall_names SET name = NULL, state = 'declined', decided_at = :at, version = version + 1"
        " WHERE id = :id AND version = :seen AND state <> 'declined'",
        {"id": name_id, "seen": seen, "at": at},
    )


def delete_name(campaign_id: str, person: str) -> Statement:
    """Delete what a person gave for the wall of a campaign."""
    return Statement(
        "DELETE FROM wall_names WHERE campaign_id = :campaign_id AND person = :person",
        {"campaign_id": campaign_id, "person": person},
    )


def delete_names_of(person: str) -> Statement:
    """Delete what a person gave for the wall of any campaign."""
    return Statement("DELETE FROM wall_names WHERE person = :person", {"person": person})
