"""Claims in the newsroom: the list, finding one while typing, the form with its rows of evidence."""

import re

from flask import Blueprint, Response, request

from factually_app.domain.errors import ConflictError, FormError
from factually_app.domain.typed import TypedClaim
from factually_app.formats.typed_records import typed_claim
from factually_app.operations.claims import add_claim, change_claim, restorable_claim
from factually_app.operations.duplicates import similar_claims
from factually_app.operations.whole_records import claim_record
from factually_app.store.record_lists import listed_claims
from factually_app.store.record_uses import uses_of_claims
from factually_app.web.pages import engine, page_number, reader, render, wants_fragment
from factually_app.web.staff.claim_form import CHOICES, claim_conflict, claim_form
from factually_app.web.staff.offered import offered_claims, wish
from factually_app.web.staff.record_pages import CLAIMS, PAGE, asked_filter, go
from factually_app.web.staff.session import member
from factually_app.web.staff.typed_forms import (
    form,
    notice_in,
    seen_in,
    typed_claim_in,
    with_rows_changed,
)

bp = Blueprint("staff_claims", __name__, url_prefix="/staff/claims")

_ROW = re.compile(r"(?:add|(?:remove|up|down|find)-[1-9][0-9]?)")


@bp.get("")
def index() -> Response:
    """List claims: what was typed and chosen narrows them."""
    db, wanted, number = reader(), asked_filter(), page_number()
    found = listed_claims(db, wanted, limit=PAGE + 1, offset=PAGE * (number - 1))
    claims = found[:PAGE]
    return render(
        page="staff/claims/index.html",
        fragment="staff/claims/_list.html",
        claims=claims,
        uses=uses_of_claims(db, [claim.id for claim in claims]),
        wanted=wanted,
        number=number,
        has_more=len(found) > PAGE,
        **CHOICES,
    )


@bp.get("/find")
def find() -> Response:
    """Offer claims for what was typed: none that is retired."""
    asked = wish()
    return render(
        page="staff/claims/found.html",
        fragment="staff/claims/_found.html",
        found=offered_claims(reader(), asked.typed),
        wish=asked,
    )


@bp.get("/similar")
def similar() -> Response:
    """Show what is like the claim that somebody is typing, so that none is written twice."""
    typed = TypedClaim(text=request.args.get("claim-text", ""))
    return render(
        page="staff/claims/_similar.html",
        similar=similar_claims(engine(), typed, but=request.args.get("but", "")),
        typed=typed,
        links=request.args.get("links") == "yes",
        in_place=request.args.get("in_place", ""),
    )


@bp.get("/new")
def new() -> Response:
    """Show an empty form, as a page or in the place that asked for it."""
    return claim_form(
        TypedClaim(text=request.args.get("text", "")[:1_000]), in_place=request.args.get("in_place", "")
    )


@bp.post("")
def add() -> Response:
    """Keep a new claim as a draft."""
    typed, in_place = typed_claim_in(form()), form().get("in_place", "")
    try:
        made = add_claim(engine(), member(), typed)
    except FormError as error:
        return claim_form(typed, problems=error.problems, in_place=in_place)
    if not wants_fragment():
        return go(f"{CLAIMS.path}/{made.id}", "added")
    db = engine().reader()
    found = offered_claims(db, "", ids=[made.id])
    return render(
        page="staff/claims/found.html", fragment="staff/claims/_added.html", found=found, wish=wish(in_place)
    )


@bp.post("/rows")
def rows() -> Response:
    """Show the form with a row of evidence more or less, or with sources found for one; nothing is kept."""
    said, do = form(), form().get("do", "")
    typed, seen = typed_claim_in(said), seen_in(said)
    if not _ROW.fullmatch(do):
        do = ""
    typed = with_rows_changed(typed, do)
    return claim_form(
        typed,
        claim_id=said.get("claim_id", ""),
        seen=seen,
        focus=_focus(do, len(typed.evidence)),
        in_place=said.get("in_place", ""),
        fragment="staff/claims/_evidence.html",
    )


@bp.get("/<public_id:claim_id>")
def show(claim_id: str) -> Response:
    """Show a claim in its form, as it is or as a version of it was, and where it is used."""
    record = claim_record(engine(), claim_id)
    version = request.args.get("version", "")
    is_number = version.isascii() and version.isdigit() and len(version) < 7
    typed = restorable_claim(engine(), claim_id, int(version)) if is_number else typed_claim(record)
    return claim_form(typed, claim_id=claim_id, seen=record.claim.version)


@bp.post("/<public_id:claim_id>")
def change(claim_id: str) -> Response:
    """Keep the next version; what cannot be kept, or meets another change, stays in the form."""
    said, typed = form(), typed_claim_in(form())
    seen = seen_in(said)
    try:
        kept = change_claim(
            engine(),
            member(),
            claim_id,
            typed,
            seen=seen,
            note=said.get("note", ""),
            notice=notice_in(said),
        )
    except FormError as error:
        return claim_form(typed, claim_id=claim_id, seen=seen, problems=error.problems)
    except ConflictError:
        return claim_conflict(claim_id, typed, seen)
    return go(f"{CLAIMS.path}/{claim_id}", "saved" if kept.version > seen else "unchanged")


def _focus(do: str, count: int) -> tuple[str, int]:
    """Return what the focus goes to after a button of a row was pressed, and in which row."""
    verb, _, number = do.partition("-")
    at = int(number) if number else count
    return verb, at + {"up": -1, "down": 1}.get(verb, 0)
