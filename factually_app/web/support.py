"""The supporter goal: what the banner says on every page, and the counter alone for its refresh."""

from dataclasses import dataclass

from flask import Blueprint, Response, g

from factually_app import clock
from factually_app.domain.campaign import Campaign, CampaignState
from factually_app.store import campaigns
from factually_app.web.pages import reader, render

bp = Blueprint("support", __name__, url_prefix="/support")


@dataclass(frozen=True)
class Banner:
    """A campaign as it stands today."""

    campaign: Campaign
    state: CampaignState
    days_left: int | None

    @property
    def time_left(self) -> str | None:
        """How long it still runs, without alarm; None when it has no end or is not running."""
        if self.days_left is None or self.state in (CampaignState.BEFORE, CampaignState.ENDED):
            return None
        return "last day" if self.days_left == 1 else f"{self.days_left:,} days left"


def find_banner() -> Banner | None:
    """Return the current campaign as of today, read once a request."""
    if "banner" not in g:
        campaign = campaigns.find_current_campaign(reader())
        g.banner = _as_of_today(campaign) if campaign else None
    banner: Banner | None = g.banner
    return banner


@bp.get("/counter")
def counter() -> Response:
    """Show the goal and what stands toward it, in words and as a bar."""
    return render(page="support/counter.html", fragment="support/_counter.html", banner=find_banner())


def _as_of_today(campaign: Campaign) -> Banner:
    today = clock.today()
    return Banner(campaign, campaign.state(today), campaign.days_left(today))
