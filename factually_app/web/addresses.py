"""Addresses: ids in them, and the way from an old or mistyped one to the right one."""

from flask import Response, redirect, request
from werkzeug.routing import BaseConverter


class PublicIdConverter(BaseConverter):
    """Six or more lower-case hex digits."""

    regex = "[0-9a-f]{6,64}"


def moved(right_path: str) -> Response | None:
    """Return the way to `right_path` when the request came by another one, keeping its query."""
    if request.path == right_path:
        return None
    return led_to(right_path)


def led_to(right_path: str) -> Response:
    """Return the way to `right_path` for good, keeping the query that came."""
    query = request.query_string.decode("latin-1")
    return redirect(f"{right_path}?{query}" if query else right_path, code=301)  # type: ignore[return-value]
