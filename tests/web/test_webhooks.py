"""POST /webhooks/stripe: what is signed counts, whatever is not is 400 and nothing."""

import json
import time
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from factually_app import create_app
from factually_app.config import Settings
from factually_app.domain.errors import BusyError
from factually_app.keys import demo_secret
from factually_app.store.campaigns import find_current_campaign
from factually_app.store.engine import Engine
from tests.factories import Newsroom
from tests.importing import dump
from tests.payments import OLD_SECRET, SECRET, session, stripe_body, stripe_header

BODY = stripe_body("checkout.session.completed", session())


@pytest.fixture
def app(engine: Engine, tmp_path: Path, newsroom: Newsroom) -> Flask:
    newsroom.campaign()
    app = create_app(Settings(data_dir=tmp_path, stripe_webhook_secrets=(SECRET, OLD_SECRET)), engine)
    app.testing = False
    return app


def post(client: FlaskClient, body: bytes, header: str | None) -> TestResponse:
    headers = {"Content-Type": "application/json"}
    if header is not None:
        headers["Stripe-Signature"] = header
    return client.post("/webhooks/stripe", data=body, headers=headers)


def count(engine: Engine) -> tuple[int, int]:
    campaign = find_current_campaign(engine.reader())
    assert campaign
    return campaign.supporters, campaign.raised_minor


# Signed when the test runs, not when it is collected: a signature holds for minutes only.
GENUINE = {
    "signed now": lambda: stripe_header(BODY),
    "by the secret before": lambda: stripe_header(BODY, secret=OLD_SECRET),
    "with another v1": lambda: f"{stripe_header(BODY)},v1={'0' * 64}",
    "with a v0": lambda: f"{stripe_header(BODY)},v0={'0' * 64}",
    "240 s old": lambda: stripe_header(BODY, at=int(time.time()) - 240),
    "240 s ahead": lambda: stripe_header(BODY, at=int(time.time()) + 240),
}


@pytest.mark.parametrize("how", GENUINE)
def test_a_signed_event_counts(client: FlaskClient, engine: Engine, how: str) -> None:
    response = post(client, BODY, GENUINE[how]())
    assert (response.status_code, response.json) == (200, {"ok": True, "outcome": "counted"})
    assert count(engine) == (1, 500)


FORGED = {
    "v0 only": lambda: (BODY, stripe_header(BODY, scheme="v0")),
    "no moment": lambda: (BODY, stripe_header(BODY).split(",")[1]),
    "a moment in words": lambda: (BODY, f"t=now,{stripe_header(BODY).split(',')[1]}"),
    "an empty header": lambda: (BODY, ""),
    "no header": lambda: (BODY, None),
    "another secret": lambda: (BODY, stripe_header(BODY, secret="whsec_" + "a" * 32)),
    "one byte more": lambda: (BODY + b" ", stripe_header(BODY)),
    "the same JSON written anew": lambda: (
        json.dumps(json.loads(BODY), indent=1).encode(),
        stripe_header(BODY),
    ),
    "another moment": lambda: (BODY, stripe_header(BODY).replace("t=", "t=1")),
    "301 s old": lambda: (BODY, stripe_header(BODY, at=int(time.time()) - 301)),
    "an hour ahead": lambda: (BODY, stripe_header(BODY, at=int(time.time()) + 3600)),
    "ten years ahead": lambda: (BODY, stripe_header(BODY, at=int(time.time()) + 315_360_000)),
    "capital hex": lambda: (BODY, stripe_header(BODY).upper().replace("T=", "t=").replace("V1=", "v1=")),
    "two moments": lambda: (BODY, f"{stripe_header(BODY)},t={int(time.time())}"),
    "two moments, the other first": lambda: (BODY, f"t={int(time.time())},{stripe_header(BODY)}"),
    "a NUL": lambda: (BODY, stripe_header(BODY).replace("v1=", "v1=\x00")),
    "letters that are not ASCII": lambda: (BODY, stripe_header(BODY) + "é"),
    "only letters that are not ASCII": lambda: (BODY, f"t={int(time.time())},v1=" + "é" * 64),
    "a moment too large": lambda: (BODY, f"t={'9' * 400},v1={'0' * 64}"),
    "a signature list without end": lambda: (BODY, stripe_header(BODY) + ",v1=0" * 50),
}


@pytest.mark.parametrize("name", FORGED)
def test_a_forgery_is_400_and_leaves_no_trace(client: FlaskClient, engine: Engine, name: str) -> None:
    before = dump(engine)
    body, header = FORGED[name]()
    response = client.post(
        "/webhooks/stripe",
        data=body,
        environ_overrides={} if header is None else {"HTTP_STRIPE_SIGNATURE": header},
    )
    assert (response.status_code, response.json and response.json["ok"]) == (400, False)
    assert dump(engine) == before


