"""The goal as editors set it: its terms, the next campaign, and ending one before its time."""

from collections.abc import Mapping

from flask import Blueprint, Response, redirect, request

from factually_app import clock
from factually_app.domain.campaign import Campaign, CampaignKind, Mode
from factually_app.domain.errors import ConflictError, FormError
from factually_app.domain.money import Money
from factually_app.operations.campaign_terms import read_terms
from factually_app.operations.campaigns import CampaignTermsError, end_campaign, set_campaign
from factually_app.store.campaigns import all_campaigns, find_current_campaign
from factually_app.web.pages import engine, reader, render
from factually_app.web.staff.session import actor

bp = Blueprint("staff_campaign", __name__, url_prefix="/staff/campaign")

FIELDS = (
    "title",
    "message",
    "kind",
    "goal",
    "next_goal",
    "baseline",
    "currency",
    "starts_on",
    "ends_on",
    "mode",
)
_BLANK = dict.fromkeys(FIELDS, "") | {
    "kind": "supporters",
    "currency": "USD",
    "baseline": "0",
    "mode": "live",
}


@bp.get("")
def show() -> Response:
    """Show the terms of the current campaign, to be changed."""
    current = find_current_campaign(reader())
    return _page(current, _written(current) if current else _BLANK, is_new=current is None)


@bp.post("")
def change() -> Response:
    """Change the current campaign, unless somebody else did since the form was read."""
    return _set(is_new=False)


@bp.get("/new")
def new() -> Response:
    """Ask for the terms of the next campaign."""
    return _page(find_current_campaign(reader()), _BLANK, is_new=True)


@bp.post("/new")
def start() -> Response:
    """Start the next campaign."""
    return _set(is_new=True)


@bp.post("/end")
def end() -> Response:
    """End the current campaign: yesterday was its last day."""
    end_campaign(engine(), actor(), clock.today())
    return redirect("/staff/campaign?said=saved", code=303)  # type: ignore[return-value]


def _set(*, is_new: bool) -> Response:
    current = find_current_campaign(reader())
    said = {field: request.form.get(field, "") for field in FIELDS}
    try:
        terms = read_terms(said, None if is_new else current)
        set_campaign(engine(), actor(), new=is_new, seen=None if is_new else _seen(), **terms)
    except FormError as error:
        return _again(current, said, error.problems, is_new=is_new)
    except CampaignTermsError as error:
        return _again(current, said, {"title": f"This cannot be: {error}."}, is_new=is_new)
    except ConflictError as error:
        return _conflict(current, said, str(error))
    return redirect("/staff/campaign?said=saved", code=303)  # type: ignore[return-value]


def _seen() -> int:
    text = request.form.get("seen", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _again(
    current: Campaign | None, said: Mapping[str, str], problems: Mapping[str, str], *, is_new: bool
) -> Response:
    response = _page(current, said, is_new=is_new, problems=problems)
    response.status_code = 422
    return response


def _conflict(current: Campaign | None, said: Mapping[str, str], sentence: str) -> Response:
    """Show what was typed beside what stands now; saving again is then done knowingly."""
    response = _page(current, said, is_new=False, conflict=sentence)
    response.status_code = 409
    return response


def _page(
    current: Campaign | None,
    said: Mapping[str, str],
    *,
    is_new: bool,
    problems: Mapping[str, str] | None = None,
    conflict: str | None = None,
) -> Response:
    kept = _written(current) if current else _BLANK
    return render(
        page="staff/campaign/show.html",
        current=current,
        state=current.state(clock.today()) if current else None,
        said=said,
        is_new=is_new,
        problems=problems or {},
        conflict=conflict,
        differing={field: kept[field] for field in FIELDS if conflict and kept[field] != said[field]},
        kinds=[(kind.value, kind.value.capitalize()) for kind in CampaignKind],
        modes=[(Mode.LIVE.value, "Live"), (Mode.TEST.value, "Test")],
        earlier=[campaign for campaign in all_campaigns(reader()) if current and campaign.id != current.id],
    )


def _written(campaign: Campaign) -> dict[str, str]:
    """Return the terms as somebody would type them."""
    return {
        "title": campaign.title,
        "message": campaign.message,
        "kind": campaign.kind.value,
        "goal": _number(campaign, campaign.goal),
        "next_goal": _number(campaign, campaign.next_goal) if campaign.next_goal else "",
        "baseline": _number(campaign, campaign.baseline),
        "currency": campaign.currency,
        "starts_on": campaign.starts_on.isoformat() if campaign.starts_on else "",
        "ends_on": campaign.ends_on.isoformat() if campaign.ends_on else "",
        "mode": campaign.mode.value,
    }


def _number(campaign: Campaign, number: int) -> str:
    if campaign.kind is CampaignKind.MONEY:
        return Money(number, campaign.currency).typed
    return str(number)
