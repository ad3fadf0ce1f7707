"""When a form comes too late, or from a session that is over: what it brought is shown, to be sent again.

Only a form that a page of this site sent comes this far (`cross_site`), so that nobody else can put words
into a page that asks for them to be sent.
"""

from flask import Response, request

from factually_app.web.errors import keep_what_was_typed
from factually_app.web.pages import render
from factually_app.web.staff.leading_on import here
from factually_app.web.staff.session import FORM_WORD, find_session
from factually_app.web.staff.text_only import typed_text

_SAFE = ("GET", "HEAD", "OPTIONS")


def ask_to_send_again(status: int) -> Response:
    """Answer 401, 403 or 422 with what was typed and a button; htmx leaves the form that it sent where it is.

    422 is for what holds half a character: the fields that do are shown, to be put right.
    """
    response = render(
        page="staff/resend.html",
        fragment="staff/_resend.html",
        there=here(),
        typed=_typed(),
        is_half=status == 422,
        is_signed_in=find_session() is not None,
        is_form=request.method not in _SAFE,
    )
    response.status_code = status
    return keep_what_was_typed(response)


def _typed() -> list[tuple[str, str]]:
    """Return what the form brought, but no secrets and not the word of another session."""
    return [(name, text) for name, text in typed_text() if not _is_secret(name)]


def _is_secret(name: str) -> bool:
    return name in (FORM_WORD, "code") or "password" in name
