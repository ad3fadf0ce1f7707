"""What every answer carries, what it never carries, and whose host it never names"""

import socket
import threading
from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.serving import make_server
from werkzeug.test import TestResponse

from factually_app import create_app
from factually_app.config import Settings
from factually_app.domain.staff import Role
from factually_app.store.engine import Engine
from tests.newcomers import a_session
from tests.staff import FormClient, a_member
from tests.web.staff.places import UNSAFE, Records, method_of, path_to, rules
from tests.web.test_security import REQUIRED

PUBLIC_COOKIES = ("factually", "__Host-factually", "factually-device", "__Secure-factually-device")


@pytest.fixture
def records(engine: Engine, article, question, claim, source) -> Records:
    return Records(engine, article, question, claim, source)


@pytest.fixture
def signed_in(app: Flask, engine: Engine) -> FormClient:
    app.test_client_class = FormClient
    client = app.test_client()
    assert isinstance(client, FormClient)
    client.set_cookie("factually", a_session(engine, a_member(engine, Role.ADMINISTRATOR)).token)
    return client


def answers(app: Flask, client: FlaskClient, records: Records) -> Iterator[tuple[str, TestResponse]]:
    """Ask for every address in its own way."""
    for rule in rules(app):
        path = path_to(app, rule, records)
        data = {"x": "y"} if method_of(rule) in UNSAFE else None
        headers = {"Sec-Fetch-Site": "same-origin"}
        response = client.open(path, method=method_of(rule), data=data, headers=headers, buffered=True)
        yield f"{method_of(rule)} {path}", response


def assert_dressed(name: str, response: TestResponse) -> None:
    assert set(response.headers.keys()) >= REQUIRED, name
    assert response.headers["X-Content-Type-Options"] == "nosniff", name
    assert "max-age=31536000" in response.headers["Strict-Transport-Security"], name
    assert response.headers["Cross-Origin-Opener-Policy"] == "same-origin", name
    assert "Server" not in response.headers, name
    if response.headers.get("Content-Type", "").startswith("text/"):
        assert "charset=utf-8" in response.headers["Content-Type"], name
    if name.split()[1].startswith("/staff"):
        assert response.headers["Cache-Control"] == "no-store", name
        assert "noindex" in response.headers["X-Robots-Tag"], name


def test_every_address_answers_a_stranger_and_an_administrator_with_the_headers(
    app: Flask, client: FlaskClient, signed_in: FormClient, records: Records
) -> None:
    seen = set()
    for browser in (client, signed_in):
        for name, response in answers(app, browser, records):
            assert response.status_code < 500, name
            assert_dressed(name, response)
            seen.add(response.status_code)
    assert seen >= {200, 303, 401, 403, 404, 422}


def test_every_other_status_carries_them_too(app: Flask, client: FlaskClient, signed_in: FormClient) -> None:
    etag = client.get("/").headers["ETag"]
    app.view_functions["health.healthz"] = lambda: 1 / 0
    for _ in range(11):
        late = signed_in.post("/staff/sign-in", data={"address": "a@weir.example", "password": "x"})
    found = {
        "304 /": client.get("/", headers={"If-None-Match": etag}),
        "404 /nowhere": client.get("/nowhere"),
        "404 /staff/nowhere": signed_in.get("/staff/nowhere"),
        "405 /": client.delete("/"),
        "405 /staff": signed_in.delete("/staff"),
        "413 /staff/sign-in": signed_in.post("/staff/sign-in", data={"password": "x" * 2_000_000}),
        "429 /staff/sign-in": late,
        "500 /healthz": client.get("/healthz"),
    }
    for name, response in found.items():
        assert response.status_code == int(name.split()[0]), name
        assert_dressed(name, response)


def test_a_public_page_is_the_same_for_staff_and_bears_no_mark_of_them(
    app: Flask, client: FlaskClient, signed_in: FormClient, records: Records
) -> None:
    for name in PUBLIC_COOKIES[1:]:
        signed_in.set_cookie(name, "x" * 43)
    count = 0
    for rule in rules(app, unsafe=False):
        path = path_to(app, rule, records)
        if path.startswith("/staff"):
            continue
        for headers in ({}, {"HX-Request": "true"}):
            plain = client.get(path, headers=headers, buffered=True)
            staff = signed_in.get(path, headers=headers, buffered=True)
            assert staff.data == plain.data, path
            assert sorted(staff.headers) == sorted(plain.headers), path
            assert "Set-Cookie" not in staff.headers, path
            assert "Cookie" not in staff.headers.get("Vary", ""), path
            assert b"/staff" not in staff.data, path
            count += 1
    assert count > 20


# ---- Whose host ---------------------------------------------------------------------------------

FORGED_HOSTS = [
    "evil.example",
    "evil.example:80",
    "localhost.evil.example",
    "evil.example#localhost",
    "127.0.0.1@evil.example",
]
FORWARDED = [
    "X-Forwarded-Host",
    "X-Forwarded-Server",
    "X-Host",
    "X-HTTP-Host-Override",
    "Forwarded",
    "X-Original-URL",
    "X-Rewrite-URL",
    "X-Forwarded-Prefix",
    "X-Forwarded-Port",
    "X-Original-Host",
]
WAYS = [
    *({"Host": host} for host in FORGED_HOSTS),
    *({name: "evil.example" if name != "Forwarded" else "host=evil.example"} for name in FORWARDED),
    {"Host": "evil.example", "X-Forwarded-Proto": "https", "X-Forwarded-For": "127.0.0.1"},
]
PATHS = [
    "/",
    "/staff",
    "/staff/",
    "//staff",
    "/staff//sign-in",
    "/support/",
    "//evil.example/%2e%2e",
    "/support/checkout?amount=5",
]


@pytest.mark.parametrize("proxies", [0, 1, 2])
def test_no_forged_host_gets_into_a_link_or_a_redirect(
    engine: Engine, tmp_path, records: Records, proxies: int
) -> None:
    app = create_app(Settings(data_dir=tmp_path, trusted_proxies=proxies), engine)
    tried = 0
    with serving(app) as port:
        for way in WAYS:
            for path in (*PATHS, records.article.url):
                answer = ask(port, path, way)
                head, _, body = answer.partition(b"\r\n\r\n")
                location = location_of(head)
                assert b"://" not in location, (way, path, location)
                assert not location.replace(b" ", b"").startswith(b"location://"), (way, path)
                assert b'href="http://evil' not in body, (way, path)
                assert b'href="//evil' not in body, (way, path)
                assert b'content="http://evil' not in body, (way, path)
                tried += 1
    assert tried >= 100


def location_of(head: bytes) -> bytes:
    lines = [line for line in head.lower().split(b"\r\n") if line.startswith(b"location:")]
    return lines[0] if lines else b""


class serving:
    """The application on a socket, for requests that no client library would send."""

    def __init__(self, app: Flask) -> None:
        self.server = make_server("127.0.0.1", 0, app, threaded=True)
        self.thread = threading.Thread(target=self.server.serve_forever)

    def __enter__(self) -> int:
        self.thread.start()
        return int(self.server.server_port)

    def __exit__(self, *_: object) -> None:
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()


def ask(port: int, path: str, headers: dict[str, str]) -> bytes:
    lines = {"Host": f"127.0.0.1:{port}", "Connection": "close", **headers}
    said = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    with socket.create_connection(("127.0.0.1", port), timeout=10) as raw:
        raw.sendall(f"GET {path} HTTP/1.1\r\n{said}\r\n".encode())
        received = b""
        while part := raw.recv(65536):
            received += part
    return received
