"""POST /webhooks/standard: any provider that speaks Standard Webhooks."""

import json
import time
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from factually_app import create_app
from factually_app.config import Settings
from factually_app.store.campaigns import find_current_campaign
from factually_app.store.engine import Engine
from tests.factories import Newsroom
from tests.payments import standard_headers

STANDARD = {
    "type": "payment.paid",
    "timestamp": "2026-03-10T12:00:00Z",
    "data": {"payment": "p1", "amount_minor": 500, "currency": "USD", "email": "ann@oddly-weir.example"},
}
STANDARD_BODY = json.dumps(STANDARD).encode()


@pytest.fixture
def app(engine: Engine, tmp_path: Path, newsroom: Newsroom) -> Flask:
    newsroom.campaign()
    app = create_app(Settings(data_dir=tmp_path, webhook_secrets=("whsec_" + "d3d3" * 8,)), engine)
    app.testing = False
    return app


def count(engine: Engine) -> tuple[int, int]:
    campaign = find_current_campaign(engine.reader())
    assert campaign
    return campaign.supporters, campaign.raised_minor


def standard(client: FlaskClient, body: bytes, headers: dict[str, str]) -> int:
    return client.post("/webhooks/standard", data=body, headers=headers).status_code


def test_standard_webhooks_count(client: FlaskClient, engine: Engine) -> None:
    assert standard(client, STANDARD_BODY, standard_headers(STANDARD_BODY)) == 200
    assert standard(client, STANDARD_BODY, standard_headers(STANDARD_BODY)) == 200
    assert count(engine) == (1, 500)


@pytest.mark.parametrize(
    "change",
    [
        {"webhook-id": ""},
        {"webhook-id": "msg_2"},
        {"webhook-timestamp": "nan"},
        {"webhook-timestamp": "1"},
        {"webhook-signature": "v1"},
        {"webhook-signature": "v1,é"},
        {"webhook-signature": "v1,AAAA"},
        {"webhook-signature": "v2,AAAA v1,====="},
    ],
)
def test_a_forged_standard_webhook_is_400(
    client: FlaskClient, engine: Engine, change: dict[str, str]
) -> None:
    headers = standard_headers(STANDARD_BODY) | change
    environ = {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in headers.items()}
    response = client.post("/webhooks/standard", data=STANDARD_BODY, environ_overrides=environ)
    assert (response.status_code, count(engine)) == (400, (0, 0))


@pytest.mark.parametrize("seconds", [-301, 301, 3600])
def test_a_standard_webhook_has_the_same_window(client: FlaskClient, seconds: int) -> None:
    at = int(time.time()) + seconds
    assert standard(client, STANDARD_BODY, standard_headers(STANDARD_BODY, at=at)) == 400
