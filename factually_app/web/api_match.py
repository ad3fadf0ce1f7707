"""GET /api/v1/match: the claims, questions and checks that a text is about, as JSON."""

from flask import Blueprint, Response, jsonify, request

from factually_app.domain.match import Match, MatchKind
from factually_app.formats.api import match_record
from factually_app.store.articles import public_articles
from factually_app.store.claims import claims_by_id
from factually_app.store.matching import find_matches
from factually_app.store.others_claims import others_claims_by_id
from factually_app.store.questions import questions_by_id
from factually_app.web.errors import answer
from factually_app.web.installation import meaning
from factually_app.web.pages import reader

bp = Blueprint("api_match", __name__, url_prefix="/api/v1")

MOST_ITEMS = 50
_USUAL = 10
_KINDS = {kind.value: kind for kind in (MatchKind.CLAIM, MatchKind.QUESTION, MatchKind.CHECK)}


@bp.get("/match")
def match() -> Response:
    """Answer with the records that `q` is about, best first: `limit=` of them, narrowed by `kind=`."""
    if "q" not in request.args:
        return answer(400, "`q` is missing: the text to match, such as /api/v1/match?q=the+tower+fell.")
    limit = request.args.get("limit", str(_USUAL))
    if not (limit.isascii() and limit.isdigit() and len(limit) < 4 and 1 <= int(limit) <= MOST_ITEMS):
        return answer(400, f"`limit` has to be a whole number from 1 to {MOST_ITEMS}.")
    asked = request.args.getlist("kind") or list(_KINDS)
    if not set(asked) <= set(_KINDS):
        return answer(400, f"`kind` has to be one of {', '.join(_KINDS)}; it may be given several times.")
    kinds = [_KINDS[name] for name in asked]
    found = find_matches(reader(), request.args["q"], kinds=kinds, limit=int(limit), meaning=meaning())
    return jsonify(ok=True, items=_items(found))


def _items(matches: list[Match]) -> list[dict[str, object]]:
    """Return what is said of each match, in their order."""
    db = reader()
    ids = {kind: [match.id for match in matches if match.kind is kind] for kind in _KINDS.values()}
    claims = claims_by_id(db, ids[MatchKind.CLAIM])
    theirs = others_claims_by_id(db, set(ids[MatchKind.CLAIM]) - claims.keys())
    questions = questions_by_id(db, ids[MatchKind.QUESTION])
    checks = public_articles(db, ids[MatchKind.CHECK])
    items = []
    for match in matches:
        if record := claims.get(match.id) or theirs.get(match.id) or questions.get(match.id):
            items.append(match_record(match, ref=record.ref, text=record.text, url=record.url))
        elif check := checks.get(match.id):
            items.append(match_record(match, ref=check.ref, text=check.title, url=check.url))
    return items
