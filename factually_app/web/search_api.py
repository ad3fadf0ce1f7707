"""The search as JSON, for programs: the same results in the same order as on the page."""

from flask import Blueprint, Response, jsonify

from factually_app.formats.api_search import result_record
from factually_app.formats.search_query import search_query
from factually_app.web.asked_search import asked_search, find_results
from factually_app.web.installation import settings

bp = Blueprint("search_api", __name__, url_prefix="/api/v1")


@bp.get("/search")
def search() -> Response:
    """List a page of what matches; what cannot be searched for is an error here, said in full."""
    read = asked_search()
    if read.problems:
        return _refused(read.problems)
    results, base_url = find_results(read.search), settings().base_url or ""
    following = search_query(read.search, page=read.search.page + 1)
    return jsonify(
        ok=True,
        items=[result_record(item, base_url=base_url) for item in results.items] if results else [],
        next=f"{base_url}/api/v1/search?{following}" if results and results.has_more else None,
    )


def _refused(problems: tuple[str, ...]) -> Response:
    response = jsonify(ok=False, status=400, errors=list(problems))
    response.status_code = 400
    return response
