"""What the newsroom's forms may bring: text alone, but a whole article of it."""

from urllib.parse import unquote_to_bytes

from flask import Response, request

from factually_app.web.errors import answer

MOST_BYTES = 1024 * 1024
_WRITING = ("/staff/articles/", "/staff/questions/", "/staff/paste")


def take_more() -> None:
    """Take more where articles and answers are written; before anything reads the form."""
    if request.path.startswith(_WRITING):
        request.max_content_length = MOST_BYTES
        request.max_form_memory_size = MOST_BYTES


def refuse_what_is_no_text() -> Response | None:
    """Refuse a form with bytes that are no characters, such as halves of surrogate pairs.

    Browsers send none. Flask would keep their escapes as if somebody had typed them.
    """
    if request.method != "POST" or not request.path.startswith("/staff/"):
        return None
    if request.mimetype != "application/x-www-form-urlencoded":
        return None
    try:
        unquote_to_bytes(request.get_data(cache=True)).decode()
    except UnicodeDecodeError:
        return answer(400)
    return None
