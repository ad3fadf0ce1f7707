"""Payments as staff see them: what came by hand, what providers said, what failed, what counts nowhere."""

import json
from collections.abc import Sequence

from flask import Blueprint, Response, redirect, request
from werkzeug.exceptions import NotFound

from factually_app.domain.errors import (
    ConflictError,
    FactuallyError,
    FormError,
    InputError,
    NotFoundError,
    Problem,
)
from factually_app.domain.money import Money
from factually_app.operations.integrity import totals_findings
from factually_app.operations.offline_supporters import OfflineReport, import_offline, readable_list
from factually_app.operations.supporters import add_supporter, refund_pledge
from factually_app.operations.uncounted import assign_payment, payments_at_issue, uncounted_payments
from factually_app.store.campaigns import all_campaigns, find_current_campaign
from factually_app.store.payment_events import find_event, newest_events
from factually_app.store.pledge_lists import newest_pledges
from factually_app.store.uncounted import events_set_aside
from factually_app.web.filters import upfirst
from factually_app.web.installation import people_key
from factually_app.web.pages import engine, reader, render
from factually_app.web.staff.session import actor

bp = Blueprint("staff_supporters", __name__, url_prefix="/staff/supporters")

A_PAGE = 50
LONGEST_LIST = 100_000
"""Characters in the form; `factually supporters import` takes longer lists."""


@bp.get("")
def show() -> Response:
    """Show the newest payments, and a form for one that came by hand."""
    return _page({}, {})


@bp.post("")
def add() -> Response:
    """Record a payment that came by hand."""
    said = {field: request.form.get(field, "").strip() for field in ("person", "amount")}
    try:
        campaign = find_current_campaign(reader())
        if campaign is None:
            raise FormError({"person": "There is no campaign to support; make one first."})
        minor = Money.parse(said["amount"] or "0", campaign.currency).minor
        add_supporter(engine(), actor(), key=people_key(), person=said["person"], amount_minor=minor)
    except FormError as error:
        return _page(said, error.problems, status=422)
    except ValueError as error:
        return _page(said, {"amount": f"{error}."}, status=422)
    except FactuallyError as error:
        return _page(said, {"person": f"{upfirst(str(error))}."}, status=422)
    return _done()


@bp.post("/list")
def take_list() -> Response:
    """Record a list, or with a dry run only say what it would come to."""
    text, dry_run = request.form.get("list", ""), request.form.get("dry_run") == "yes"
    try:
        report = import_offline(
            engine(),
            actor(),
            readable_list(text, limit=LONGEST_LIST),
            file="the list",
            key=people_key(),
            dry_run=dry_run,
        )
    except InputError as error:
        return _page({"list": text}, {}, wrong_lines=error.problems, status=422)
    except FormError as error:
        return _page({"list": text}, error.problems, status=422)
    except FactuallyError as error:
        return _page({"list": text}, {"list": f"{upfirst(str(error))}."}, status=422)
    return _page({"list": text}, {}, tried=report) if dry_run else _done()


@bp.post("/<pledge_id>/refund")
def refund(pledge_id: str) -> Response:
    """Give a payment back that came by hand."""
    refund_pledge(engine(), actor(), pledge_id)
    return _done()


@bp.get("/events")
def events() -> Response:
    """Show what payment providers said, the newest first."""
    found = list(newest_events(reader(), limit=A_PAGE * 4))
    return render(page="staff/supporters/events.html", events=found)


@bp.get("/events/<provider>/<path:event_id>")
def event(provider: str, event_id: str) -> Response:
    """Show one event as it is kept: names and addresses were taken out before."""
    found = find_event(reader(), provider, event_id)
    if found is None:
        raise NotFound
    raw = json.dumps(json.loads(found.raw), indent=2, ensure_ascii=False)
    return render(page="staff/supporters/event.html", event=found, raw=raw)


@bp.get("/issues")
def issues() -> Response:
    """Show what failed, what counts nowhere and why, and whether totals and rows agree."""
    return render(
        page="staff/supporters/issues.html",
        mismatches=totals_findings(engine()),
        uncounted=list(uncounted_payments(engine(), limit=A_PAGE)),
        at_issue=list(payments_at_issue(engine(), limit=A_PAGE)),
        aside=list(events_set_aside(reader(), limit=A_PAGE)),
        campaigns=list(all_campaigns(reader())),
    )


@bp.post("/<pledge_id>/assign")
def assign(pledge_id: str) -> Response:
    """Let a payment that counts nowhere count toward a campaign."""
    try:
        assign_payment(engine(), actor(), pledge_id, request.form.get("campaign", ""))
    except (ConflictError, NotFoundError) as error:
        response = render(page="staff/supporters/refused.html", sentence=upfirst(str(error)))
        response.status_code = 409
        return response
    return redirect("/staff/supporters/issues?said=saved", code=303)  # type: ignore[return-value]


def _page(
    said: dict[str, str],
    problems: dict[str, str],
    *,
    wrong_lines: Sequence[Problem] = (),
    tried: OfflineReport | None = None,
    status: int = 200,
) -> Response:
    response = render(
        page="staff/supporters/show.html",
        said={"person": "", "amount": "", "list": "", **said},
        problems=problems,
        wrong_lines=wrong_lines,
        tried=tried,
        campaign=find_current_campaign(reader()),
        pledges=newest_pledges(reader(), limit=A_PAGE),
    )
    response.status_code = status
    return response


def _done() -> Response:
    return redirect("/staff/supporters?said=saved", code=303)  # type: ignore[return-value]
