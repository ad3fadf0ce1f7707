"""Sending the test checkout's events to the webhook of this very server, over HTTP, as a provider does."""

import http.client
import ipaddress
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import request

from factually_app import clock
from factually_app.formats.stripe_demo import body_of, signature

SECONDS = 5
WEBHOOK = "/webhooks/stripe"
_MOST_OF_AN_ANSWER = 2_000


@dataclass(frozen=True)
class Delivery:
    """One event, the text that was sent, and what came back; `status` is None when nothing did."""

    kind: str
    sent: str
    status: int | None
    answer: str


def deliver(events: Sequence[Mapping[str, object]], *, secret: str) -> tuple[Delivery, ...]:
    """Send events one after the other, each signed with the secret of the test checkout."""
    address = _own_address(request.environ)
    return tuple(_deliver(dict(event), address, secret) for event in events)


def _deliver(event: dict[str, object], address: tuple[str, int], secret: str) -> Delivery:
    body = body_of(event)
    signed = signature(body, secret=secret, now=int(clock.now().timestamp()))
    headers = {"Content-Type": "application/json", "Stripe-Signature": signed}
    connection = http.client.HTTPConnection(*address, timeout=SECONDS)
    status, answer = None, ""
    try:
        connection.request("POST", WEBHOOK, body=body, headers=headers)
        response = connection.getresponse()
        status, answer = response.status, response.read(_MOST_OF_AN_ANSWER).decode("utf-8", "replace")
    except (OSError, http.client.HTTPException) as error:
        answer = f"The webhook of this server did not answer: {error}"
    finally:
        connection.close()
    return Delivery(str(event["type"]), json.dumps(event, indent=2), status, answer.strip())


def _own_address(environ: Mapping[str, object]) -> tuple[str, int]:
    """Return where this server listens, as seen from its own machine.

    The server says so itself; the `Host` that a request names has no part in it. Nothing but a
    loopback address is ever returned.
    """
    try:
        listens = ipaddress.ip_address(str(environ["SERVER_NAME"]))
    except ValueError:
        listens = ipaddress.ip_address("127.0.0.1")
    loopback = "127.0.0.1" if listens.version == 4 else "::1"
    return str(listens) if listens.is_loopback else loopback, int(str(environ["SERVER_PORT"]))
