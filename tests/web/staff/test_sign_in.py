"""/staff/sign-in"""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from factually_app import create_app
from factually_app.config import Settings
from factually_app.domain.staff import Role
from factually_app.operations.guessing import PER_ACCOUNT
from factually_app.store.engine import Engine
from tests.newcomers import PASSWORD, with_password
from tests.staff import FormClient
from tests.web.staff.conftest import Browser

WRONG = {"password": "a wrong password, long enough"}
NEAR_MISSES = [
    "//evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "https://evil.example",
    "https:evil.example",
    "///evil.example",
    "/staff\\@evil.example",
    "/staffx",
    "/staff@evil.example",
    "/staff.evil.example",
    "staff",
    " /staff/x",
    "/staff/x\r\nSet-Cookie: a=b",
    "/staff/x\tb",
    "/staff/é",
    "javascript:alert(1)",
    "/%5cevil.example",
    "/./staff",
    "/",
    "?x",
    "#x",
    "/staff#//evil.example",
    "/staff%0d",
    "",
]
OURS = [
    "/staff",
    "/staff/audit",
    "/staff/audit?before=9&kind=claim",
    "/staff?said=saved",
    "/staff/..//evil.example",
]


@pytest.fixture
def willa(engine: Engine, stranger: FlaskClient) -> FlaskClient:
    with_password(engine, Role.WRITER)
    return stranger


def try_in(client: FlaskClient, address: str = "willa@weir.example", **said: str):
    return client.post("/staff/sign-in", data={"address": address, "password": PASSWORD, **said})


def test_the_page_asks_who_it_is_and_is_kept_by_nobody(stranger: FlaskClient) -> None:
    response = stranger.get("/staff/sign-in")
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "no-store"
    assert 'autocomplete="current-password"' in response.text


def test_the_right_password_leads_to_the_desk(willa: FlaskClient) -> None:
    assert try_in(willa).headers["Location"] == "/staff"
    assert "Willa" in willa.get("/staff").text


@pytest.mark.parametrize("there", OURS)
def test_it_leads_on_to_a_page_of_the_newsroom(willa: FlaskClient, there: str) -> None:
    assert try_in(willa, next=there).headers["Location"] == there


@pytest.mark.parametrize("there", NEAR_MISSES)
def test_it_leads_nowhere_else(willa: FlaskClient, there: str) -> None:
    assert try_in(willa, next=there).headers["Location"] == "/staff"


def test_known_and_unknown_addresses_get_the_very_same_page(willa: FlaskClient) -> None:
    pages = [try_in(willa, address, **WRONG) for address in ("willa@weir.example", "wilma@weir.example")]
    assert [page.status_code for page in pages] == [422, 422]
    assert pages[0].text == pages[1].text.replace("wilma@", "willa@")
    assert "The address or the password is not right." in pages[0].text
    assert "wrong password" not in pages[0].text


def test_after_too_many_tries_both_are_told_to_wait_in_the_same_words(app: Flask, willa: FlaskClient) -> None:
    pages = []
    for address in ("willa@weir.example", "wilma@weir.example"):
        for number in range(PER_ACCOUNT):
            assert try_in(willa, address, **WRONG).status_code == 422, number
        pages.append(try_in(willa, address))
    assert [page.status_code for page in pages] == [429, 429]
    assert all(800 < int(page.headers["Retry-After"]) <= 900 for page in pages)
    assert pages[0].text == pages[1].text.replace("wilma@", "willa@")


def test_a_browser_that_was_in_before_gets_in_while_others_hammer(app: Flask, willa: FlaskClient) -> None:
    at_home, elsewhere = app.test_client(), app.test_client()
    try_in(at_home)
    at_home.delete_cookie("factually")
    for _ in range(PER_ACCOUNT + 1):
        last = try_in(elsewhere, **WRONG)
    assert last.status_code == 429
    assert try_in(elsewhere).status_code == 429
    assert try_in(at_home).status_code == 303


@pytest.mark.parametrize("forged", ["x", "x.y", ".", "é.ü", f"{'a' * 32}.{'b' * 64}"])
def test_a_forged_mark_of_a_device_is_worth_nothing(willa: FlaskClient, forged: str) -> None:
    for _ in range(PER_ACCOUNT):
        try_in(willa, **WRONG)
    willa.set_cookie("factually-device", forged, path="/staff")
    assert try_in(willa).status_code == 429


