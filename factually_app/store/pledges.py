"""Pledges: the ledger of payments. Reads and statements."""

from collections.abc import Iterator

from sqlite_utils import Database

from factually_app.domain.errors import NotFoundError
from factually_app.domain.pledge import Pledge, PledgeState
from factually_app.store.engine import Statement
from factually_app.store.rows import Row


def get_pledge(db: Database, pledge_id: str) -> Pledge:
    """Return one pledge; NotFoundError when there is none."""
    rows = db.query(
        """
        SELECT id, campaign_id, person, amount_minor, currency, state, pledged_at
          FROM pledges
         WHERE id = :id
        """,
        {"id": pledge_id},
    )
    for row in rows:
        return _pledge(row)
    raise NotFoundError(f"no pledge '{pledge_id}'")


def pledges_toward(db: Database, campaign_id: str) -> Iterator[Pledge]:
    """Yield the pledges of a campaign in the order they came."""
    rows = db.query(
        """
        SELECT id, campaign_id, person, amount_minor, currency, state, pledged_at
          FROM pledges
         WHERE campaign_id = :campaign_id
         ORDER BY pledged_at, id
        """,
        {"campaign_id": campaign_id},
    )
    return (_pledge(row) for row in rows)


def counted_anew(db: Database, campaign_id: str) -> tuple[int, int]:
    """Count supporters and minor units from the pledges themselves, to hold the totals against."""
    row = next(
        db.query(
            """
            SELECT count(DISTINCT person) AS supporters, coalesce(sum(amount_minor), 0) AS raised
              FROM pledges
             WHERE campaign_id = :campaign_id AND state = 'paid'
            """,
            {"campaign_id": campaign_id},
        )
    )
    return row["supporters"], row["raised"]


def _pledge(row: Row) -> Pledge:
    return Pledge(**{**row, "state": PledgeState(row["state"])})


def insert_pledge(pledge: Pledge) -> Statement:
    return Statement(
        "INSERT INTO pledges (id, campaign_id, person, amount_minor, currency, state, pledged_at)"
        " VALUES (:id, :campaign_id, :person, :amount_minor, :currency, :state, :pledged_at)",
        {**vars(pledge), "state": pledge.state.value},
    )


def update_state(pledge_id: str, *, seen: PledgeState, state: PledgeState) -> Statement:
    """Move a pledge from the state somebody saw to another; guard it."""
    return Statement(
        "UPDATE pledges SET state = :state WHERE id = :id AND state = :seen",
        {"id": pledge_id, "seen": seen.value, "state": state.value},
    )
