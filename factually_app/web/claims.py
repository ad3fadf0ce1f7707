"""Claim records: one checkable sentence with its evidence and uses; claims that others checked, as theirs."""

from flask import Blueprint, Response, request

from factually_app.domain.claim import ClaimRecord
from factually_app.domain.others_claim import OthersClaim
from factually_app.store import articles, claims, questions
from factually_app.store.corrections import corrections_of_claim
from factually_app.store.others_claims import find_others_claim
from factually_app.web.addresses import led_to, moved
from factually_app.web.notices import draw_own_notices
from factually_app.web.open_state import ASKED, anchor
from factually_app.web.pages import reader, render
from factually_app.web.public_records import public_claim

bp = Blueprint("claims", __name__, url_prefix="/claims")


@bp.get("/<public_id:claim_id>")
def lead_on(claim_id: str) -> Response:
    """Lead from a claim's address without words to the one it has."""
    return led_to(public_claim(reader(), claim_id).url)


@bp.get("/<slug>-<public_id:claim_id>")
def show(slug: str, claim_id: str) -> Response:
    """Show a claim with its evidence, the answers that hold it and the checks that rest on it.

    `?path=ask` asks for what opens below the box for a question of one's own.
    """
    db = reader()
    if theirs := find_others_claim(db, claim_id):
        return _show_theirs(theirs)
    claim = public_claim(db, claim_id)
    if redirection := moved(claim.url):
        return redirection
    evidence = claims.evidence_for(db, [claim.id]).get(claim.id, [])
    opens = request.args.get("path") == ASKED
    return render(
        page="claims/show.html",
        fragment="claims/_opened.html" if opens else "claims/_claim.html",
        path=(ASKED, claim.id),
        anchor=anchor((ASKED, claim.id)),
        record=ClaimRecord(claim, tuple(evidence)),
        notices=draw_own_notices(corrections_of_claim(db, claim.id)),
        used_in_questions=questions.questions_using(db, claim.id),
        used_in_articles=articles.articles_resting_on(db, claim.id),
    )


def _show_theirs(claim: OthersClaim) -> Response:
    """Show a claim that another newsroom checked, as theirs."""
    if redirection := moved(claim.url):
        return redirection
    return render(page="claims/theirs.html", fragment="claims/_theirs.html", claim=claim)
