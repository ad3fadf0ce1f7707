"""Campaigns: the goal and what stands toward it. Reads and statements."""

from collections.abc import Iterator

from sqlite_utils import Database

from factually_app.domain.campaign import Campaign, CampaignKind
from factually_app.store.engine import Statement, Value
from factually_app.store.rows import Row, day


def find_current_campaign(db: Database) -> Campaign | None:
    """Return the campaign that the banner shows: the one made last. None before there is any."""
    return next(all_campaigns(db), None)


def all_campaigns(db: Database) -> Iterator[Campaign]:
    """Yield every campaign, the one made last first."""
    rows = db.query(
        """
        SELECT campaigns.id, campaigns.ref, campaigns.title, campaigns.message, campaigns.kind,
               campaigns.goal, campaigns.currency, campaigns.starts_on, campaigns.ends_on,
               campaigns.baseline, campaigns.version, campaigns.created_at, campaigns.updated_at,
               campaign_totals.supporters, campaign_totals.raised_minor
          FROM campaigns
          JOIN campaign_totals ON campaign_totals.campaign_id = campaigns.id
         ORDER BY campaigns.created_at DESC, campaigns.id
        """
    )
    return (_campaign(row) for row in rows)


def _campaign(row: Row) -> Campaign:
    return Campaign(
        id=row["id"],
        ref=row["ref"],
        title=row["title"],
        message=row["message"],
        kind=CampaignKind(row["kind"]),
        goal=row["goal"],
        currency=row["currency"],
        starts_on=day(row["starts_on"]),
        ends_on=day(row["ends_on"]),
        baseline=row["baseline"],
        supporters=row["supporters"],
        raised_minor=row["raised_minor"],
        version=row["version"],
        created_at=row["created_at"],
        updated_at=row["updated_at"],
    )


def insert_campaign(campaign: Campaign) -> Statement:
    return Statement(
        "INSERT INTO campaigns (id, ref, title, message, kind, goal, currency, starts_on, ends_on,"
        " baseline, version, created_at, updated_at)"
        " VALUES (:id, :ref, :title, :message, :kind, :goal, :currency, :starts_on, :ends_on,"
        " :baseline, :version, :created_at, :updated_at)",
        _params(campaign),
    )


def update_campaign(campaign: Campaign, *, seen: int) -> Statement:
    """Replace the terms of a campaign that still has version `seen`; guard it."""
    return Statement(
        "UPDATE campaigns SET ref = :ref, title = :title, message = :message, kind = :kind,"
        " goal = :goal, currency = :currency, starts_on = :starts_on, ends_on = :ends_on,"
        " baseline = :baseline, version = :version, updated_at = :updated_at"
        " WHERE id = :id AND version = :seen",
        {**_params(campaign), "seen": seen},
    )


def _params(campaign: Campaign) -> dict[str, Value]:
    return {
        "id": campaign.id,
        "ref": campaign.ref,
        "title": campaign.title,
        "message": campaign.message,
        "kind": campaign.kind.value,
        "goal": campaign.goal,
        "currency": campaign.currency,
        "starts_on": campaign.starts_on.isoformat() if campaign.starts_on else None,
        "ends_on": campaign.ends_on.isoformat() if campaign.ends_on else None,
        "baseline": campaign.baseline,
        "version": campaign.version,
        "created_at": campaign.created_at,
        "updated_at": campaign.updated_at,
    }
