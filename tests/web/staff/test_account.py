"""/staff/account, /staff/second-factor, /staff/welcome: what one does about one's own account"""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from factually_app.config import Settings
from factually_app.domain.staff import Actor, Role
from factually_app.keys import secret_key
from factually_app.operations.passwords import knows_password
from factually_app.operations.sealed_secrets import opened
from factually_app.operations.second_factor import make_recovery_codes
from factually_app.operations.sign_in_links import make_sign_in_link
from factually_app.store.engine import Engine
from factually_app.store.recovery_codes import count_unused
from factually_app.store.staff import get_member
from tests.newcomers import PASSWORD, a_session, code, with_password
from tests.staff import FormClient
from tests.web.staff.conftest import HALFWAY, Browser

NEW = "another ladder and bell"
BY = Actor(None, "factually staff")


@pytest.fixture
def willa(engine: Engine, browser: Browser) -> FormClient:
    with_password(engine, Role.WRITER)
    return browser(Role.WRITER)


@pytest.fixture
def adam(engine: Engine, browser: Browser) -> FormClient:
    with_password(engine, Role.ADMINISTRATOR)
    return browser(Role.ADMINISTRATOR)


def secret_on(page: str) -> str:
    found = re.search(r'<code class="secret">([A-Z2-7 ]+)</code>', page)
    assert found
    return found[1].replace(" ", "")


# ---- Sessions ---------------------------------------------------------------------------------


def test_each_session_is_listed_and_this_one_is_marked(engine: Engine, willa: FormClient) -> None:
    a_session(engine, willa.member)
    page = willa.get("/staff/account").text
    assert page.count("Weir Browser</strong>") == 2
    assert page.count("this one") == 1
    assert "127.0.0.0/24 · since" in page


def test_one_session_ends_or_all_others(engine: Engine, willa: FormClient) -> None:
    sessions = [a_session(engine, willa.member).session.id for _ in range(3)]
    assert willa.send(f"/staff/account/sessions/{sessions[0]}/end").status_code == 303
    assert willa.get("/staff/account").text.count("Weir Browser</strong>") == 3
    assert willa.send("/staff/account/sessions/end-others").status_code == 303
    page = willa.get("/staff/account?said=sessions-ended").text
    assert page.count("Weir Browser</strong>") == 1
    assert "The other sessions are over." in page


def test_nobody_ends_the_session_of_somebody_else(
    engine: Engine, willa: FormClient, browser: Browser
) -> None:
    other = browser(Role.EDITOR)
    assert willa.send(f"/staff/account/sessions/{other.session_id}/end").status_code == 404
    assert other.get("/staff").status_code == 200


# ---- Password ---------------------------------------------------------------------------------


def test_a_new_password_signs_out_everywhere_else_and_goes_on_here(
    engine: Engine, willa: FormClient, browser: Browser
) -> None:
    other = browser(Role.WRITER)
    said = {"password_now": PASSWORD, "password": NEW, "password_again": NEW}
    before = willa.get_cookie("factually")
    assert willa.send("/staff/account/password", data=said).status_code == 303
    assert willa.get("/staff").status_code == 200
    assert willa.get_cookie("factually") != before
    assert other.get("/staff").status_code == 303
    assert knows_password(get_member(engine.reader(), willa.member.id).password_hash, NEW)


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"password_now": "x"}, "Your present password is not right."),
        ({"password_again": "x"}, "The two are not the same."),
        ({"password": "short", "password_again": "short"}, "A password has at least 15 characters."),
        (
            {"password": "passwordpassword", "password_again": "passwordpassword"},
            "one of the first",
        ),
        ({"password": "willa@weir.example", "password_again": "willa@weir.example"}, "made of your name"),
        ({"password": "\x00" * 20, "password_again": "\x00" * 20}, "cannot be typed again for sure"),
    ],
)
def test_what_is_not_right_is_said_and_nothing_typed_comes_back(
    engine: Engine, willa: FormClient, said: dict[str, str], sentence: str
) -> None:
    whole = {"password_now": PASSWORD, "password": NEW, "password_again": NEW, **said}
    response = willa.send("/staff/account/password", data=whole)
    assert response.status_code == 422
    assert sentence in response.text
    assert PASSWORD not in response.text
    assert NEW not in response.text
    assert knows_password(get_member(engine.reader(), willa.member.id).password_hash, PASSWORD)


