"""The public ledger: sealing its rows with a chain of hashes, and verifying that chain."""

from collections.abc import Sequence

from factually_app.domain.chain import faults, sealed
from factually_app.domain.ledger import LedgerRow
from factually_app.store.campaigns import all_campaigns
from factually_app.store.engine import Engine
from factually_app.store.ledger import hash_of, ledger_rows, seal_row, unsealed_rows

AT_ONCE = 1_000
"""Rows sealed in one batch."""


def seal_ledger(engine: Engine) -> int:
    """Fill in the hashes that are missing, in order, and return how many.

    Several may do so at once: each row's hash follows from the rows before it, so all come to the same.
    """
    campaign_ids = [campaign.id for campaign in all_campaigns(engine.reader())]
    return sum(_seal(engine, campaign_id) for campaign_id in campaign_ids)


def _seal(engine: Engine, campaign_id: str) -> int:
    count = 0
    while rows := unsealed_rows(engine.reader(), campaign_id, limit=AT_ONCE):
        before = hash_of(engine.reader(), campaign_id, rows[0].number - 1)
        if before is None:
            return count  # sealed out of order by something that is not ours: `verify_ledger` says so
        engine.commit([seal_row(campaign_id, *found) for found in sealed(rows, after=before)])
        count += len(rows)
    return count


def verify_ledger(found: Engine | Sequence[LedgerRow]) -> list[str]:
    """Return what is wrong with the rows of one ledger, or with any ledger of a database."""
    if isinstance(found, Sequence):
        return faults(found, name="the ledger")
    db = found.reader()
    return [
        f"campaign {campaign.id}: {fault}"
        for campaign in all_campaigns(db)
        for fault in faults(ledger_rows(db, campaign.id), name="the ledger")
    ]
