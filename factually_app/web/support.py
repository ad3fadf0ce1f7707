"""The supporter goal: the banner on every page, the counter alone, and the page that asks for support."""

from dataclasses import dataclass

from flask import Blueprint, Response, g

from factually_app import clock
from factually_app.domain.campaign import Campaign, CampaignState, Mode
from factually_app.domain.gift import Rhythm, suggested_gifts
from factually_app.store import campaigns
from factually_app.store.ledger import daily_totals
from factually_app.web.growth import draw_growth
from factually_app.web.pages import reader, render
from factually_app.web.payments import Payments, payments

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
        if self.days_left is None or not self.takes_support:
            return None
        return "last day" if self.days_left == 1 else f"{self.days_left:,} days left"

    @property
    def takes_support(self) -> bool:
        """Say whether it runs: neither before its first day nor after its last."""
        return self.state not in (CampaignState.BEFORE, CampaignState.ENDED)

    @property
    def is_trial(self) -> bool:
        """Say whether it only tries things out: no money moves."""
        return self.campaign.mode is Mode.TEST


@dataclass(frozen=True)
class Choice:
    """What the form shows as chosen, and what was wrong with it when it came back."""

    amount: str
    other: str = ""
    every: str = Rhythm.ONCE.value
    problem: str | None = None


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


@bp.get("")
def show() -> Response:
    """Say why, how much, what becomes of it, and how far it has come."""
    return support_page(None)


def support_page(choice: Choice | None) -> Response:
    """Draw the page, with what somebody chose where it could not be taken as it was."""
    banner = find_banner()
    if banner is None:
        return render(page="support/none.html")
    campaign = banner.campaign
    amounts = suggested_gifts(campaign.currency)
    return render(
        page="support/show.html",
        banner=banner,
        amounts=amounts,
        rhythms=offered_rhythms(payments()),
        choice=choice or Choice(amounts[0][0]),
        payments=payments(),
        growth=draw_growth(campaign, daily_totals(reader(), campaign.id), today=clock.today()),
    )


def offered_rhythms(ways: Payments) -> list[Rhythm]:
    """Return how often one can give here."""
    return [rhythm for rhythm in Rhythm if rhythm is Rhythm.ONCE or ways.is_demo or ways.monthly_link]


def _as_of_today(campaign: Campaign) -> Banner:
    today = clock.today()
    return Banner(campaign, campaign.state(today), campaign.days_left(today))
