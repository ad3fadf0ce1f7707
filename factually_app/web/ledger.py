"""The public ledger: what each day came to, how we count, and every row to check for oneself."""

from flask import Blueprint, Response, request

from factually_app.domain.errors import NotFoundError
from factually_app.formats.ledger_csv import FIELDS, ledger_csv
from factually_app.operations.ledger import seal_ledger
from factually_app.store.ledger import daily_totals, ledger_rows
from factually_app.web.pages import engine, page_number, reader, render
from factually_app.web.support import Banner, find_banner

bp = Blueprint("ledger", __name__, url_prefix="/support")

DAYS_A_PAGE = 60


@bp.get("/ledger")
def show() -> Response:
    """Show what each day came to, the newest first."""
    banner, number = find_banner(), page_number()
    if banner is None:
        return render(page="support/none.html")
    days = daily_totals(reader(), banner.campaign.id)[::-1]
    start = (number - 1) * DAYS_A_PAGE
    return render(
        page="support/ledger.html",
        banner=banner,
        fields=FIELDS,
        days=days[start : start + DAYS_A_PAGE],
        number=number,
        older=len(days) > start + DAYS_A_PAGE,
    )


@bp.get("/ledger.csv")
def download() -> Response:
    """Answer with every row that is sealed, having sealed those that were not."""
    seal_ledger(engine())
    campaign = _running().campaign
    rows = [row for row in ledger_rows(reader(), campaign.id) if row.hash]
    response = Response(ledger_csv(rows), mimetype="text/csv")
    response.headers["Content-Disposition"] = f'attachment; filename="ledger-{campaign.id}.csv"'
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.set_etag(f"{len(rows)}-{rows[-1].hash}" if rows else "empty")
    return response


def _running() -> Banner:
    banner = find_banner()
    if banner is None:
        raise NotFoundError(f"no campaign, no ledger at {request.path}")
    return banner
