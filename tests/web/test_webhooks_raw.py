"""Requests that no provider would write, byte by byte against the real server: never a fault of ours."""

import socket

import pytest

from factually_app.store.engine import Engine
from tests.payments import paid_body, stripe_header
from tests.web.test_webhooks_storm import PATIENCE, port, server, totals

__all__ = ["port", "server"]
"""Fixtures that are the storm's."""

LINE = b"POST /webhooks/stripe HTTP/1.1\r\nHost: weir.example\r\n"


def answer(port: int, request: bytes) -> int:
    """Send bytes and return the status that comes back."""
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as connection:
        connection.sendall(request)
        head = connection.recv(64)
    return int(head.split()[1])


def signed(body: bytes) -> bytes:
    return b"Stripe-Signature: " + stripe_header(body).encode() + b"\r\n"


def whole(body: bytes, *, more: bytes = b"") -> bytes:
    return LINE + signed(body) + more + b"Content-Length: %d\r\n\r\n" % len(body) + body


def chunked(body: bytes) -> bytes:
    pieces = [body[start : start + 50] for start in range(0, len(body), 50)]
    sent = b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in [*pieces, b""])
    return LINE + signed(body) + b"Transfer-Encoding: chunked\r\n\r\n" + sent


@pytest.mark.slow
def test_whatever_is_sent_is_answered_and_only_what_is_signed_counts(
    server: None, engine: Engine, port: int
) -> None:
    body = paid_body(1)
    deep = b'{"a":' * 20_000 + b"1" + b"}" * 20_000
    huge = b" " * (1024 * 1024)
    refused = {
        "no length": LINE + b"\r\n",
        "a length below nothing": LINE + b"Content-Length: -5\r\n\r\n",
        "two lengths": LINE + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\n12345",
        "a length past all": LINE + b"Content-Length: 99999999999\r\n\r\n1",
        "a chunk that is none": LINE + signed(b"") + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n\r\n",
        "two signatures": whole(body, more=signed(body)),
        "a signature in Latin-1": LINE + b"Stripe-Signature: t=1,v1=\xe9\r\nContent-Length: 0\r\n\r\n",
        "not UTF-8": whole(b'{"id": "\xff"}'),
        "too deep": whole(deep),
        "too large": whole(huge),
        "too large, in chunks": chunked(huge),
        "empty": whole(b""),
    }
    answers = {name: answer(port, request) for name, request in refused.items()}
    assert {name: status for name, status in answers.items() if status not in (400, 413)} == {}
    assert totals(engine) == (0, 0)
    assert [answer(port, chunked(body)), answer(port, whole(body)), totals(engine)] == [200, 200, (1, 500)]
