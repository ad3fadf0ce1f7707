"""Payments that never were: events of the test checkout, read or signed, each of another person."""

import itertools
import json

from factually_app import clock
from factually_app.domain.gift import Gift, Rhythm
from factually_app.domain.money import Money
from factually_app.domain.payment import ProviderEvent
from factually_app.formats.event_json import loads
from factually_app.formats.stripe_demo import Move, Purchase, body_of, signature
from factually_app.formats.stripe_events import stripe_event
from factually_app.operations.people import PeopleKey

SECRET = "whsec_" + "benchmark" * 4
WEBHOOK = "/webhooks/stripe"

_KEY = PeopleKey(b"benchmark" * 4)
_GIFT = Gift(Money(500, "USD"), Rhythm.ONCE)


class Payers:
    """People who give five dollars, one after the other and none twice."""

    def __init__(self) -> None:
        self._numbers = itertools.count()

    def raw(self) -> tuple[str, str]:
        """Return the id of a next event and its bytes as text."""
        event = self._event()
        return str(event["id"]), json.dumps(event)

    def event(self) -> ProviderEvent:
        """Return a next event as it is once its signature was checked and it was read."""
        return stripe_event(loads(body_of(self._event()).decode()), _KEY)

    def request(self) -> bytes:
        """Return a next event as a signed request."""
        return _request(body_of(self._event()), SECRET)

    def forged(self) -> bytes:
        """Return a next event as a request that somebody else signed."""
        return _request(body_of(self._event()), "whsec_somebody_else")

    def _event(self) -> dict[str, object]:
        number = next(self._numbers)
        purchase = Purchase(f"bench-{number}", _GIFT)
        return purchase.events(Move.PAY, nonce=f"{number:012}", now=_now())[0]


def _request(body: bytes, secret: str) -> bytes:
    signed = signature(body, secret=secret, now=_now())
    head = (
        f"POST {WEBHOOK} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
        f"Stripe-Signature: {signed}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def _now() -> int:
    return int(clock.now().timestamp())
