"""Pledges: one row a payment, to which every event only adds. Reads and statements."""

from collections.abc import Iterable, Iterator

from sqlite_utils import Database

from factually_app.domain.campaign import Mode
from factually_app.domain.errors import NotFoundError
from factually_app.domain.pledge import Dispute, Pledge, Provider
from factually_app.store.engine import Statement, Value
from factually_app.store.rows import Row, id_list


def get_pledge(db: Database, pledge_id: str) -> Pledge:
    """Return one pledge; NotFoundError when there is none."""
    for pledge in pledges_by_id(db, [pledge_id]).values():
        return pledge
    raise NotFoundError(f"no pledge '{pledge_id}'")


def pledges_by_id(db: Database, pledge_ids: Iterable[str]) -> dict[str, Pledge]:
    """Return those of the pledges that there are, by id."""
    rows = db.query(
        """
        SELECT id, provider, reference, mode, campaign_id, named, person, erased, amount_minor, currency,
               paid, failed, refunded_minor, dispute, pledged_at, changed_at
          FROM pledges
         WHERE id IN (SELECT value FROM json_each(:ids))
        """,
        {"ids": id_list(pledge_ids)},
    )
    return {row["id"]: _pledge(row) for row in rows}


def find_payment(db: Database, provider: Provider, reference: str) -> Pledge | None:
    """Return the pledge that a provider calls `reference`."""
    rows = db.query(
        """
        SELECT id, provider, reference, mode, campaign_id, named, person, erased, amount_minor, currency,
               paid, failed, refunded_minor, dispute, pledged_at, changed_at
          FROM pledges
         WHERE provider = :provider AND reference = :reference
        """,
        {"provider": provider.value, "reference": reference},
    )
    return next(map(_pledge, rows), None)


def pledges_toward(db: Database, campaign_id: str) -> Iterator[Pledge]:
    """Yield the pledges of a campaign in the order they came."""
    rows = db.query(
        """
        SELECT id, provider, reference, mode, campaign_id, named, person, erased, amount_minor, currency,
               paid, failed, refunded_minor, dispute, pledged_at, changed_at
          FROM pledges
         WHERE campaign_id = :campaign_id
         ORDER BY pledged_at, id
        """,
        {"campaign_id": campaign_id},
    )
    return map(_pledge, rows)


def all_pledges(db: Database) -> Iterator[Pledge]:
    """Yield every pledge in the order they came, those too that belong to no campaign."""
    rows = db.query(
        """
        SELECT id, provider, reference, mode, campaign_id, named, person, erased, amount_minor, currency,
               paid, failed, refunded_minor, dispute, pledged_at, changed_at
          FROM pledges
         ORDER BY pledged_at, id
        """
    )
    return map(_pledge, rows)


def has_person(db: Database, person: str) -> bool:
    """Say whether a digest stands for anybody here."""
    rows = db.query(
        """
        SELECT 1 AS found FROM pledges WHERE person = :person
         UNION ALL
        SELECT 1 AS found FROM payment_events WHERE person = :person
         LIMIT 1
        """,
        {"person": person},
    )
    return any(rows)


def counted_anew(db: Database, campaign_id: str) -> tuple[int, int]:
    """Count supporters and minor units from the pledges themselves, to hold the totals against."""
    row = next(
        db.query(
            """
            SELECT count(DISTINCT person) AS supporters,
                   coalesce(sum(max(amount_minor - refunded_minor, 0)), 0) AS raised
              FROM pledges
             WHERE campaign_id = :campaign_id AND person IS NOT NULL AND paid = 1 AND dispute IN (0, 3)
               AND (refunded_minor = 0 OR refunded_minor < amount_minor)
            """,
            {"campaign_id": campaign_id},
        )
    )
    return row["supporters"], row["raised"]


def _pledge(row: Row) -> Pledge:
    flags = {name: bool(row[name]) for name in ("named", "erased", "paid", "failed")}
    words = {
        "provider": Provider(row["provider"]),
        "mode": Mode(row["mode"]),
        "dispute": Dispute(row["dispute"]),
    }
    return Pledge(**{**row, **flags, **words})


