"""Campaigns: the goal and what stands toward it. Reads and statements."""

from collections.abc import Iterator

from sqlite_utils import Database

from factually_app.domain.campaign import Campaign, CampaignKind, Mode
from factually_app.store.engine import Statement, Value
from factually_app.store.rows import Row, day


def find_current_campaign(db: Database, mode: Mode | None = None) -> Campaign | None:
    """Return the campaign that the banner shows: the one made last, of a mode or at all."""
    found = (campaign for campaign in all_campaigns(db) if mode in (None, campaign.mode))
    return next(found, None)


def find_campaign(db: Database, campaign_id: str) -> Campaign | None:
    """Return a campaign by its id."""
    return next((campaign for campaign in all_campaigns(db) if campaign.id == campaign_id), None)


def all_campaigns(db: Database) -> Iterator[Campaign]:
    """Yield every campaign, the one made last first."""
    rows = db.query(
        """
        SELECT campaigns.id, campaigns.ref, campaigns.title, campaigns.message, campaigns.kind,
               campaigns.goal, campaigns.currency, campaigns.starts_on, campaigns.ends_on,
               campaigns.baseline, campaigns.version, campaigns.created_at, campaigns.updated_at,
               campaigns.mode, campaigns.next_goal, campaign_totals.supporters, campaign_totals.raised_minor
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
        mode=Mode(row["mode"]),
        next_goal=row["next_goal"],
    )


def insert_campaign(campaign: Campaign) -> Statement:
    return Statement(
        "INSERT INTO campaigns (id, ref, title, message, kind, goal, currency, starts_on, ends_on,"
        " baseline, version, created_at, updated_at, mode, next_goal)"
        " VALUES (:id, :ref, :title, :message, :kind, :goal, :currency, :starts_on, :ends_on,"
        " :baseline, :version, :created_at, :updated_at, :mode, :next_goal)",
        _params(campaign),
    )


def update_campaign(campaign: Campaign, *, seen: int) -> Statement:
    """Replace the terms of a campaign that still has version `seen`; guard it."""
    return Statement(
        "UPDATE campaigns SET ref = :ref, title = :title, message = :message, kind = :kind,"
        " goal = :goal, currency = :currency, starts_on = :starts_on, ends_on = :ends_on,"
        " baseline = :baseline, version = :version, updated_at = :updated_at,"
        " mode = :mode, next_goal = :next_goal"
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
        "mode": campaign.mode.value,
        "next_goal": campaign.next_goal,
    }
