"""The goal: setting its terms, starting the next one, ending one before its time."""

import re
import secrets
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TypedDict, Unpack

from factually_app import clock
from factually_app.domain.audit import Action
from factually_app.domain.campaign import Campaign, CampaignKind, Mode
from factually_app.domain.errors import ConflictError, FactuallyError, NotFoundError
from factually_app.domain.ids import public_id
from factually_app.domain.staff import Actor
from factually_app.formats.exchange import campaign_item
from factually_app.store import audit, campaigns, edition
from factually_app.store.engine import Engine, Statement, guard_changed


class CampaignTermsError(FactuallyError):
    """The terms of a campaign do not make sense; the sentence says which."""


class Terms(TypedDict, total=False):
    """What staff decide about a campaign; what is left out stays as it is."""

    title: str
    message: str
    kind: CampaignKind
    goal: int
    currency: str
    starts_on: date | None
    ends_on: date | None
    baseline: int
    mode: Mode
    next_goal: int | None


def set_campaign(
    engine: Engine, by: Actor, *, new: bool = False, seen: int | None = None, **terms: Unpack[Terms]
) -> Campaign:
    """Change the terms of the current campaign, or start the next one when `new` or when there is none.

    Kind, currency and mode stand once there are pledges; ConflictError says so, and when the current
    one has not the version any more that was `seen`.
    """
    current = campaigns.find_current_campaign(engine.reader())
    if current is None or new:
        return _start(engine, by, current, terms)
    if seen is not None and seen != current.version:
        raise ConflictError("somebody else changed the campaign meanwhile; nothing was written")
    return _change(engine, by, Action.SET_CAMPAIGN, current, terms)


def end_campaign(engine: Engine, by: Actor, on: date) -> Campaign:
    """Let the current campaign be over on the day `on`; one that ended before keeps its last day."""
    current = campaigns.find_current_campaign(engine.reader())
    if current is None:
        raise NotFoundError("there is no campaign to end")
    last = on - timedelta(days=1)
    if current.ends_on and current.ends_on <= last:
        return current
    # The last day counts as running, so "over today" means that yesterday was the last one; a
    # campaign that began no earlier than today then lasts for that one day.
    starts_on = min(current.starts_on, last) if current.starts_on else None
    last_days: Terms = {"starts_on": starts_on, "ends_on": last}
    return _change(engine, by, Action.END_CAMPAIGN, current, last_days)


def _start(engine: Engine, by: Actor, current: Campaign | None, terms: Terms) -> Campaign:
    if "title" not in terms or "goal" not in terms:
        raise CampaignTermsError("a new campaign needs a title and a goal")
    at = clock.stamp()
    campaign = replace(_blank(_created_at(current, at), updated_at=at), **terms)
    _require_sense(campaign)
    engine.commit(
        [
            campaigns.insert_campaign(campaign),
            _entry(by, Action.SET_CAMPAIGN, None, campaign),
            edition.campaign_changed(),
        ]
    )
    return campaign


def _change(engine: Engine, by: Actor, action: Action, current: Campaign, terms: Terms) -> Campaign:
    changed = replace(current, **terms, version=current.version + 1, updated_at=clock.stamp())
    _require_sense(changed)
    engine.commit(
        [
            campaigns.update_campaign(changed, seen=current.version),
            guard_changed(),
            _entry(by, action, current, changed),
            edition.campaign_changed(),
        ]
    )
    return changed


def _entry(by: Actor, action: Action, old: Campaign | None, new: Campaign) -> Statement:
    """Put the terms on record as they were and as they are; what stands toward the goal is the ledger's."""
    before = campaign_item(old) if old else None
    return audit.insert_entry(
        by, action, "campaign", new.id, at=new.updated_at, before=before, after=campaign_item(new)
    )


def _blank(created_at: str, *, updated_at: str) -> Campaign:
    return Campaign(
        id=public_id(secrets.token_hex()),
        ref=None,
        title="",
        message="",
        kind=CampaignKind.SUPPORTERS,
        goal=0,
        currency="USD",
        starts_on=None,
        ends_on=None,
        baseline=0,
        supporters=0,
        raised_minor=0,
        version=1,
        created_at=created_at,
        updated_at=updated_at,
    )


def _created_at(current: Campaign | None, at: str) -> str:
    """The campaign made last is the current one, so two must not be made in the same second."""
    if current is None or at > current.created_at:
        return at
    return (datetime.fromisoformat(current.created_at) + timedelta(seconds=1)).isoformat(timespec="seconds")


def _require_sense(campaign: Campaign) -> None:
    if not campaign.title.strip():
        raise CampaignTermsError("a campaign needs a title")
    if campaign.goal < 1:
        raise CampaignTermsError("the goal has to be at least 1")
    if campaign.next_goal is not None and campaign.next_goal <= campaign.goal:
        raise CampaignTermsError("the next goal has to be more than the goal")
    if campaign.baseline < 0:
        raise CampaignTermsError("what a campaign starts from cannot be less than 0")
    if not re.fullmatch("[A-Z]{3}", campaign.currency):
        raise CampaignTermsError(f"a currency is three capitals such as USD, not '{campaign.currency}'")
    if campaign.starts_on and campaign.ends_on and campaign.starts_on > campaign.ends_on:
        raise CampaignTermsError(f"a campaign cannot end on {campaign.ends_on}, before it starts")
