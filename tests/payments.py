"""What tests of payments share: events of an invented provider, signed the way real ones are."""

import hashlib
import hmac
import json
import time
from base64 import b64decode, b64encode
from dataclasses import replace
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from factually_app.domain.campaign import Mode
from factually_app.domain.payment import Effect, ProviderEvent
from factually_app.domain.pledge import Dispute, Provider

AT = "2026-03-10T12:00:00+00:00"
SECRET = "whsec_" + "weir" * 8
OLD_SECRET = "whsec_" + "mill" * 8

EFFECTS = {
    "created": Effect("", "USD", 500),
    "paid": Effect("", "USD", 500, paid=True),
    "failed": Effect("", "USD", failed=True),
    "refunded": Effect("", "USD", refunded_minor=200),
    "dispute": Effect("", "USD", dispute=Dispute.WON),
}


def provider_event(event_id: str, what: str, reference: str, **fields: object) -> ProviderEvent:
    """An event as it is once it was read: one of EFFECTS, on the payment `reference`."""
    made = ProviderEvent(
        provider=Provider.STRIPE,
        event_id=event_id,
        type=f"weir.{what}",
        mode=Mode.LIVE,
        happened_at=AT,
        raw="{}",
        effect=replace(EFFECTS[what], reference=reference),
        person="miller",
    )
    return replace(made, **fields)  # type: ignore[arg-type]


def stripe_body(
    kind: str, about: dict[str, object], *, event_id: str = "evt_1", livemode: bool = True, created: int = 0
) -> bytes:
    """An event as Stripe writes it."""
    event = {
        "id": event_id,
        "object": "event",
        "type": kind,
        "created": created or int(time.time()),
        "livemode": livemode,
        "data": {"object": about},
    }
    return json.dumps(event, ensure_ascii=False).encode()


def session(payment: str = "pi_1", **fields: object) -> dict[str, object]:
    """A visit to Stripe's payment page that ended well."""
    return {
        "id": f"cs_{payment}",
        "object": "checkout.session",
        "mode": "payment",
        "payment_status": "paid",
        "payment_intent": payment,
        "amount_total": 500,
        "currency": "usd",
        "customer": None,
        "customer_details": {"email": "ann@oddly-weir.example", "name": "Ann Miller", "phone": "555 0100"},
        **fields,
    }


def paid_body(n: int) -> bytes:
    """The n-th person pays five dollars."""
    about = session(f"pi_{n}", customer=f"cus_{n}", customer_details=None)
    return stripe_body("checkout.session.completed", about, event_id=f"evt_{n}")


def stripe_header(body: bytes, *, secret: str = SECRET, at: int | None = None, scheme: str = "v1") -> str:
    moment = int(time.time()) if at is None else at
    signed = hmac.new(secret.encode(), f"{moment}.".encode() + body, hashlib.sha256).hexdigest()
    return f"t={moment},{scheme}={signed}"


def standard_headers(
    body: bytes, *, event_id: str = "msg_1", key: bytes = b64decode("d3d3" * 8), at: int | None = None
) -> dict[str, str]:
    moment = int(time.time()) if at is None else at
    signed = hmac.new(key, f"{event_id}.{moment}.".encode() + body, hashlib.sha256).digest()
    return {
        "webhook-id": event_id,
        "webhook-timestamp": str(moment),
        "webhook-signature": f"v1,{b64encode(signed).decode()}",
    }


def send(origin: str, body: bytes, *, timeout: float = 30) -> int:
    """Send a signed event to a running server and return the status of its answer."""
    headers = {"Stripe-Signature": stripe_header(body), "Content-Type": "application/json"}
    request = Request(f"{origin}/webhooks/stripe", data=body, headers=headers)
    try:
        with urlopen(request, timeout=timeout) as response:
            return int(response.status)
    except HTTPError as error:
        with error:
            return error.code
