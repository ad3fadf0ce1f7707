"""What counts nowhere: payments without a campaign or at issue, events set aside. Reads and statements."""

from collections.abc import Iterator

from sqlite_utils import Database

from factually_app.domain.campaign import Mode
from factually_app.domain.payment import Contradiction, KeptEvent, ProviderEvent
from factually_app.domain.pledge import Provider
from factually_app.domain.uncounted import EventSetAside
from factually_app.store.engine import Statement


def uncounted_ids(db: Database, *, limit: int, after: str | None) -> list[str]:
    """Return the ids of paid payments that count nowhere, the newest first; those that follow `after`."""
    rows = db.query(
        """
        SELECT id
          FROM pledges INDEXED BY pledges_uncounted
         WHERE (paid = 1 AND (campaign_id IS NULL OR person IS NULL))
           AND (:after IS NULL
                OR pledged_at < (SELECT pledged_at FROM pledges WHERE id = :after)
                OR (pledged_at = (SELECT pledged_at FROM pledges WHERE id = :after) AND id > :after))
         ORDER BY pledged_at DESC, id
         LIMIT :limit
        """,
        {"limit": limit, "after": after},
    )
    return [row["id"] for row in rows]


def ids_at_issue(db: Database, *, limit: int, after: str | None) -> list[str]:
    """Return the ids of payments that failed, are in dispute or do not add up, the last changed first."""
    rows = db.query(
        """
        SELECT id
          FROM pledges INDEXED BY pledges_at_issue
         WHERE (dispute IN (1, 2) OR (paid = 1 AND amount_minor > 0 AND refunded_minor > amount_minor)
                OR (paid = 0 AND (failed = 1 OR refunded_minor > 0 OR dispute > 0)))
           AND (:after IS NULL
                OR changed_at < (SELECT changed_at FROM pledges WHERE id = :after)
                OR (changed_at = (SELECT changed_at FROM pledges WHERE id = :after) AND id > :after))
         ORDER BY changed_at DESC, id
         LIMIT :limit
        """,
        {"limit": limit, "after": after},
    )
    return [row["id"] for row in rows]


def events_set_aside(db: Database, *, limit: int) -> Iterator[EventSetAside]:
    """Yield the events that took no effect, the last received first."""
    rows = db.query(
        """
        SELECT events_set_aside.reason, payment_events.provider, payment_events.event_id,
               payment_events.type, payment_events.mode, payment_events.reference, payment_events.visit,
               payment_events.happened_at, payment_events.received_at, payment_events.raw
          FROM events_set_aside
          JOIN payment_events ON payment_events.provider = events_set_aside.provider
                             AND payment_events.event_id = events_set_aside.event_id
         ORDER BY payment_events.received_at DESC, payment_events.provider, payment_events.event_id
         LIMIT :limit
        """,
        {"limit": limit},
    )
    for row in rows:
        reason = Contradiction(row.pop("reason"))
        words = {"provider": Provider(row["provider"]), "mode": Mode(row["mode"])}
        yield EventSetAside(KeptEvent(**{**row, **words}), reason)


def set_aside(event: ProviderEvent, reason: Contradiction) -> Statement:
    """Say that an event, kept in the same batch, takes no effect."""
    return Statement(
        "INSERT INTO events_set_aside (provider, event_id, reason) VALUES (:provider, :event_id, :reason)",
        {"provider": event.provider.value, "event_id": event.event_id, "reason": reason.value},
    )


def assign_pledge(pledge_id: str, campaign_id: str, *, at: str) -> Statement:
    """Let a paid payment that belongs to no campaign count toward one; guard it."""
    return Statement(
        "UPDATE pledges SET campaign_id = :campaign_id, named = 1, changed_at = max(changed_at, :at)"
        " WHERE id = :id AND campaign_id IS NULL AND paid = 1 AND person IS NOT NULL",
        {"id": pledge_id, "campaign_id": campaign_id, "at": at},
    )