def test_guessing_the_password_of_a_browser_left_open_has_an_end(willa: FormClient) -> None:
    statuses = [
        willa.send("/staff/account/password", data={"password_now": "wrong"}).status_code for _ in range(12)
    ]
    assert statuses == [422] * 10 + [429] * 2


# ---- Second factor ----------------------------------------------------------------------------


def secret_of(engine: Engine, client: FormClient) -> str:
    """Return the secret that is kept of whoever uses a browser, as their phone has it."""
    kept = get_member(engine.reader(), client.member.id).totp_secret
    assert kept
    settings: Settings = client.application.extensions["factually_settings"]
    return opened(secret_key(settings).encode(), kept)


def test_setting_up_shows_picture_and_secret_and_takes_a_code(engine: Engine, willa: FormClient) -> None:
    page = willa.get("/staff/second-factor/set-up").text
    picture = willa.get("/staff/second-factor/set-up/picture.svg")
    assert (picture.mimetype, picture.headers["Cache-Control"]) == ("image/svg+xml", "no-store")
    assert "style" not in picture.text
    assert secret_on(page) == secret_on(willa.get("/staff/second-factor/set-up").text)
    response = willa.send("/staff/second-factor/set-up", data={"code": code(secret_on(page))})
    assert response.status_code == 200
    assert len(re.findall(r"<li><code>[a-z2-7]{5}-[a-z2-7]{5}</code></li>", response.text)) == 10
    assert secret_of(engine, willa) == secret_on(page)
    assert "10 recovery codes left" in willa.get("/staff/account").text


def test_a_wrong_code_sets_nothing_up(engine: Engine, willa: FormClient) -> None:
    response = willa.send("/staff/second-factor/set-up", data={"code": "000000"})
    assert response.status_code == 422
    assert "not the code that belongs to this moment" in response.text
    assert not get_member(engine.reader(), willa.member.id).has_second_factor


def test_two_sessions_are_offered_two_secrets(willa: FormClient, browser: Browser) -> None:
    pages = [client.get("/staff/second-factor/set-up").text for client in (willa, browser(Role.WRITER))]
    assert secret_on(pages[0]) != secret_on(pages[1])


def test_another_one_in_its_place_takes_the_password(engine: Engine, adam: FormClient) -> None:
    page = adam.get("/staff/second-factor/set-up").text
    new = secret_on(page)
    said = {"code": code(new), "password": "wrong"}
    assert adam.send("/staff/second-factor/set-up", data=said).status_code == 422
    assert secret_of(engine, adam) != new
    said["password"] = PASSWORD
    assert adam.send("/staff/second-factor/set-up", data=said).status_code == 200
    assert secret_of(engine, adam) == new


