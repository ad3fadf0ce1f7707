"""A form that comes when its session is over: nothing that was typed is lost"""

import re
from html import unescape

from flask import Flask
from flask.testing import FlaskClient

from factually_app.domain.staff import Role
from tests.staff import FormClient
from tests.web.staff.conftest import Browser

FORM = {"name": 'Nora "N." <b>Weir</b>\n\nof two lines', "address": "nora@weir.example", "role": "editor"}
PATH = "/staff/members?x=1"
HTMX = {"HX-Request": "true", "Sec-Fetch-Site": "same-origin"}


def fields_on(page: str) -> dict[str, str]:
    sheet = page.partition('class="sheet"')[2].partition("</form>")[0]
    return {name: unescape(text) for name, text in re.findall(r'name="(\w+)" value="([^"]*)"', sheet)}


def test_a_stranger_gets_what_was_typed_back_with_the_way_in(stranger: FlaskClient) -> None:
    response = stranger.post(PATH, data={**FORM, "form_word": "0" * 64})
    assert response.status_code == 401
    assert fields_on(response.text) == FORM
    assert 'action="/staff/members?x=1"' in response.text
    assert 'href="/staff/sign-in" target="_blank"' in response.text
    assert response.headers["Cache-Control"] == "no-store"


def test_after_signing_in_anew_it_is_asked_once_and_then_done(
    browser: Browser, stranger: FlaskClient
) -> None:
    late = stranger.post(PATH, data={**FORM, "form_word": "0" * 64})
    administrator = browser(Role.ADMINISTRATOR)
    asked = administrator.post("/staff/members?x=1", data=fields_on(late.text))
    assert asked.status_code == 403
    assert "Nothing was changed" in asked.text
    word = fields_on(asked.text).pop("form_word")
    assert word == administrator.form_word()
    assert {name: text for name, text in fields_on(asked.text).items() if name != "form_word"} == FORM
    done = administrator.post("/staff/members?x=1", data={**fields_on(asked.text), "name": "Nora"})
    assert "A link for <strong>Nora</strong>" in done.text


def test_secrets_are_not_handed_back(app: Flask, stranger: FlaskClient) -> None:
    said = {
        "password_now": "ladder bell tower slow",
        "password": "another",
        "code": "123456",
        "form_word": "x",
    }
    for path in ("/staff/account/password", "/staff/second-factor"):
        page = stranger.post(path, data=said).text
        assert fields_on(page) == {}
        for secret in said.values():
            assert f'"{secret}"' not in page


def test_nobody_else_puts_words_into_that_page(stranger: FlaskClient, administrator: FormClient) -> None:
    for client in (stranger, administrator):
        for headers in (
            {"Origin": "https://evil.example"},
            {"Sec-Fetch-Site": "cross-site"},
            {"Referer": ""},
        ):
            response = client.post(PATH, data=FORM, headers=headers)
            assert response.status_code == 403
            assert "nora@weir.example" not in response.text


def test_htmx_leaves_the_form_where_it_is_and_says_so_beside_it(stranger: FlaskClient) -> None:
    response = stranger.post(PATH, data=FORM, headers=HTMX)
    assert response.status_code == 401
    assert (response.headers["HX-Retarget"], response.headers["HX-Reswap"]) == ("#notice", "innerHTML")
    assert "<html" not in response.text
    assert "sign in in another tab" in response.text
    assert 'id="notice"' in stranger.get("/staff/sign-in").text


def test_htmx_of_a_page_from_before_learns_the_word_of_now(administrator: FormClient) -> None:
    response = administrator.post(PATH, data={**FORM, "form_word": "0" * 64}, headers=HTMX)
    assert response.status_code == 403
    assert f'data-form-word="{administrator.form_word()}"' in response.text
    word = {"X-Form-Word": administrator.form_word(), "Sec-Fetch-Site": "same-origin"}
    assert administrator.post(PATH, data=FORM, headers=word).status_code in (200, 422)


def test_other_failures_leave_a_form_where_it_is_too(administrator: FormClient) -> None:
    data = {"form_word": administrator.form_word(), "seen": "1", "role": "writer"}
    response = administrator.post("/staff/members/ffffff/role", data=data, headers=HTMX)
    assert (response.status_code, response.headers["HX-Retarget"]) == (404, "#notice")


def test_failures_wear_the_dress_of_the_newsroom(administrator: FormClient, writer: FormClient) -> None:
    assert 'class="newsroom"' in administrator.get("/staff/nowhere").text
    assert 'class="newsroom"' in writer.get("/staff/members").text
    assert 'class="newsroom"' not in administrator.get("/nowhere").text
