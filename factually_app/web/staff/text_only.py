"""Forms hold text: bytes that are no characters are refused before anybody reads a field."""

from urllib.parse import unquote_to_bytes

from flask import request


def holds_text() -> bool:
    """Say whether a form's bytes are characters all through, and not halves of surrogate pairs.

    Browsers send nothing else. Flask would keep the escapes of such bytes as if somebody had typed them.
    """
    if request.mimetype != "application/x-www-form-urlencoded":
        return True
    try:
        unquote_to_bytes(request.get_data(cache=True)).decode()
    except UnicodeDecodeError:
        return False
    return True
