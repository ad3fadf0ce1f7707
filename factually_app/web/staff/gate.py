"""The gate: before every request the policy table is asked, and a form has to come from a page of ours."""

import ipaddress

from flask import Response, redirect, request

from factually_app.domain.staff import Role
from factually_app.domain.staff_session import Stage
from factually_app.operations.sessions import SignedIn, note_presence
from factually_app.web.access import Access
from factually_app.web.errors import answer
from factually_app.web.installation import settings
from factually_app.web.pages import engine, in_newsroom, wants_fragment
from factually_app.web.policy import POLICY
from factually_app.web.staff.leading_on import SECOND_FACTOR, SET_UP_FACTOR, SIGN_IN, by_way_of, here
from factually_app.web.staff.resend import ask_to_send_again
from factually_app.web.staff.session import brings_form_word, find_member, find_session, is_secure
from factually_app.web.staff.text_only import holds_text

_SAFE = ("GET", "HEAD", "OPTIONS")
MOST_BYTES_OF_MEMBERS = 1024 * 1024
"""What a form of a member may hold: more than any field takes, so that it is the field that says so."""

IN_THE_CLEAR = (
    "Passwords would travel over this connection for all to read. Open the newsroom over https; whoever"
    " looks after the server sets FACTUALLY_BASE_URL to the https address that the site has."
)


def refuse_in_the_clear() -> Response | None:
    """Keep passwords and sessions off connections that others can read; a machine's own is not one."""
    if not in_newsroom() or is_secure(settings()) or _is_loopback(request.host):
        return None
    return answer(403, IN_THE_CLEAR)


def ask_policy() -> Response | None:
    """Let a request pass, send it to sign in, or refuse it; an address that no rule names has none to ask."""
    if request.endpoint is None:
        return None
    needed = POLICY.get(request.endpoint)
    if needed is None:
        return answer(403)
    return None if needed is Access.ANYONE else _ask_session(needed)


def _ask_session(needed: Access | Role) -> Response | None:
    found = find_session()
    if found is None or not _is_far_enough(found, needed):
        return _to_sign_in(found)
    if isinstance(needed, Role) and not found.member.may(needed):
        return answer(403)
    request.max_content_length = request.max_form_memory_size = MOST_BYTES_OF_MEMBERS
    if request.method not in _SAFE and not holds_text():
        return ask_to_send_again(422)
    if request.method not in _SAFE and not brings_form_word():
        return ask_to_send_again(403)
    note_presence(engine(), found.session)
    return None


def _is_far_enough(found: SignedIn, needed: Access | Role) -> bool:
    if needed is Access.SIGNED_IN:
        return True
    if needed is Access.ENROLLING and not found.member.has_second_factor:
        return found.session.stage is Stage.FULL or found.member.lacks_second_factor
    return find_member() is not None


def _to_sign_in(found: SignedIn | None) -> Response:
    """Show the way in, and from there back; what a form had brought is handed back to whoever sent it."""
    if request.method not in _SAFE or wants_fragment():
        return ask_to_send_again(401)
    next_step = SET_UP_FACTOR if found and found.member.lacks_second_factor else SECOND_FACTOR
    return redirect(by_way_of(next_step if found else SIGN_IN, here()), code=303)  # type: ignore[return-value]


def _is_loopback(host: str) -> bool:
    name = host.rsplit(":", 1)[0] if host.count(":") == 1 or "]:" in host else host
    if name.lower().rstrip(".") == "localhost":
        return True
    try:
        return ipaddress.ip_address(name.strip("[]")).is_loopback
    except ValueError:
        return False


def keep_private(response: Response) -> Response:
    """Let no cache keep a page of the newsroom, and no search engine list one."""
    if in_newsroom():
        response.headers["Cache-Control"] = "no-store"
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response