def test_the_mark_of_one_account_is_worth_nothing_to_another(
    app: Flask, engine: Engine, willa: FlaskClient
) -> None:
    with_password(engine, Role.EDITOR)
    try_in(willa)
    other = app.test_client()
    for _ in range(PER_ACCOUNT):
        try_in(other, "edda@weir.example", **WRONG)
    assert try_in(willa, "edda@weir.example").status_code == 429


@pytest.mark.parametrize("host", ["weir.example", "192.0.2.7:8000", "[2001:db8::1]:80", "localhost.example"])
@pytest.mark.parametrize("path", ["/staff/sign-in", "/staff", "/staff/welcome/x"])
def test_passwords_do_not_travel_in_the_clear(willa: FlaskClient, host: str, path: str) -> None:
    for response in (
        willa.get(path, base_url=f"http://{host}"),
        willa.post(path, base_url=f"http://{host}", data={"password": PASSWORD}),
    ):
        assert response.status_code == 403
        assert "Passwords would travel over this connection for all to read" in response.text
        assert "Set-Cookie" not in response.headers


@pytest.mark.parametrize("host", ["localhost:8000", "127.0.0.1", "127.9.9.9:80", "[::1]:8000", "LOCALHOST"])
def test_on_the_machine_itself_nothing_travels(willa: FlaskClient, host: str) -> None:
    assert willa.get("/staff/sign-in", base_url=f"http://{host}").status_code == 200


def test_where_the_site_is_served_over_https_it_is_not_asked_how_it_came(engine: Engine, tmp_path) -> None:
    app = create_app(Settings(data_dir=tmp_path, base_url="https://weir.example"), engine)
    assert app.test_client().get("/staff/sign-in", base_url="http://weir.example").status_code == 200


@pytest.mark.parametrize(
    ("proxies", "forwarded", "counted"),
    [
        (0, "203.0.113.9", "127.0.0.1"),
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "198.51.100.1, 203.0.113.9", "203.0.113.9"),
        (2, "198.51.100.1, 203.0.113.9, 192.0.2.2", "203.0.113.9"),
        (2, "203.0.113.9", "127.0.0.1"),
    ],
)
def test_the_network_is_what_exactly_the_trusted_proxies_say(
    engine: Engine, tmp_path, monkeypatch, proxies: int, forwarded: str, counted: str
) -> None:
    app = create_app(Settings(data_dir=tmp_path, trusted_proxies=proxies), engine)
    seen = []
    monkeypatch.setattr(
        "factually_app.web.staff.sign_in.begin", lambda *_, arrival, **__: seen.append(arrival.address)
    )
    app.test_client().post(
        "/staff/sign-in", headers={"X-Forwarded-For": forwarded, "Sec-Fetch-Site": "same-origin"}
    )
    assert seen == [counted]


def test_an_unsafe_request_that_says_nothing_of_where_it_comes_from_is_refused(
    app: Flask, engine: Engine
) -> None:
    with_password(engine, Role.WRITER)
    response = FlaskClient(app).post(
        "/staff/sign-in", data={"address": "willa@weir.example", "password": PASSWORD}
    )
    assert response.status_code == 403
    assert "Set-Cookie" not in response.headers


def test_whoever_has_no_second_factor_is_in_and_an_administrator_is_led_to_set_it_up(
    engine: Engine, stranger: FlaskClient, browser: Browser
) -> None:
    with_password(engine, Role.ADMINISTRATOR, totp_secret=None)
    assert try_in(stranger, "adam@weir.example", next="/staff/audit").headers["Location"] == (
        "/staff/second-factor?next=%2Fstaff%2Faudit"
    )
    led_on = stranger.get("/staff/second-factor?next=%2Fstaff%2Faudit")
    assert led_on.headers["Location"] == "/staff/second-factor/set-up?next=%2Fstaff%2Faudit"
    assert isinstance(stranger, FormClient)
    assert (
        "Administrators sign in with a password and a code" in stranger.get(led_on.headers["Location"]).text
    )
