"""What is pasted from a word processor, as Markdown."""

from flask import Blueprint, Response, make_response, request

from factually_app.domain.errors import UnreadableTextError
from factually_app.operations.pasting import markdown_of_pasted

bp = Blueprint("staff_paste", __name__, url_prefix="/staff")


@bp.post("/paste")
def paste() -> Response:
    """Answer with Markdown as plain text; 422 with a sentence for what cannot be read."""
    try:
        text, status = markdown_of_pasted(request.form.get("html", "")), 200
    except UnreadableTextError as error:
        text, status = f"What was pasted cannot be read: {error}.", 422
    response = make_response(text, status)
    response.mimetype = "text/plain"
    return response