MALFORMED = {
    "nothing": b"",
    "not JSON": b"pay me",
    "a NUL": b'{"id": "evt_1\x00"}',
    "not UTF-8": b'{"id": "\xff"}',
    "a list": b"[]",
    "no number": b'{"id": NaN}',
    "without end": b'{"id": 1e999}',
    "too deep": b'{"a":' * 5000 + b"1" + b"}" * 5000,
    "deeper than events are": b'{"a":' * 50 + b"1" + b"}" * 50,
    "digits without end": b'{"id": ' + b"9" * 5000 + b"}",
    "no id": stripe_body("charge.refunded", {}, event_id=""),
    "an id with a NUL": stripe_body("unknown", {}, event_id="evt\x00"),
    "an id that is half a letter": b'{"id": "\\ud800", "type": "a", "livemode": true, "created": 1}',
    "no amount": stripe_body("checkout.session.completed", session(amount_total=None)),
    "an amount in words": stripe_body("checkout.session.completed", session(amount_total="5")),
    "an amount past all": stripe_body("checkout.session.completed", session(amount_total=10**18)),
    "an amount below nothing": stripe_body("checkout.session.completed", session(amount_total=-5)),
    "true for an amount": stripe_body("checkout.session.completed", session(amount_total=True)),
    "no currency": stripe_body("checkout.session.completed", session(currency=None)),
    "a currency in words": stripe_body("checkout.session.completed", session(currency="dollars")),
    "no payment": stripe_body("charge.refunded", {"currency": "usd", "amount_refunded": 5}),
    "no object": stripe_body("charge.refunded", None),  # type: ignore[arg-type]
    "a moment past all": stripe_body("a", {}, created=10**20),
    "neither live nor test": stripe_body("a", {}, livemode=None),  # type: ignore[arg-type]
}


@pytest.mark.parametrize("name", MALFORMED)
def test_a_signed_body_that_is_no_event_is_400(client: FlaskClient, engine: Engine, name: str) -> None:
    before, body = dump(engine), MALFORMED[name]
    # Signed over the bytes; one that is not UTF-8 cannot be verified either.
    assert post(client, body, stripe_header(body)).status_code == 400
    assert dump(engine) == before


def test_the_same_event_twice_is_answered_and_counts_once(client: FlaskClient, engine: Engine) -> None:
    for outcome in ("counted", "duplicate", "duplicate"):
        assert post(client, BODY, stripe_header(BODY)).json == {"ok": True, "outcome": outcome}
    assert count(engine) == (1, 500)


def test_an_unknown_type_is_kept(client: FlaskClient, engine: Engine) -> None:
    body = stripe_body("weir.opened", {"id": "weir_1", "odd": [1, {"é": None}]})
    assert post(client, body, stripe_header(body)).json == {"ok": True, "outcome": "kept"}


def test_who_paid_is_nowhere_in_the_files(client: FlaskClient, engine: Engine, tmp_path: Path) -> None:
    post(client, BODY, stripe_header(BODY))
    engine.close()
    for file in tmp_path.glob("factually.db*"):
        content = file.read_bytes().lower()
        assert not any(word in content for word in (b"ann@", b"ann m", b"miller", b"555 0100"))


def test_a_body_past_the_limit_is_refused_before_it_is_read(client: FlaskClient) -> None:
    body = b" " * (256 * 1024 + 1)
    assert post(client, body, stripe_header(body)).status_code == 413
    long = stripe_body("weir.opened", {"id": "w", "odd": "x" * 200_000})
    assert post(client, long, stripe_header(long)).status_code == 200


def test_a_busy_database_asks_to_try_again(
    client: FlaskClient, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(_batch: object) -> None:
        raise BusyError("locked")

    monkeypatch.setattr(engine, "commit_decided", busy)
    response = post(client, BODY, stripe_header(BODY))
    assert (response.status_code, response.headers["Retry-After"]) == (503, "5")


def test_no_cookie_is_read_or_set_and_only_posts_are_taken(client: FlaskClient) -> None:
    assert "Set-Cookie" not in post(client, BODY, stripe_header(BODY)).headers
    assert client.get("/webhooks/stripe").status_code == 405


@pytest.mark.parametrize("kind", ["stripe", "standard"])
def test_without_a_secret_nothing_is_taken(engine: Engine, tmp_path: Path, kind: str) -> None:
    client = create_app(Settings(data_dir=tmp_path), engine).test_client()
    assert client.post(f"/webhooks/{kind}", data=BODY).status_code == 404


def test_the_demo_takes_test_payments_signed_with_its_own_secret(engine: Engine, tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path, demo=True)
    client = create_app(settings, engine).test_client()
    trial = stripe_body("checkout.session.completed", session(), livemode=False)
    secret = demo_secret(settings)
    assert post(client, trial, stripe_header(trial, secret=secret)).status_code == 200
    assert post(client, BODY, stripe_header(BODY, secret=secret)).status_code == 400
