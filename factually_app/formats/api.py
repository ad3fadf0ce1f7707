"""What the public API says: records as plain values, ready to become JSON."""

from factually_app.domain.campaign import Campaign, CampaignKind, CampaignState
from factually_app.domain.match import Match

_STATES = {CampaignState.OVER: CampaignState.REACHED}
"""Who reads the API asks whether the goal is reached; that it is passed shows in the numbers."""


def campaign_record(campaign: Campaign, state: CampaignState) -> dict[str, object]:
    """Return a campaign as `/api/v1/campaign` answers with it.

    `count` is people. What stood before the campaign is in the number that its goal is about:
    in `count` toward a goal in supporters, in `amount_minor` toward one in money.
    """
    is_money = campaign.kind is CampaignKind.MONEY
    return {
        "ok": True,
        "kind": campaign.kind.value,
        "goal": campaign.aim,
        "count": campaign.supporters if is_money else campaign.count,
        "amount_minor": campaign.count if is_money else campaign.raised_minor,
        "currency": campaign.currency,
        "starts_on": campaign.starts_on.isoformat() if campaign.starts_on else None,
        "ends_on": campaign.ends_on.isoformat() if campaign.ends_on else None,
        "state": _STATES.get(state, state).value,
    }


def match_record(match: Match, *, ref: str | None, text: str, url: str) -> dict[str, object]:
    """Return a match as `/api/v1/match` answers with it; `ref` is the id it was imported with."""
    return {
        "kind": match.kind.value,
        "id": match.id,
        "ref": ref,
        "text": text,
        "score": float(f"{match.score:.6g}"),
        "url": url,
    }
