"""The audit log, as editors read it: newest first, and whether its chain of hashes holds."""

from contextlib import suppress

from flask import Blueprint, Response, request

from factually_app.domain.errors import BusyError
from factually_app.operations.audit import seal_audit_log, verify_audit_log
from factually_app.store.audit import kinds, newest_entries
from factually_app.store.staff import all_members
from factually_app.web.pages import engine, reader, render
from factually_app.web.staff.differences import Shown

bp = Blueprint("staff_audit", __name__, url_prefix="/staff/audit")

AT_ONCE = 50
LOOKED_AT = 1_000
"""Entries whose chain is verified on view: many enough for what is new, few enough to wait for."""


@bp.get("")
def show() -> Response:
    """Show a page of entries; those that have no hash yet get theirs."""
    with suppress(BusyError):
        seal_audit_log(engine())
    asked = {name: request.args.get(name) or None for name in ("kind", "record_id", "actor_id")}
    found = newest_entries(reader(), limit=AT_ONCE + 1, before=_before(), **asked)
    return render(
        page="staff/audit/show.html",
        entries=[Shown.of(entry) for entry in found[:AT_ONCE]],
        asked=asked,
        kinds=kinds(reader()),
        members=all_members(reader()),
        faults=verify_audit_log(engine(), newest=LOOKED_AT),
        looked_at=LOOKED_AT,
        last=next(iter(newest_entries(reader(), limit=1)), None),
        older=found[AT_ONCE - 1].number if len(found) > AT_ONCE else None,
    )


def _before() -> int | None:
    """Return the number that the page ends before; whatever else `before` says is the newest page."""
    text = request.args.get("before", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else None
