"""The form of a claim with its rows of evidence, as a page or a fragment, and what it says in a conflict."""

from flask import Response

from factually_app.domain.claim import ClaimKind, Stance
from factually_app.domain.correction import CorrectionKind
from factually_app.domain.differences import differences
from factually_app.domain.rating import Rating
from factually_app.domain.record import RecordStatus
from factually_app.domain.typed import TypedClaim
from factually_app.formats.typed_records import typed_claim_item
from factually_app.operations.duplicates import Similar, similar_claims
from factually_app.operations.whole_records import claim_record
from factually_app.store.record_uses import is_in_public_use
from factually_app.store.sources import sources_by_id
from factually_app.web.pages import engine, reader, render
from factually_app.web.staff.conflicts import what_others_changed
from factually_app.web.staff.offered import offered_sources
from factually_app.web.staff.record_pages import CLAIMS, place_of, words_for
from factually_app.web.staff.typed_forms import form, searches_in

CHOICES = {
    "claim_kinds": [(each.value, each.label) for each in ClaimKind],
    "ratings": [("", "Choose"), *((each.value, each.label) for each in Rating)],
    "stances": [(each.value, each.label) for each in Stance],
    "notice_kinds": [(each.value, each.label) for each in CorrectionKind],
}


def claim_form(
    typed: TypedClaim,
    *,
    claim_id: str = "",
    seen: int = 0,
    problems: dict[str, str] | None = None,
    focus: tuple[str, int] = ("", 0),
    in_place: str = "",
    fragment: str = "staff/claims/_form.html",
    **more: object,
) -> Response:
    db = reader()
    place = place_of(CLAIMS, claim_id) if claim_id else None
    is_new = place is None or place.record.status is RecordStatus.DRAFT
    searches = searches_in(form())
    response = render(
        page="staff/claims/show.html" if place else "staff/claims/new.html",
        fragment=fragment,
        place=place,
        record=claim_record(engine(), claim_id) if claim_id else None,
        typed=typed,
        seen=seen,
        problems=problems or {},
        sources=sources_by_id(db, [row.source_id for row in typed.evidence]),
        searches=searches,
        found={nth: offered_sources(db, words) for nth, words in searches.items()},
        similar=similar_claims(engine(), typed, but=claim_id) if is_new else Similar(),
        in_public_use=bool(claim_id) and is_in_public_use(db, claim_id),
        focus=focus,
        in_place=in_place,
        said=form(),
        **CHOICES,
        **more,
    )
    response.status_code = 422 if problems else 200
    return response


def claim_conflict(claim_id: str, typed: TypedClaim, seen: int) -> Response:
    """Show what somebody else changed, what differs from it in what was typed, and the form with that."""
    now = CLAIMS.item(engine(), claim_id)
    yours = typed_claim_item(typed)
    theirs = what_others_changed("claim", claim_id, seen, now)
    here = {key: value for key, value in now.items() if key in yours}
    response = claim_form(
        typed,
        claim_id=claim_id,
        seen=claim_record(engine(), claim_id).claim.version,
        theirs=theirs,
        yours=differences(here, yours, words=words_for(here, yours)),
    )
    response.status_code = 409
    return response
