"""Liveness: whether this process can read its database."""

from flask import Blueprint, Response, jsonify

from factually_app.store.edition import get_edition
from factually_app.web.pages import reader

bp = Blueprint("health", __name__)


@bp.get("/healthz")
def healthz() -> Response:
    """Answer 200 with what was checked; a database that cannot be read answers 5xx by itself."""
    get_edition(reader())
    return jsonify(ok=True, checked=["database"])
