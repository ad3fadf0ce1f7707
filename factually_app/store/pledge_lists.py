"""Pledges as staff leaf through them."""

from sqlite_utils import Database

from factually_app.domain.pledge import Pledge
from factually_app.store.pledges import pledges_by_id


def newest_pledges(db: Database, *, limit: int) -> list[Pledge]:
    """Return the pledges that changed last, the last one first."""
    rows = db.query("SELECT id FROM pledges ORDER BY changed_at DESC, id LIMIT :limit", {"limit": limit})
    ids = [row["id"] for row in rows]
    found = pledges_by_id(db, ids)
    return [found[pledge_id] for pledge_id in ids]
