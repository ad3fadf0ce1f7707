"""The doorkeeper in front of Flask: forged webhooks end there, everything else goes on as it came."""

from pathlib import Path

import pytest
from flask import Flask

from factually_app import create_app
from factually_app.config import Settings
from factually_app.store.engine import Engine
from factually_app.web.security import HEADERS
from factually_app.web.webhooks import MOST_BYTES
from tests.factories import Newsroom
from tests.payments import SECRET, paid_body, standard_headers, stripe_header

KEY = "whsec_" + "d3d3" * 8


@pytest.fixture
def app(engine: Engine, tmp_path: Path, newsroom: Newsroom) -> Flask:
    newsroom.campaign()
    settings = Settings(data_dir=tmp_path, stripe_webhook_secrets=(SECRET,), webhook_secrets=(KEY,))
    return create_app(settings, engine)


@pytest.fixture
def reached(app: Flask) -> list[str]:
    """The requests that come to Flask."""
    paths: list[str] = []
    doorkeeper = app.wsgi_app.app  # behind the page cache
    inner = doorkeeper._app

    def count(environ, start_response):
        paths.append(environ["PATH_INFO"])
        return inner(environ, start_response)

    doorkeeper._app = count
    return paths


def test_a_forged_event_of_stripe_does_not_come_to_flask(client, reached):
    body = paid_body(1)
    header = {"Stripe-Signature": stripe_header(body, secret="whsec_of_somebody_else")}
    response = client.post("/webhooks/stripe", data=body, headers=header)
    assert (response.status_code, reached) == (400, [])
    sentence = "the signature is not by any of our secrets"
    assert response.json == {"ok": False, "status": 400, "errors": [sentence]}
    assert {name: response.headers[name] for name in HEADERS} == HEADERS
    assert response.headers["Cache-Control"] == "no-store"


def test_a_forged_event_of_another_provider_does_not_come_to_flask(client, reached):
    body = b"{}"
    headers = standard_headers(b"another body")
    response = client.post("/webhooks/standard", data=body, headers=headers)
    assert (response.status_code, reached) == (400, [])


def test_a_genuine_event_goes_on_with_its_body(client, reached):
    body = paid_body(1)
    response = client.post("/webhooks/stripe", data=body, headers={"Stripe-Signature": stripe_header(body)})
    assert (response.json, reached) == ({"ok": True, "outcome": "counted"}, ["/webhooks/stripe"])


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", "/webhooks/stripe", 405), ("POST", "/webhooks/nobody", 404), ("GET", "/healthz", 200)],
)
def test_everything_else_goes_on(client, reached, method, path, status):
    assert client.open(path, method=method).status_code == status
    assert reached == [path]


def test_a_body_that_is_too_large_is_not_read_here(client, reached):
    body = b"x" * (MOST_BYTES + 1)
    response = client.post("/webhooks/stripe", data=body, headers={"Stripe-Signature": stripe_header(body)})
    assert (response.status_code, reached) == (413, ["/webhooks/stripe"])


@pytest.mark.parametrize("length", ["", "many", "-1", "9" * 40])
def test_an_odd_length_is_never_ours_to_judge(client, length):
    response = client.post("/webhooks/stripe", data=b"", headers={"Content-Length": length})
    assert response.status_code in (400, 411, 413)
