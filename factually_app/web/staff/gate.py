"""The gate: before every request the policy table is asked, and a form has to come from a page of ours."""

from urllib.parse import urlencode

from flask import Response, redirect, request

from factually_app.domain.staff import Role
from factually_app.operations.sessions import note_presence
from factually_app.web.errors import answer
from factually_app.web.pages import engine, wants_fragment
from factually_app.web.policy import POLICY, Access
from factually_app.web.staff.session import brings_form_word, find_member, find_session

_SAFE = ("GET", "HEAD", "OPTIONS")
SIGN_IN = "/staff/sign-in"
MOST_BYTES_OF_MEMBERS = 1024 * 1024
"""What a form of a member may hold: more than any field takes, so that it is the field that says so."""


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
    if found is None or (isinstance(needed, Role) and find_member() is None):
        return _to_sign_in()
    if isinstance(needed, Role) and not found.member.may(needed):
        return answer(403)
    request.max_content_length = request.max_form_memory_size = MOST_BYTES_OF_MEMBERS
    if request.method not in _SAFE and not brings_form_word():
        return answer(403)
    note_presence(engine(), found.session)
    return None


def _to_sign_in() -> Response:
    """Show the way in, and from there back; what a form had brought stays in the browser that sent it."""
    if request.method not in _SAFE or wants_fragment():
        return answer(401)
    query = request.query_string.decode("latin-1")
    back = f"{request.path}?{query}" if query else request.path
    return redirect(f"{SIGN_IN}?{urlencode({'next': back})}", code=303)  # type: ignore[return-value]


def keep_private(response: Response) -> Response:
    """Let no cache keep a page of the newsroom, and no search engine list one."""
    if request.path == "/staff" or request.path.startswith("/staff/"):
        response.headers["Cache-Control"] = "no-store"
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response
