"""The public API: reads as JSON, for any page on any site and for programs."""

from flask import Blueprint, Response, jsonify, request

from factually_app.formats.api import campaign_record
from factually_app.web.errors import answer
from factually_app.web.support import find_banner

bp = Blueprint("api", __name__, url_prefix="/api/v1")

_ANYONE = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "If-None-Match",
    "Access-Control-Expose-Headers": "ETag",
    "Cross-Origin-Resource-Policy": "cross-origin",
}


@bp.get("/campaign")
def campaign() -> Response:
    """Answer with the goal and what stands toward it, as of this request."""
    banner = find_banner()
    if banner is None:
        return answer(404)
    return jsonify(campaign_record(banner.campaign, banner.state))


@bp.after_app_request
def allow_any_origin(response: Response) -> Response:
    """Let pages of other sites read what the API says, errors too; it knows nothing of who asks."""
    if request.path.startswith("/api/"):
        response.headers.update(_ANYONE)
    return response
