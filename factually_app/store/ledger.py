"""The public ledger: its rows, the days they come to, and sealing them. Triggers write the rows."""

from collections.abc import Iterator
from datetime import date

from sqlite_utils import Database

from factually_app.domain.ledger import DailyTotal, LedgerRow
from factually_app.store.engine import Statement
from factually_app.store.rows import Row


def ledger_rows(db: Database, campaign_id: str) -> list[LedgerRow]:
    """Return every row of a campaign's ledger, the first one first."""
    rows = db.query(
        """
        SELECT number, day, people, amount_minor, currency, reason, hash
          FROM ledger
         WHERE campaign_id = :campaign_id
         ORDER BY number
        """,
        {"campaign_id": campaign_id},
    )
    return [_ledger_row(row) for row in rows]


def daily_totals(db: Database, campaign_id: str) -> list[DailyTotal]:
    """Return the days in which anything changed, with what stood at the end of each."""
    rows = db.query(
        """
        SELECT day,
               sum(max(people, 0)) AS joined,
               sum(max(-people, 0)) AS left,
               sum(sum(people)) OVER (ORDER BY day) AS people,
               sum(sum(amount_minor)) OVER (ORDER BY day) AS amount_minor
          FROM ledger
         WHERE campaign_id = :campaign_id
         GROUP BY day
         ORDER BY day
        """,
        {"campaign_id": campaign_id},
    )
    return [DailyTotal(**{**row, "day": date.fromisoformat(row["day"])}) for row in rows]


def unsealed_rows(db: Database, campaign_id: str, *, limit: int) -> list[LedgerRow]:
    """Return the first rows of a ledger that have no hash yet."""
    rows = db.query(
        """
        SELECT number, day, people, amount_minor, currency, reason, hash
          FROM ledger
         WHERE campaign_id = :campaign_id AND hash IS NULL
         ORDER BY number
         LIMIT :limit
        """,
        {"campaign_id": campaign_id, "limit": limit},
    )
    return [_ledger_row(row) for row in rows]


def hash_of(db: Database, campaign_id: str, number: int) -> str | None:
    """Return the hash of a row; an empty text for the one before the first."""
    if number == 0:
        return ""
    rows = db.query(
        "SELECT hash FROM ledger WHERE campaign_id = :campaign_id AND number = :number",
        {"campaign_id": campaign_id, "number": number},
    )
    return next((row["hash"] for row in rows), None)


def ledger_sums(db: Database) -> Iterator[tuple[str, tuple[int, int], tuple[int, int]]]:
    """Yield for each campaign the people and money of its totals, and those of its ledger."""
    rows = db.query(
        """
        SELECT campaign_totals.campaign_id, supporters, raised_minor,
               coalesce(sum(people), 0) AS people, coalesce(sum(amount_minor), 0) AS minor
          FROM campaign_totals
          LEFT JOIN ledger ON ledger.campaign_id = campaign_totals.campaign_id
         GROUP BY campaign_totals.campaign_id
         ORDER BY campaign_totals.campaign_id
        """
    )
    for row in rows:
        kept, written = (row["supporters"], row["raised_minor"]), (row["people"], row["minor"])
        yield row["campaign_id"], kept, written


def _ledger_row(row: Row) -> LedgerRow:
    return LedgerRow(**{**row, "day": date.fromisoformat(row["day"])})


def seal_row(campaign_id: str, number: int, row_hash: str) -> Statement:
    """Fill in the hash of a row that has none; whoever comes second changes nothing."""
    return Statement(
        "UPDATE ledger SET hash = :hash"
        " WHERE campaign_id = :campaign_id AND number = :number AND hash IS NULL",
        {"campaign_id": campaign_id, "number": number, "hash": row_hash},
    )


def insert_ledger_row(campaign_id: str, row: LedgerRow) -> Statement:
    """Put a row back that an export brings."""
    return Statement(
        "INSERT INTO ledger (campaign_id, number, day, people, amount_minor, currency, reason, hash)"
        " VALUES (:campaign_id, :number, :day, :people, :amount_minor, :currency, :reason, :hash)",
        {**vars(row), "campaign_id": campaign_id, "day": row.day.isoformat()},
    )


def pause_ledger(campaign_id: str, *, paused: bool) -> Statement:
    """Let pledges that are read back write no rows, because those come from the export too; or go on."""
    return Statement(
        "UPDATE campaign_totals SET paused = :paused WHERE campaign_id = :campaign_id",
        {"campaign_id": campaign_id, "paused": int(paused)},
    )
