"""Who may use which address: every role at every address, as the policy table says."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from factually_app import create_app
from factually_app.config import Settings
from factually_app.domain.staff import Role
from factually_app.web.access import Access
from factually_app.web.policy import POLICY
from tests.staff import FormClient
from tests.web.staff.conftest import HALFWAY, Browser
from tests.web.staff.places import PARTS, UNSAFE, Records, method_of, path_to, rules

CELLS = sorted(POLICY)
WAYS_IN = ("/staff/sign-in", "/staff/second-factor", "/staff/second-factor/set-up")


OWNERS = {
    "staff_article_steps.discard": ("stranger", "halfway", "enrolling", "writer", "editor", "administrator")
}
"""Where whose it is decides besides the table: whom the record here is for. It is Willa's, and editors'."""


def let_through(response: TestResponse, needed: Access | Role) -> bool:
    """Say whether the gate let a request pass, whatever became of it then."""
    there = response.headers.get("Location", "")
    way_in = there.partition("?")[0] in WAYS_IN and "said=" not in there
    if needed is Access.SIGNED_IN and not there.startswith(WAYS_IN[0]):
        way_in = False  # such a page leads on by itself
    return response.status_code not in (401, 403) and not way_in


def may(needed: Access | Role, who: str) -> bool:
    """Say what the table says: a role stands for itself and every role above it."""
    if needed is Access.ANYONE:
        return True
    if who == "stranger":
        return False
    if needed is Access.SIGNED_IN:
        return True
    if who == "halfway":
        return False
    if who == "enrolling":
        return needed is Access.ENROLLING
    ranks = ["writer", "reviewer", "editor", "administrator"]
    least = "writer" if needed is Access.ENROLLING else needed.value
    return ranks.index(who) >= ranks.index(least)


@pytest.fixture
def everybody(browser: Browser, stranger: FlaskClient) -> dict[str, FormClient]:
    assert isinstance(stranger, FormClient)
    return {
        "stranger": stranger,
        "halfway": browser(Role.ADMINISTRATOR, HALFWAY),
        "enrolling": browser(Role.ADMINISTRATOR, HALFWAY, name="Enid", totp_secret=None),
        **{role.value: browser(role) for role in Role},
    }


def word_of(who: str, client: FormClient) -> str:
    """Return the form word of a session, from a page that it may see."""
    if who == "stranger":
        return "0" * 64
    pages = {"halfway": "/staff/second-factor", "enrolling": "/staff/second-factor/set-up"}
    return client.form_word(pages.get(who, "/staff"))


@pytest.mark.parametrize("endpoint", CELLS)
def test_every_cell_of_the_table(
    app: Flask, records: Records, everybody: dict[str, FormClient], endpoint: str
) -> None:
    (rule,) = (rule for rule in rules(app) if rule.endpoint == endpoint)
    method = method_of(rule)
    words = {who: word_of(who, client) for who, client in everybody.items()}
    for who, client in everybody.items():
        path = path_to(app, rule, records)
        data = {"form_word": words[who]} if method in UNSAFE else None
        response = client.open(path, method=method, data=data, buffered=True)
        cell = f"{who} at {method} {path}: {response.status_code} {response.headers.get('Location', '')}"
        if who in OWNERS.get(endpoint, (who,)):
            assert let_through(response, POLICY[endpoint]) == may(POLICY[endpoint], who), cell
        if not may(POLICY[endpoint], who):
            assert_refused(who, method, response, cell)


def assert_refused(who: str, method: str, response: TestResponse, cell: str) -> None:
    """Hold a refusal against what it has to be for whom."""
    lacks_session = who in ("stranger", "halfway", "enrolling")
    if not lacks_session:
        assert response.status_code == 403, cell
    elif method in UNSAFE:
        assert response.status_code == 401, cell
    else:
        way = {"stranger": WAYS_IN[0], "halfway": WAYS_IN[1], "enrolling": WAYS_IN[2]}[who]
        assert response.headers["Location"].partition("?")[0] == way, cell


def test_an_address_takes_no_other_method_from_anybody(
    app: Flask, records: Records, administrator: FormClient
) -> None:
    word = administrator.form_word()
    taken: dict[str, set[str]] = {}
    for rule in rules(app):
        taken.setdefault(rule.rule, set()).update(rule.methods or ())
    for rule in rules(app):
        path = path_to(app, rule, records)
        for method in {"GET", *UNSAFE} - taken[rule.rule]:
            response = administrator.open(path, method=method, data={"form_word": word})
            assert response.status_code == 405, f"{method} {path}"


def test_every_address_with_parts_has_its_record_here_and_no_other(app: Flask) -> None:
    assert {rule.endpoint for rule in rules(app) if rule.arguments} == set(PARTS)


def test_an_address_that_nobody_listed_is_refused_to_everybody(
    app: Flask, everybody: dict[str, FormClient]
) -> None:
    settings: Settings = app.extensions["factually_settings"]
    fresh = create_app(settings, app.extensions["factually"])
    fresh.add_url_rule("/unlisted", "unlisted", lambda: "open to all")
    for client in everybody.values():
        client.application = fresh
        assert client.get("/unlisted").status_code == 403


def test_somebody_who_left_is_a_stranger(browser: Browser, stranger: FlaskClient) -> None:
    left = browser(Role.EDITOR, name="Lena", is_active=False)
    assert left.get("/staff").headers["Location"] == stranger.get("/staff").headers["Location"]