def insert_pledge(pledge: Pledge) -> Statement:
    """Add a payment that must not be known yet."""
    return Statement(
        "INSERT INTO pledges (id, provider, reference, mode, campaign_id, named, person, erased,"
        " amount_minor, currency, paid, failed, refunded_minor, dispute, pledged_at, changed_at)"
        " VALUES (:id, :provider, :reference, :mode, :campaign_id, :named, :person, :erased,"
        " :amount_minor, :currency, :paid, :failed, :refunded_minor, :dispute, :pledged_at, :changed_at)",
        _params(pledge),
    )


def insert_unknown_pledge(pledge: Pledge) -> Statement:
    """Add a payment unless something is known of it already."""
    return Statement(
        "INSERT INTO pledges (id, provider, reference, mode, campaign_id, named, person, erased,"
        " amount_minor, currency, paid, failed, refunded_minor, dispute, pledged_at, changed_at)"
        " SELECT :id, :provider, :reference, :mode, :campaign_id, :named, :person, :erased,"
        " :amount_minor, :currency, :paid, :failed, :refunded_minor, :dispute, :pledged_at, :changed_at"
        " WHERE NOT EXISTS (SELECT 1 FROM pledges WHERE provider = :provider AND reference = :reference)",
        _params(pledge),
    )


def add_to_pledge(pledge: Pledge) -> Statement:
    """Add what `pledge` knows to what is kept of the same payment: the most of each, in whatever order.

    A campaign that the payment names itself goes before one that was only the current one, and of
    those the earlier one; of an erased person nothing is learnt anew. Another mode is another payment,
    and so is another currency where both speak of money: a dispute may be in one of its own.
    """
    return Statement(
        "UPDATE pledges SET"
        " campaign_id = CASE"
        "  WHEN campaign_id IS NULL OR (:named > named AND :campaign_id IS NOT NULL)"
        "   THEN :campaign_id"
        "  WHEN :named = 1 AND named = 1 THEN min(campaign_id, coalesce(:campaign_id, campaign_id))"
        "  WHEN :named = 0 AND named = 0 THEN (SELECT id FROM campaigns"
        "   WHERE id IN (campaign_id, :campaign_id) ORDER BY created_at, id LIMIT 1)"
        "  ELSE campaign_id END,"
        " named = CASE WHEN :campaign_id IS NULL THEN named ELSE max(named, :named) END,"
        " person = CASE WHEN erased = 1 THEN person"
        "  ELSE min(coalesce(person, :person), coalesce(:person, person)) END,"
        " currency = CASE"
        "  WHEN paid = 1 OR amount_minor > 0 OR refunded_minor > 0 THEN currency"
        "  WHEN :paid = 1 OR :amount_minor > 0 OR :refunded_minor > 0 THEN :currency"
        "  ELSE min(currency, :currency) END,"
        " amount_minor = max(amount_minor, :amount_minor),"
        " paid = max(paid, :paid),"
        " failed = max(failed, :failed),"
        " refunded_minor = max(refunded_minor, :refunded_minor),"
        " dispute = max(dispute, :dispute),"
        " pledged_at = min(pledged_at, :pledged_at),"
        " changed_at = max(changed_at, :changed_at)"
        " WHERE provider = :provider AND reference = :reference AND mode = :mode"
        " AND (currency = :currency"
        "  OR NOT (paid = 1 OR amount_minor > 0 OR refunded_minor > 0)"
        "  OR NOT (:paid = 1 OR :amount_minor > 0 OR :refunded_minor > 0))",
        _params(pledge),
    )


def give_back(pledge_id: str, *, at: str) -> Statement:
    """Say that all of a paid pledge was given back; guard it."""
    return Statement(
        "UPDATE pledges SET refunded_minor = max(amount_minor, refunded_minor, 1),"
        " changed_at = max(changed_at, :at)"
        " WHERE id = :id AND paid = 1 AND NOT (refunded_minor > 0 AND refunded_minor >= amount_minor)",
        {"id": pledge_id, "at": at},
    )


def _params(pledge: Pledge) -> dict[str, Value]:
    return {
        **vars(pledge),
        "provider": pledge.provider.value,
        "mode": pledge.mode.value,
        "named": int(pledge.named),
        "erased": int(pledge.erased),
        "paid": int(pledge.paid),
        "failed": int(pledge.failed),
        "dispute": int(pledge.dispute),
    }
