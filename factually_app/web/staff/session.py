"""Who is signed in: the cookie, the member behind it, and the word that a form has to bring along."""

import hashlib
import hmac
import ipaddress

from flask import Request, Response, g, request

from factually_app.config import Settings
from factually_app.domain.errors import NotFoundError
from factually_app.domain.staff import Actor, StaffMember
from factually_app.domain.staff_session import Stage
from factually_app.operations.sessions import SignedIn, find_signed_in
from factually_app.web.installation import people_key, settings
from factually_app.web.pages import engine, leave_snapshot

FORM_WORD = "form_word"
"""The field of a form, and as X-Form-Word the header of htmx, that shows that the page was ours."""


def cookie_name(settings: Settings) -> str:
    """Return the cookie's name: where the site is served over https, one that no other host can set."""
    return "__Host-factually" if is_secure(settings) else "factually"


def is_secure(settings: Settings) -> bool:
    """Say whether the site is served over https, by itself or by a proxy that is trusted."""
    return (settings.base_url or "").startswith("https://") or request.is_secure


def find_session() -> SignedIn | None:
    """Return who is signed in, also without their second factor yet; read once a request."""
    if "signed_in" not in g:
        token = request.cookies.get(cookie_name(settings()), "")
        g.signed_in = find_signed_in(engine(), token) if token else None
    found: SignedIn | None = g.signed_in
    return found


def signed_in() -> SignedIn:
    """Return who is signed in, however far; the policy lets nobody else come this far."""
    found = find_session()
    if found is None:
        raise NotFoundError("nobody is signed in")
    return found


def go_on_as(token: str) -> None:
    """Let the page that answers this request belong to the session that just began."""
    leave_snapshot(None)
    g.signed_in = find_signed_in(engine(), token)


def find_member() -> StaffMember | None:
    """Return the member who is signed in with all that takes."""
    found = find_session()
    is_whole = found and found.session.stage is Stage.FULL and not found.member.lacks_second_factor
    return found.member if found and is_whole else None


def member() -> StaffMember:
    """Return the member who is signed in; the policy lets nobody else come this far."""
    found = find_member()
    if found is None:
        raise NotFoundError("nobody is signed in")
    return found


def actor() -> Actor:
    """Return who does what this request asks for."""
    return member().actor


def form_word() -> str:
    """Return the word of this session that every form of the newsroom carries."""
    found = find_session()
    return _word(found.session.id) if found else ""


def brings_form_word() -> bool:
    """Say whether a request that changes something comes from a page that we gave to this very session."""
    given = request.headers.get("X-Form-Word") or request.form.get(FORM_WORD, "")
    return hmac.compare_digest(given.encode("utf-8", "surrogatepass"), form_word().encode()) and bool(given)


def give_cookie(response: Response, token: str) -> None:
    """Let the browser keep the token until it is closed; no script can read it, no other site send it."""
    response.set_cookie(
        cookie_name(settings()), token, secure=is_secure(settings()), httponly=True, samesite="Lax", path="/"
    )


def take_cookie(response: Response) -> None:
    """Let the browser forget the token."""
    response.delete_cookie(
        cookie_name(settings()), secure=is_secure(settings()), httponly=True, samesite="Lax", path="/"
    )


def device_of(asked: Request) -> str:
    """Return what a browser says it is, shortened."""
    return " ".join(asked.user_agent.string.split())[:200] or "unknown"


def network_of(asked: Request) -> str:
    """Return the network that a request comes from: as much of the address as tells providers apart."""
    try:
        address = ipaddress.ip_address(asked.remote_addr or "")
    except ValueError:
        return "unknown"
    prefix = 24 if address.version == 4 else 48
    return str(ipaddress.ip_network(f"{address}/{prefix}", strict=False))


def _word(session_id: str) -> str:
    return hmac.new(people_key(), f"form:{session_id}".encode(), hashlib.sha256).hexdigest()
