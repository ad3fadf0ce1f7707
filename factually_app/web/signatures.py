"""Whether a webhook was signed by who it says: the one home of the providers' own verifiers."""

import base64
import re
from collections.abc import Callable, Sequence
from datetime import timedelta

from standardwebhooks import Webhook
from werkzeug.datastructures import Headers

from factually_app import clock
from factually_app.late import late

_stripe = late("stripe")

WINDOW = timedelta(seconds=300)
"""How far a signature's moment may lie behind us, or before us."""

# Stricter than the libraries, which take the first of two moments and stumble over odd characters.
_STRIPE = re.compile(r"t=([0-9]{1,12})(?:,(?!t=)[a-z0-9]{1,10}=[0-9A-Za-z+/=]{1,200}){1,20}", re.ASCII)
_MOMENT = re.compile(r"[0-9]{1,12}", re.ASCII)
_ID = re.compile(r"[!-~]{1,255}", re.ASCII)
_SIGNATURE = r"v[0-9a-z]{1,4},[A-Za-z0-9+/=]{1,200}"
_SIGNATURES = re.compile(rf"{_SIGNATURE}(?: {_SIGNATURE}){{0,19}}", re.ASCII)


class ForgedError(Exception):
    """Nobody who has the secret signed this, or not just now."""


def require_stripe(body: bytes, header: str, secrets: Sequence[str]) -> None:
    """Raise ForgedError unless one of the secrets signed the body for Stripe, just now."""
    found = _STRIPE.fullmatch(header)
    if not found:
        raise ForgedError("the signature header cannot be read")
    _require_now(int(found[1]))
    _require_any(lambda secret: _stripe().WebhookSignature.verify_header(body, header, secret, None), secrets)


def require_standard(body: bytes, headers: Headers, secrets: Sequence[str]) -> None:
    """Raise ForgedError unless one of the secrets signed the body by Standard Webhooks, just now."""
    read = {name: headers.get(name, "") for name in ("webhook-id", "webhook-timestamp", "webhook-signature")}
    shapes = zip(read.values(), (_ID, _MOMENT, _SIGNATURES), strict=True)
    if not all(shape.fullmatch(text) for text, shape in shapes):
        raise ForgedError("the webhook headers cannot be read")
    _require_now(int(read["webhook-timestamp"]))
    _require_any(lambda secret: Webhook(_decoded(secret)).verify(body, read, json_parse=False), secrets)


def _require_now(moment: int) -> None:
    if abs(clock.now().timestamp() - moment) > WINDOW.total_seconds():
        raise ForgedError("the signature was not made just now")


def _require_any(verify: Callable[[str], object], secrets: Sequence[str]) -> None:
    """Whatever a verifier stumbles over was not signed by anybody who knows how to."""
    if not any(_holds(verify, secret) for secret in secrets):
        raise ForgedError("the signature is not by any of our secrets")


def _holds(verify: Callable[[str], object], secret: str) -> bool:
    try:
        verify(secret)
    except Exception:
        return False
    return True


def _decoded(secret: str) -> bytes:
    return base64.b64decode(secret.removeprefix("whsec_") + "==")
