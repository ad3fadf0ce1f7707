"""A session: from its beginning to every way in which it ends."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from factually_app.domain.staff import Actor, Role
from factually_app.operations.sign_in_links import set_password
from factually_app.operations.staff import change_role, remove_member
from factually_app.store.engine import Engine
from tests.clocks import StoppedClock
from tests.newcomers import PASSWORD, code, with_password
from tests.staff import FormClient
from tests.web.staff.conftest import Browser

BY = Actor(None, "factually staff")


def sign_in(client: FlaskClient, address: str = "willa@weir.example", password: str = PASSWORD) -> str:
    """Sign in and return the token that the browser got."""
    response = client.post("/staff/sign-in", data={"address": address, "password": password})
    assert response.status_code == 303, response.text
    return token_of(client)


def token_of(client: FlaskClient) -> str:
    cookie = client.get_cookie("factually")
    return cookie.value if cookie else ""


def is_in(app: Flask, token: str) -> bool:
    """Say whether a token, in a browser of its own, shows the desk."""
    other = app.test_client()
    other.set_cookie("factually", token)
    return other.get("/staff").status_code == 200


@pytest.fixture
def willa(app: Flask, engine: Engine) -> FlaskClient:
    with_password(engine, Role.WRITER)
    app.test_client_class = FormClient
    return app.test_client()


def test_signing_in_never_takes_a_token_that_the_browser_brought(app: Flask, willa: FlaskClient) -> None:
    willa.set_cookie("factually", "x" * 43)
    token = sign_in(willa)
    assert token != "x" * 43
    assert is_in(app, token)
    assert not is_in(app, "x" * 43)


def test_signing_in_again_gives_another_token_and_ends_the_one_before(app: Flask, willa: FlaskClient) -> None:
    first, second = sign_in(willa), sign_in(willa)
    assert first != second
    assert not is_in(app, first)
    assert is_in(app, second)


def test_the_second_step_gives_another_token_and_ends_the_one_before(app: Flask, engine: Engine) -> None:
    with_password(engine, Role.ADMINISTRATOR)
    app.test_client_class = FormClient
    client = app.test_client()
    assert isinstance(client, FormClient)
    first = sign_in(client, "adam@weir.example")
    assert not is_in(app, first)
    word = client.form_word("/staff/second-factor")
    client.post("/staff/second-factor", data={"form_word": word, "code": code()})
    assert is_in(app, token_of(client))
    other = app.test_client()
    other.set_cookie("factually", first)
    assert other.get("/staff/second-factor").headers["Location"].startswith("/staff/sign-in")


def test_a_token_is_worth_nothing_after_signing_out(app: Flask, willa: FormClient) -> None:
    token = sign_in(willa)
    assert willa.send("/staff/sign-out").headers["Location"] == "/staff/sign-in?said=signed-out"
    assert token_of(willa) == ""
    assert not is_in(app, token)
    willa.set_cookie("factually", token)
    assert willa.post("/staff/sign-out").status_code == 401


@pytest.mark.parametrize("what", ["password", "role", "removal"])
def test_a_token_is_worth_nothing_after_a_change(engine: Engine, writer: FormClient, what: str) -> None:
    member = writer.member
    if what == "password":
        set_password(engine, BY, member.id, "another ladder and bell")
    elif what == "role":
        change_role(engine, BY, member.id, Role.REVIEWER, seen=1)
    else:
        remove_member(engine, BY, member.id, seen=1)
    assert writer.post("/staff/account/sessions/end-others").status_code == 401


def test_a_session_ends_when_nobody_is_there_for_an_hour(writer: FormClient, stopped: StoppedClock) -> None:
    client = _anew(writer, stopped)
    for _ in range(3):
        stopped.pass_by(minutes=59)
        assert client.get("/staff").status_code == 200
    stopped.pass_by(minutes=60, seconds=1)
    assert client.get("/staff").status_code == 303


def test_a_session_ends_after_twelve_hours_however_busy(writer: FormClient, stopped: StoppedClock) -> None:
    client = _anew(writer, stopped)
    for _ in range(24):
        stopped.pass_by(minutes=30)
        assert client.get("/staff").status_code == 200
    stopped.pass_by(seconds=1)
    assert client.get("/staff").status_code == 303


def _anew(client: FormClient, stopped: StoppedClock) -> FormClient:
    """Begin a session on the stopped clock."""
    engine = client.application.extensions["factually"]
    with_password(engine, Role.EDITOR)
    client.delete_cookie("factually")
    sign_in(client, "edda@weir.example")
    return client


def test_two_tabs_share_a_session_and_leave_it_together(willa: FormClient) -> None:
    sign_in(willa)
    first, second = willa.form_word(), willa.form_word("/staff/account")
    assert first == second
    willa.post("/staff/sign-out", data={"form_word": first})
    response = willa.post("/staff/account/sessions/end-others", data={"form_word": second})
    assert response.status_code == 401


def test_two_browsers_have_two_sessions(app: Flask, browser: Browser) -> None:
    one, other = browser(Role.WRITER), browser(Role.WRITER)
    assert one.form_word() != other.form_word()
    one.send("/staff/sign-out")
    assert other.get("/staff").status_code == 200


def test_the_cookie_is_for_no_script_and_no_other_site(willa: FlaskClient) -> None:
    response = willa.post("/staff/sign-in", data={"address": "willa@weir.example", "password": PASSWORD})
    session, device = response.headers.getlist("Set-Cookie")
    assert re.fullmatch(r"factually=[\w-]{43}; HttpOnly; Path=/; SameSite=Lax", session)
    assert re.match(r"factually-device=", device)
    assert "HttpOnly" in device
    assert "Path=/staff; SameSite=Lax" in device


def test_over_https_the_cookie_is_bound_to_this_very_host(engine: Engine, app: Flask) -> None:
    with_password(engine, Role.WRITER)
    response = app.test_client().post(
        "https://localhost/staff/sign-in",
        data={"address": "willa@weir.example", "password": PASSWORD},
        headers={"Sec-Fetch-Site": "same-origin"},
    )
    session, device = response.headers.getlist("Set-Cookie")
    assert re.fullmatch(r"__Host-factually=[\w-]{43}; Secure; HttpOnly; Path=/; SameSite=Lax", session)
    assert device.startswith("__Secure-factually-device=")
    assert "Secure;" in device
