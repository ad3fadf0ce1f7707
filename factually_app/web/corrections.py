"""Corrections as readers meet them: every notice on one page, and as a feed."""

from datetime import datetime

from flask import Blueprint, Response, make_response

from factually_app.domain.correction import CorrectionKind
from factually_app.formats.atom import MIME_TYPE, Entry, atom
from factually_app.store.corrections import newest_corrections
from factually_app.web.installation import settings
from factually_app.web.notices import DrawnNotice, draw_notices
from factually_app.web.pages import page_number, reader, render

bp = Blueprint("corrections", __name__)

PAGE_SIZE = 30
FEED_SIZE = 50
FEED = "/feeds/corrections.atom"
_BEFORE_ALL = datetime.fromisoformat("2026-01-01T00:00:00+00:00")


@bp.get("/corrections")
def index() -> Response:
    """List every notice, the newest first, with what each kind of notice means."""
    number = page_number()
    found = newest_corrections(reader(), limit=PAGE_SIZE + 1, offset=(number - 1) * PAGE_SIZE)
    return render(
        page="corrections/index.html",
        kinds=list(CorrectionKind),
        notices=draw_notices(reader(), found[:PAGE_SIZE]),
        number=number,
        has_older=len(found) > PAGE_SIZE,
        feed=FEED,
    )


@bp.get(FEED)
def feed() -> Response:
    """Give the newest notices as an Atom feed."""
    drawn = draw_notices(reader(), newest_corrections(reader(), limit=FEED_SIZE))
    text = atom(
        title="Corrections · Factually",
        path=FEED,
        home="/corrections",
        base_url=settings().base_url or "",
        entries=[_entry(one) for one in drawn],
        since=_BEFORE_ALL,
    )
    response = make_response(text)
    response.headers["Content-Type"] = MIME_TYPE
    return response


def _entry(drawn: DrawnNotice) -> Entry:
    notice = drawn.notice
    said = [
        f"Where: {notice.place}" if notice.place else "",
        f"What it was: {notice.was}" if notice.was else "",
        f"What it is now: {notice.now}" if notice.was else notice.now,
    ]
    return Entry(
        id=notice.id,
        title=f"{notice.kind.label}: {drawn.subject}",
        path=drawn.url,
        text="\n".join(part for part in said if part),
        at=datetime.fromisoformat(notice.created_at),
    )
