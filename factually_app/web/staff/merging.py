"""Merging a claim or source into another: choosing the other one, telling readers where they have to know."""

from flask import Blueprint, Response

from factually_app.domain.claim import Claim
from factually_app.domain.correction import CorrectionKind
from factually_app.domain.errors import FormError, NotFoundError
from factually_app.operations.merging import merge_claim, merge_source
from factually_app.store.claims import claims_by_id
from factually_app.store.record_uses import is_in_public_use
from factually_app.store.sources import sources_by_id
from factually_app.web.pages import engine, reader, render
from factually_app.web.staff.offered import OfferedClaim, OfferedSource, offered_claims, offered_sources, wish
from factually_app.web.staff.record_pages import KINDS, Place, go, place_of
from factually_app.web.staff.session import member
from factually_app.web.staff.typed_forms import form, notice_in, seen_in

bp = Blueprint("staff_merging", __name__, url_prefix="/staff")

_NOTICE_KINDS = [(each.value, each.label) for each in CorrectionKind]


@bp.get("/<any(claims, sources):shelf>/<public_id:record_id>/merge")
def show(shelf: str, record_id: str) -> Response:
    """Ask which record is to take the place of this one."""
    return _page(place_of(KINDS[shelf], record_id), {})


@bp.post("/<any(claims, sources):shelf>/<public_id:record_id>/merge")
def merge(shelf: str, record_id: str) -> Response:
    """Merge; what speaks against it is said, and what was typed stays."""
    said, seen = form(), seen_in(form())
    into = said.get("into", "")
    try:
        if shelf == "claims":
            merge_claim(engine(), member(), record_id, into, seen=seen, notice=notice_in(said))
        else:
            merge_source(engine(), member(), record_id, into, seen=seen)
    except FormError as error:
        return _page(place_of(KINDS[shelf], record_id), error.problems)
    except NotFoundError:
        place = place_of(KINDS[shelf], record_id)
        return _page(place, {"into": f"Choose the {place.kind.word} that takes its place."})
    return go(f"{KINDS[shelf].path}/{into}", "merged")


def _page(place: Place, problems: dict[str, str]) -> Response:
    said, asked = form(), wish("into")
    response = render(
        page="staff/records/merge.html",
        place=place,
        problems=problems,
        said=said,
        wish=asked,
        found=_offered(place, asked.typed, said.get("into", "")),
        in_public_use=isinstance(place.record, Claim) and is_in_public_use(reader(), place.record.id),
        notice_kinds=_NOTICE_KINDS,
    )
    response.status_code = 422 if problems else 200
    return response


def _offered(place: Place, typed: str, chosen: str) -> list[OfferedClaim] | list[OfferedSource]:
    """Return what may take the place of a record: for want of other words, what reads like it."""
    db, words = reader(), typed or place.title
    kept = [chosen] if chosen and chosen != place.record.id else []
    if isinstance(place.record, Claim):
        claims = [*offered_claims(db, "", ids=list(claims_by_id(db, kept))), *offered_claims(db, words)]
        by_id = {each.claim.id: each for each in claims if each.claim.id != place.record.id}
        return list(by_id.values())
    sources = [*offered_sources(db, "", ids=list(sources_by_id(db, kept))), *offered_sources(db, words)]
    found = {each.source.id: each for each in sources if each.source.id != place.record.id}
    return list(found.values())
