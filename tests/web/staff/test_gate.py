"""Who gets past the gate."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from factually_app.web.policy import POLICY
from tests.staff import FormClient


def test_every_address_is_in_the_policy_and_the_policy_names_no_other(app: Flask) -> None:
    assert {rule.endpoint for rule in app.url_map.iter_rules()} == set(POLICY)


def test_an_address_that_the_policy_does_not_list_is_refused(app: Flask) -> None:
    app.add_url_rule("/unlisted", "unlisted", lambda: "open to all")
    assert app.test_client().get("/unlisted").status_code == 403


def test_a_stranger_is_shown_the_way_in_and_back(stranger: FlaskClient) -> None:
    response = stranger.get("/staff?page=2")
    assert response.status_code == 303
    assert response.headers["Location"] == "/staff/sign-in?next=%2Fstaff%3Fpage%3D2"


def test_a_member_gets_in(writer: FormClient) -> None:
    response = writer.get("/staff")
    assert response.status_code == 200
    assert "Willa" in response.text
    assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("word", ["", "0" * 64, "é"])
def test_a_form_without_the_word_of_its_session_is_refused(writer: FormClient, word: str) -> None:
    assert writer.post("/staff/sign-out", data={"form_word": word}).status_code == 403
    assert writer.get("/staff").status_code == 200


def test_signing_out_ends_the_session(writer: FormClient) -> None:
    assert writer.send("/staff/sign-out").status_code == 303
    assert writer.get("/staff").status_code == 303
