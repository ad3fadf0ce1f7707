"""Where a request comes from, and the mark by which an account knows a browser again.

The mark lets nobody in: it only gives a browser budgets of its own for trying passwords.
"""

import hashlib
import hmac
import ipaddress
import secrets

from flask import Response, request

from factually_app.operations.addresses import folded_address
from factually_app.operations.guessing import Arrival
from factually_app.web.installation import people_key, settings
from factually_app.web.staff.session import device_of, is_secure, network_of

HALF_A_YEAR = 180 * 24 * 3600


def arrival(address: str) -> Arrival:
    """Return where a request comes from that is about the account with this address."""
    return Arrival(
        device=device_of(request),
        network=network_of(request),
        address=_client(),
        known_device=_known_device(folded_address(address)),
    )


def remember_device(response: Response, address: str) -> None:
    """Let the account with this address know this browser again, for half a year."""
    folded = folded_address(address)
    name = _known_device(folded) or secrets.token_hex(16)
    response.set_cookie(
        _cookie(),
        f"{name}.{_mark(folded, name)}",
        max_age=HALF_A_YEAR,
        secure=is_secure(settings()),
        httponly=True,
        samesite="Lax",
        path="/staff",
    )


def _known_device(folded: str) -> str | None:
    name, _, mark = request.cookies.get(_cookie(), "").partition(".")
    given = mark.encode("utf-8", "surrogatepass")
    return name if name and hmac.compare_digest(given, _mark(folded, name).encode()) else None


def _cookie() -> str:
    return "__Secure-factually-device" if is_secure(settings()) else "factually-device"


def _mark(folded: str, name: str) -> str:
    said = f"device:{name}:{folded}".encode("utf-8", "surrogatepass")
    return hmac.new(people_key(), said, hashlib.sha256).hexdigest()


def _client() -> str:
    """Return the address of whoever asks; of IPv6, the part that one subscriber has."""
    try:
        found = ipaddress.ip_address(request.remote_addr or "")
    except ValueError:
        return "unknown"
    if found.version == 4:
        return str(found)
    return str(ipaddress.ip_network(f"{found}/64", strict=False))
