"""Forms hold text: bytes that are no characters are found before anybody reads a field."""

from urllib.parse import parse_qsl, unquote_to_bytes

from flask import request

_URLENCODED = "application/x-www-form-urlencoded"
_MOST_FIELDS = 1_000


def holds_text() -> bool:
    """Say whether a form's bytes are characters all through, and not halves of surrogate pairs.

    Browsers send nothing else. Flask would keep the escapes of such bytes as if somebody had typed them,
    and in a form of several parts put marks in their place without a word.
    """
    body = request.get_data(cache=True)
    try:
        (unquote_to_bytes(body) if request.mimetype == _URLENCODED else body).decode()
    except UnicodeDecodeError:
        return False
    return True


def typed_text() -> list[tuple[str, str]]:
    """Return what a form brought, field by field, with a mark (U+FFFD) for each byte that is no character."""
    if request.mimetype != _URLENCODED:
        return list(request.form.items(multi=True))
    body = request.get_data(cache=True).decode("ascii", "replace")
    return parse_qsl(body, keep_blank_values=True, errors="replace", max_num_fields=_MOST_FIELDS)
