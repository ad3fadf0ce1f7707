"""Requests that another site makes a browser send, and reading that must change nothing."""

import pytest
from flask import Flask

from factually_app.domain.staff import Role
from factually_app.store.engine import Engine
from tests.clocks import StoppedClock
from tests.staff import FormClient
from tests.web.staff.conftest import Browser
from tests.web.staff.places import Records, method_of, path_to, rules
from tests.web.staff.tables import PRESENCE, SEALING, digests

BY_A_BROWSER = {
    "from another site": {"Sec-Fetch-Site": "cross-site"},
    "from another host of ours": {"Sec-Fetch-Site": "same-site"},
    "from another origin": {"Origin": "https://evil.example"},
    "from a sandbox": {"Origin": "null"},
    "from another site with our origin": {"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost"},
    "from our name on another scheme and port": {"Origin": "https://localhost:8443"},
}
WITHOUT_A_BROWSERS_WORD = {
    "from a page that is named": {"Referer": "https://evil.example/http://localhost/staff"},
    "from nowhere": {"Referer": ""},
}
SHAPES = {**BY_A_BROWSER, **WITHOUT_A_BROWSERS_WORD}

FOR_MACHINES = {"webhooks.stripe", "webhooks.standard"}
"""Take a signature and nothing else: no session is read there."""


@pytest.mark.parametrize("shape", SHAPES)
def test_every_address_that_changes_something_refuses_it(
    app: Flask, engine: Engine, records: Records, administrator: FormClient, stopped: StoppedClock, shape: str
) -> None:
    word = administrator.form_word()
    paths = {rule.endpoint: path_to(app, rule, records) for rule in rules(app, unsafe=True)}
    before = digests(engine)
    for rule in rules(app, unsafe=True):
        if rule.endpoint in FOR_MACHINES:
            continue
        path = paths[rule.endpoint]
        if not path.startswith("/staff") and shape in WITHOUT_A_BROWSERS_WORD:
            continue  # comes from no browser, so that it carries nothing of anybody's
        response = administrator.open(
            path, method=method_of(rule), data={"form_word": word, "seen": "1"}, headers=SHAPES[shape]
        )
        assert response.status_code == 403, f"{shape}: {path}"
    assert digests(engine) == before


def test_the_word_alone_is_asked_for_too(
    app: Flask, engine: Engine, records: Records, administrator: FormClient, writer: FormClient
) -> None:
    somebody_elses = writer.form_word()
    paths = [(rule, path_to(app, rule, records)) for rule in rules(app, unsafe=True)]
    before = digests(engine)
    for rule, path in paths:
        if path.startswith("/staff/") and rule.endpoint not in ANYONES:
            for word in ("", "0" * 64, somebody_elses):
                response = administrator.open(path, method=method_of(rule), data={"form_word": word})
                assert response.status_code == 403, path
    assert digests(engine) == before


ANYONES = {"staff_sign_in.sign_in", "staff_welcome.set_password"}
"""Nobody is signed in there yet, so that there is no word."""


@pytest.mark.parametrize("role", list(Role))
def test_reading_changes_nothing(
    app: Flask, engine: Engine, records: Records, browser: Browser, stopped: StoppedClock, role: Role
) -> None:
    client = browser(role)
    paths = [path_to(app, rule, records) for rule in rules(app, unsafe=False)]
    stopped.pass_by(minutes=5)
    before = digests(engine, without=(PRESENCE, SEALING))
    for path in paths:
        client.get(path, buffered=True)
    assert digests(engine, without=(PRESENCE, SEALING)) == before
    assert digests(engine) != {}


def test_a_form_of_ours_may_name_its_page_instead(administrator: FormClient) -> None:
    """Browsers of before 2020 say no more than that."""
    headers = {"Referer": "http://localhost/staff/account"}
    word = administrator.form_word()
    response = administrator.post(
        "/staff/account/sessions/end-others", data={"form_word": word}, headers=headers
    )
    assert response.status_code == 303
