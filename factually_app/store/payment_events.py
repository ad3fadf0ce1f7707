"""Events of payment providers, kept for ever: reads for staff, and statements."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlite_utils import Database

from factually_app.domain.campaign import Mode
from factually_app.domain.payment import KeptEvent, ProviderEvent
from factually_app.domain.pledge import Provider
from factually_app.store.engine import Statement
from factually_app.store.rows import Row


@dataclass(frozen=True)
class KnownPayment:
    """A payment that an event is about, as far as that matters to the event."""

    mode: Mode
    currency: str
    is_of_money: bool


@dataclass(frozen=True)
class Known:
    """What is known when an event comes in: itself, its payment, where it may count.

    `asked_campaign` is the one it names and `current_campaign` the one that was current when it happened
    (before any began, the first one), each where it takes payments of this mode and currency.
    """

    is_kept: bool
    payment: KnownPayment | None
    asked_campaign: str | None
    current_campaign: str | None


def what_is_known(db: Database, event: ProviderEvent) -> Known:
    """Return all that the taking in of an event depends on, in one query: it is asked for every event."""
    kept, mode, currency, is_of_money, asked, current = db.execute(
        """
        SELECT EXISTS (SELECT 1 FROM payment_events WHERE provider = :provider AND event_id = :event_id),
               pledges.mode, pledges.currency,
               pledges.paid = 1 OR pledges.amount_minor > 0 OR pledges.refunded_minor > 0,
               (SELECT id FROM campaigns
                 WHERE id = :campaign_id AND mode = :mode AND currency = :currency),
               (SELECT CASE currency WHEN :currency THEN id END FROM campaigns
                 WHERE mode = :mode
                 ORDER BY created_at <= :happened_at DESC,
                          CASE WHEN created_at <= :happened_at THEN created_at END DESC,
                          created_at, id
                 LIMIT 1)
          FROM (SELECT 1)
          LEFT JOIN pledges ON pledges.provider = :provider AND pledges.reference = :reference
        """,
        {
            "provider": event.provider.value,
            "event_id": event.event_id,
            "campaign_id": event.campaign_id,
            "mode": event.mode.value,
            "currency": event.effect.currency if event.effect else None,
            "reference": event.effect.reference if event.effect else None,
            "happened_at": event.happened_at,
        },
    ).fetchone()
    payment = KnownPayment(Mode(mode), currency, bool(is_of_money)) if mode else None
    return Known(bool(kept), payment, asked, current)


def find_event(db: Database, provider: str, event_id: str) -> KeptEvent | None:
    """Return an event by the id that its provider gave it; None when there is none."""
    rows = db.query(
        """
        SELECT provider, event_id, type, mode, reference, visit, happened_at, received_at, raw
          FROM payment_events
         WHERE provider = :provider AND event_id = :event_id
        """,
        {"provider": provider, "event_id": event_id},
    )
    return next(map(_event, rows), None)


def newest_events(db: Database, *, limit: int) -> Iterator[KeptEvent]:
    """Yield the events that came last, the last one first."""
    rows = db.query(
        """
        SELECT provider, event_id, type, mode, reference, visit, happened_at, received_at, raw
          FROM payment_events
         ORDER BY received_at DESC, provider DESC, event_id DESC
         LIMIT :limit
        """,
        {"limit": limit},
    )
    return map(_event, rows)


def _event(row: Row) -> KeptEvent:
    return KeptEvent(**{**row, "provider": Provider(row["provider"]), "mode": Mode(row["mode"])})


def insert_event(event: ProviderEvent, *, received_at: str) -> Statement:
    """Keep an event that must not be kept yet."""
    return Statement(
        "INSERT INTO payment_events (provider, event_id, type, mode, reference, visit, session, person,"
        " happened_at, received_at, raw)"
        " VALUES (:provider, :event_id, :type, :mode, :reference, :visit, :session, :person,"
        " :happened_at, :received_at, :raw)",
        {
            "provider": event.provider.value,
            "event_id": event.event_id,
            "type": event.type,
            "mode": event.mode.value,
            "reference": event.effect.reference if event.effect else None,
            "visit": event.visit,
            "session": event.session,
            "person": event.person,
            "happened_at": event.happened_at,
            "received_at": received_at,
            "raw": event.raw,
        },
    )


def erase_from_events(person: str, *, become: str, raw: str) -> Statement:
    """Redact all events of a person, and those of their payments that do not name them."""
    return Statement(
        "UPDATE payment_events SET person = :become, raw = :raw"
        " WHERE person = :person OR EXISTS (SELECT 1 FROM pledges"
        "  WHERE pledges.provider = payment_events.provider"
        "  AND pledges.reference = payment_events.reference AND pledges.person = :person)",
        {"person": person, "become": become, "raw": raw},
    )


def erase_from_pledges(person: str, *, become: str) -> Statement:
    """Give the pledges of a person to somebody who never was."""
    return Statement(
        "UPDATE pledges SET person = :become, erased = 1 WHERE person = :person",
        {"person": person, "become": become},
    )


def erase_from_supporters(person: str, *, become: str) -> Statement:
    """Let whoever takes the place of an erased person stand where they stood."""
    return Statement(
        "UPDATE supporters SET person = :become WHERE person = :person",
        {"person": person, "become": become},
    )
