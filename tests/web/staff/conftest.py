"""The newsroom's people: one account a role, and a browser for each."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from factually_app.domain.staff import Role
from factually_app.domain.staff_session import Stage
from factually_app.operations.sessions import new_session
from factually_app.store.engine import Engine
from tests.staff import FormClient, a_member

Browser = Callable[[Role], FormClient]


@pytest.fixture
def browser(app: Flask, engine: Engine) -> Browser:
    """Open a browser in which a member of a role is signed in."""
    app.test_client_class = FormClient

    def open_browser(role: Role) -> FormClient:
        member = a_member(engine, role)
        session = new_session(member, Stage.FULL, device="Weir Browser", network="127.0.0.0/24")
        engine.commit(session.statements)
        client = app.test_client()
        assert isinstance(client, FormClient)
        client.member = member
        client.set_cookie("factually", session.token)
        return client

    return open_browser


@pytest.fixture
def writer(browser: Browser) -> FormClient:
    return browser(Role.WRITER)


@pytest.fixture
def reviewer(browser: Browser) -> FormClient:
    return browser(Role.REVIEWER)


@pytest.fixture
def editor(browser: Browser) -> FormClient:
    return browser(Role.EDITOR)


@pytest.fixture
def administrator(browser: Browser) -> FormClient:
    return browser(Role.ADMINISTRATOR)


@pytest.fixture
def stranger(app: Flask) -> FlaskClient:
    app.test_client_class = FormClient
    return app.test_client()
