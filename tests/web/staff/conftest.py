"""The newsroom's people: one account a role, and a browser for each."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from factually_app.domain.article import Article
from factually_app.domain.claim import Claim
from factually_app.domain.question import Question
from factually_app.domain.source import Source
from factually_app.domain.staff import Role
from factually_app.domain.staff_session import Stage
from factually_app.operations.sessions import new_session
from factually_app.store.engine import Engine
from tests.staff import FormClient, a_member
from tests.web.staff.places import Records

Browser = Callable[..., FormClient]
WHOLE, HALFWAY = Stage.FULL, Stage.PASSWORD


@pytest.fixture(autouse=True)
def _quick(quick_hashes: None) -> None:
    """Let nobody wait for a password here."""


@pytest.fixture
def browser(app: Flask, engine: Engine) -> Browser:
    """Open a browser in which a member of a role is signed in."""
    app.test_client_class = FormClient

    def open_browser(role: Role, stage: Stage = WHOLE, **fields: object) -> FormClient:
        member = a_member(engine, role, **fields)
        session = new_session(member, stage, device="Weir Browser", network="127.0.0.0/24")
        engine.commit(session.statements)
        client = app.test_client()
        assert isinstance(client, FormClient)
        client.member = member
        client.session_id = session.session.id
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


@pytest.fixture
def halfway(browser: Browser) -> FormClient:
    """An administrator whose password was right and whose code is still to come."""
    return browser(Role.ADMINISTRATOR, HALFWAY)


@pytest.fixture
def enrolling(browser: Browser) -> FormClient:
    """An administrator who has to set up a second factor first."""
    return browser(Role.ADMINISTRATOR, HALFWAY, name="Enid", totp_secret=None)


@pytest.fixture
def records(engine: Engine, article: Article, question: Question, claim: Claim, source: Source) -> Records:
    return Records(engine, article, question, claim, source)
