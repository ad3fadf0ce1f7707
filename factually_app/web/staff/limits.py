"""What the newsroom's forms may bring: text alone."""

from urllib.parse import unquote_to_bytes

from flask import Response, request

from factually_app.web.errors import answer


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
