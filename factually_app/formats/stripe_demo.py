"""The events that Stripe would send of a payment, for the test checkout: shaped and signed as Stripe does."""

import hashlib
import hmac
import json
from dataclasses import dataclass
from enum import StrEnum

from factually_app.domain.gift import Gift, Rhythm

VERSION = "2025-09-30.clover"


class Move(StrEnum):
    """What the provider is to play."""

    PAY = "pay"
    FAIL = "fail"
    RENEW = "renew"
    REFUND = "refund"


@dataclass(frozen=True)
class Purchase:
    """A visit to the test checkout. All ids follow from its reference, so that nothing needs to be kept.

    `renewals` is how many payments came after the first; only a monthly gift has any.
    """

    reference: str
    gift: Gift
    renewals: int = 0

    def events(self, move: Move, *, nonce: str, now: int) -> list[dict[str, object]]:
        """Return what Stripe would send for a move, in its order. `nonce` makes the events' ids new ones."""
        play = {
            Move.PAY: self._paid,
            Move.FAIL: self._failed,
            Move.RENEW: self._renewed,
            Move.REFUND: self._refunded,
        }
        return [
            {
                "id": f"evt_test_{nonce}{number:02}",
                "object": "event",
                "api_version": VERSION,
                "created": now,
                "livemode": False,
                "type": kind,
                "data": {"object": about},
            }
            for number, (kind, about) in enumerate(play[move]())
        ]

    @property
    def is_monthly(self) -> bool:
        return self.gift.rhythm is Rhythm.MONTHLY

    def _paid(self) -> list[tuple[str, dict[str, object]]]:
        session = ("checkout.session.completed", self._session("paid"))
        if not self.is_monthly:
            return [session]
        started = ("customer.subscription.created", self._subscription())
        return [session, started, ("invoice.paid", self._invoice(0))]

    def _failed(self) -> list[tuple[str, dict[str, object]]]:
        if self.is_monthly:
            return [("invoice.payment_failed", self._invoice(0))]
        return [("checkout.session.async_payment_failed", self._session("unpaid"))]

    def _renewed(self) -> list[tuple[str, dict[str, object]]]:
        return [("invoice.paid", self._invoice(self.renewals))]

    def _refunded(self) -> list[tuple[str, dict[str, object]]]:
        return [("charge.refunded", self._charge(number)) for number in range(self.renewals + 1)]

    def _session(self, payment_status: str) -> dict[str, object]:
        return {
            "id": self._id("cs_test", 0),
            "object": "checkout.session",
            "mode": "subscription" if self.is_monthly else "payment",
            "status": "complete",
            "payment_status": payment_status,
            "client_reference_id": self.reference,
            "customer": self._id("cus", 0),
            "subscription": self._id("sub", 0) if self.is_monthly else None,
            "invoice": self._id("in", 0) if self.is_monthly else None,
            "payment_intent": None if self.is_monthly else self._id("pi", 0),
            "amount_total": self.gift.money.minor,
            "currency": self.gift.money.currency.lower(),
        }

    def _subscription(self) -> dict[str, object]:
        return {
            "id": self._id("sub", 0),
            "object": "subscription",
            "status": "active",
            "customer": self._id("cus", 0),
            "currency": self.gift.money.currency.lower(),
        }

    def _invoice(self, number: int) -> dict[str, object]:
        intent = {"type": "payment_intent", "payment_intent": self._id("pi", number)}
        return {
            "id": self._id("in", number),
            "object": "invoice",
            "billing_reason": "subscription_cycle" if number else "subscription_create",
            "customer": self._id("cus", 0),
            "amount_paid": self.gift.money.minor,
            "currency": self.gift.money.currency.lower(),
            "parent": {"subscription_details": {"subscription": self._id("sub", 0)}},
            "payments": {"object": "list", "data": [{"object": "invoice_payment", "payment": intent}]},
        }

    def _charge(self, number: int) -> dict[str, object]:
        return {
            "id": self._id("ch", number),
            "object": "charge",
            "payment_intent": self._id("pi", number),
            "customer": self._id("cus", 0),
            "amount": self.gift.money.minor,
            "amount_refunded": self.gift.money.minor,
            "refunded": True,
            "currency": self.gift.money.currency.lower(),
        }

    def _id(self, kind: str, number: int) -> str:
        return f"{kind}_{hashlib.sha256(f'{kind}:{self.reference}:{number}'.encode()).hexdigest()[:24]}"


def body_of(event: dict[str, object]) -> bytes:
    """Return an event as the bytes that are signed and sent."""
    return json.dumps(event, indent=2).encode()


def signature(body: bytes, *, secret: str, now: int) -> str:
    """Return what stands in the header `Stripe-Signature`."""
    signed = hmac.new(secret.encode(), f"{now}.".encode() + body, hashlib.sha256).hexdigest()
    return f"t={now},v1={signed}"
