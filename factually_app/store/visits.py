"""What became of one visit to the payment page, as far as the provider told us. Reads."""

from sqlite_utils import Database

from factually_app.domain.pledge import Pledge
from factually_app.store.pledges import pledges_by_id


def payment_of_visit(db: Database, reference: str) -> Pledge | None:
    """Return the payment that a visit led to; None before it is heard of.

    `reference` is the one that went with the visitor, or Stripe's own id of the visit. Of a
    subscription only the invoices are payments, which name neither: there it is the first one of
    the same person from that day on.
    """
    rows = db.query(
        """
        WITH visits AS (
          SELECT provider, reference, person, happened_at
            FROM payment_events
           WHERE visit = :reference
           UNION
          SELECT provider, reference, person, happened_at
            FROM payment_events
           WHERE session = :reference
        )
        SELECT pledges.id, pledges.pledged_at
          FROM visits
          JOIN pledges ON pledges.provider = visits.provider AND pledges.reference = visits.reference
         UNION
        SELECT pledges.id, pledges.pledged_at
          FROM visits
          JOIN pledges ON pledges.provider = visits.provider AND pledges.person = visits.person
         WHERE visits.reference IS NULL AND pledges.pledged_at >= substr(visits.happened_at, 1, 10)
         ORDER BY 2, 1
         LIMIT 1
        """,
        {"reference": reference},
    )
    ids = [row["id"] for row in rows]
    return next(iter(pledges_by_id(db, ids).values()), None) if ids else None
