"""What is done alike with claims and sources: their versions, compared and restored; shown, retired."""

import json
from collections.abc import Callable, Mapping

from flask import Blueprint, Response, redirect, request

from factually_app.domain.differences import differences
from factually_app.domain.errors import ConflictError, FormError, NotFoundError
from factually_app.formats.typed_records import typed_claim
from factually_app.operations import claims, sources
from factually_app.operations.whole_records import claim_record
from factually_app.store.revisions import get_revision, revisions_of
from factually_app.web.pages import engine, reader, render
from factually_app.web.staff.claim_form import claim_form
from factually_app.web.staff.record_pages import KINDS, go, place_of, words_for
from factually_app.web.staff.session import member
from factually_app.web.staff.typed_forms import form, seen_in

bp = Blueprint("staff_records", __name__, url_prefix="/staff")

Act = Callable[..., object]
_RESTORE: Mapping[str, Act] = {"claims": claims.restore_claim, "sources": sources.restore_source}
_MAKE_LIVE: Mapping[str, Act] = {"claims": claims.make_claim_live, "sources": sources.make_source_live}
_RETIRE: Mapping[str, Act] = {"claims": claims.retire_claim, "sources": sources.retire_source}


@bp.get("/<any(claims, sources):shelf>/<public_id:record_id>/revisions")
def revisions(shelf: str, record_id: str) -> Response:
    """List every version of a record, with two of them to choose for comparing."""
    place = place_of(KINDS[shelf], record_id)
    made = revisions_of(reader(), place.kind.word, record_id)
    return render(page="staff/records/revisions.html", place=place, revisions=made)


@bp.get("/<any(claims, sources):shelf>/<public_id:record_id>/compare")
def compare(shelf: str, record_id: str) -> Response:
    """Show two versions side by side, word by word."""
    place = place_of(KINDS[shelf], record_id)
    word = place.kind.word
    before, after = (
        get_revision(reader(), word, record_id, _number(request.args.get(name, "")))
        for name in ("before", "after")
    )
    old, new = json.loads(before.snapshot), json.loads(after.snapshot)
    fields = differences(old, new, words=words_for(old, new))
    return render(page="staff/records/compare.html", place=place, before=before, after=after, fields=fields)


@bp.post("/<any(claims, sources):shelf>/<public_id:record_id>/restore")
def restore(shelf: str, record_id: str) -> Response:
    """Make a version the next one; where that takes more than a button, show it in the form."""
    path, number = f"{KINDS[shelf].path}/{record_id}", _number(form().get("number", ""))
    try:
        _RESTORE[shelf](engine(), member(), record_id, number, seen=seen_in(form()))
    except FormError:
        return redirect(f"{path}?version={number}&said=put-right", code=303)  # type: ignore[return-value]
    return go(path, "restored")


@bp.post("/<any(claims, sources):shelf>/<public_id:record_id>/live")
def make_live(shelf: str, record_id: str) -> Response:
    """Show a draft to readers, or take a retired record back into use."""
    return _set_status(shelf, record_id, _MAKE_LIVE[shelf], "live")


@bp.post("/<any(claims, sources):shelf>/<public_id:record_id>/retire")
def retire(shelf: str, record_id: str) -> Response:
    """Offer a record for no new use."""
    return _set_status(shelf, record_id, _RETIRE[shelf], "retired")


def _set_status(shelf: str, record_id: str, act: Act, said: str) -> Response:
    try:
        act(engine(), member(), record_id, seen=seen_in(form()))
    except FormError as error:
        if "evidence" in error.problems:
            return claim_form(
                typed_claim(claim_record(engine(), record_id)),
                claim_id=record_id,
                seen=seen_in(form()),
                problems=error.problems,
            )
        raise ConflictError(str(error)) from None
    return go(f"{KINDS[shelf].path}/{record_id}", said)


def _number(typed: str) -> int:
    if not (typed.isascii() and typed.isdigit() and len(typed) < 10):
        raise NotFoundError(f"no version '{typed}'")
    return int(typed)