def test_removing_it_takes_the_password_and_an_administrator_keeps_it(
    engine: Engine, browser: Browser, adam: FormClient
) -> None:
    edda = with_password(engine, Role.EDITOR, totp_secret="JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    client = browser(Role.EDITOR)
    path = "/staff/account/second-factor/remove"
    assert client.send(path, data={"password_factor": "wrong"}).status_code == 422
    assert client.send(path, data={"password_factor": PASSWORD}).status_code == 303
    assert client.get("/staff").status_code == 200
    assert not get_member(engine.reader(), edda.id).has_second_factor
    kept = adam.send(path, data={"password_factor": PASSWORD})
    assert kept.status_code == 422
    assert "An administrator keeps a second factor" in kept.text


def test_new_recovery_codes_take_the_password(engine: Engine, adam: FormClient, willa: FormClient) -> None:
    path = "/staff/account/codes"
    assert adam.send(path, data={"password_codes": "wrong"}).status_code == 422
    assert count_unused(engine.reader(), adam.member.id) == 0
    assert "are shown this once" in adam.send(path, data={"password_codes": PASSWORD}).text
    assert count_unused(engine.reader(), adam.member.id) == 10
    assert "set one up first" in willa.send(path, data={"password_codes": PASSWORD}).text


def test_the_second_step_takes_a_code_or_a_recovery_code(engine: Engine, browser: Browser) -> None:
    adam = with_password(engine, Role.ADMINISTRATOR)
    codes = make_recovery_codes(engine, BY, adam.id)
    for typed, status in ((codes[0], 303), (codes[0], 422), (code(), 303), (code(), 422)):
        client = browser(Role.ADMINISTRATOR, HALFWAY)
        said = {"form_word": client.form_word("/staff/second-factor"), "code": typed, "next": "/staff/audit"}
        response = client.post("/staff/second-factor", data=said)
        assert response.status_code == status
        assert client.get("/staff").status_code == (200 if status == 303 else 303)
        if status == 303:
            assert response.headers["Location"] == "/staff/audit"
        else:
            assert "That code is not right, or was used already." in response.text


def test_halfway_nobody_gets_round_the_code_by_setting_up_another(halfway: FormClient) -> None:
    assert halfway.get("/staff/second-factor/set-up").headers["Location"].startswith("/staff/second-factor?")
    assert halfway.get("/staff/second-factor/set-up/picture.svg").status_code == 303
    word = halfway.form_word("/staff/second-factor")
    response = halfway.post("/staff/second-factor/set-up", data={"form_word": word, "password": PASSWORD})
    assert response.status_code == 401


def test_an_administrator_without_one_sets_it_up_first_and_is_in_then(
    engine: Engine, enrolling: FormClient
) -> None:
    assert enrolling.get("/staff/members").headers["Location"].startswith("/staff/second-factor/set-up?next=")
    page = enrolling.get("/staff/second-factor/set-up?next=%2Fstaff%2Fmembers").text
    word = enrolling.form_word("/staff/second-factor/set-up")
    said = {"form_word": word, "code": code(secret_on(page)), "next": "/staff/members"}
    shown = enrolling.post("/staff/second-factor/set-up", data=said)
    assert 'href="/staff/members">I have kept them' in shown.text
    assert "Enid" in shown.text
    assert enrolling.get("/staff/members").status_code == 200


# ---- The link ---------------------------------------------------------------------------------


@pytest.fixture
def link(engine: Engine, willa: FormClient) -> str:
    return f"/staff/welcome/{make_sign_in_link(engine, BY, willa.member.id)}"


def test_the_link_sets_a_password_once(
    engine: Engine, stranger: FlaskClient, willa: FormClient, link: str
) -> None:
    page = stranger.get(link)
    assert (page.headers["Referrer-Policy"], page.headers["Cache-Control"]) == ("strict-origin", "no-store")
    assert "willa@weir.example" in page.text
    response = stranger.post(link, data={"password": NEW, "password_again": NEW})
    assert response.headers["Location"] == "/staff/sign-in?said=password-chosen"
    assert willa.get("/staff").status_code == 303
    assert knows_password(get_member(engine.reader(), willa.member.id).password_hash, NEW)
    assert stranger.get(link).status_code == 404
    again = stranger.post(link, data={"password": PASSWORD, "password_again": PASSWORD})
    assert again.status_code == 404
    assert "This link leads nowhere any more" in again.text
    assert knows_password(get_member(engine.reader(), willa.member.id).password_hash, NEW)


@pytest.mark.parametrize(
    ("password", "again", "sentence"),
    [
        (NEW, "x", "The two are not the same"),
        ("short", "short", "at least 15 characters"),
        ("", "", "at least 15"),
    ],
)
def test_a_password_that_cannot_be_one_does_not_use_the_link_up(
    stranger: FlaskClient, link: str, password: str, again: str, sentence: str
) -> None:
    response = stranger.post(link, data={"password": password, "password_again": again})
    assert response.status_code == 422
    assert sentence in response.text
    assert stranger.get(link).status_code == 200


@pytest.mark.parametrize("token", ["x", "é", "%ED%A0%80", "x" * 5000])
def test_a_made_up_link_leads_nowhere(stranger: FlaskClient, token: str) -> None:
    assert stranger.get(f"/staff/welcome/{token}").status_code == 404


def test_the_link_does_not_get_round_the_second_factor(app: Flask, engine: Engine, adam: FormClient) -> None:
    link = f"/staff/welcome/{make_sign_in_link(engine, BY, adam.member.id)}"
    client = app.test_client()
    client.post(link, data={"password": NEW, "password_again": NEW})
    client.post("/staff/sign-in", data={"address": "adam@weir.example", "password": NEW})
    assert client.get("/staff").headers["Location"] == "/staff/second-factor"
