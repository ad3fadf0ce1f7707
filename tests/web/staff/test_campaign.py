"""/staff/campaign"""

import pytest

from factually_app.domain.staff import Role
from factually_app.store.audit import newest_entries
from factually_app.store.campaigns import find_current_campaign
from factually_app.store.engine import Engine
from tests.factories import Newsroom
from tests.staff import FormClient
from tests.web.staff.conftest import Browser

TERMS = {
    "title": "Mend the weir",
    "message": "Every stone helps.",
    "kind": "supporters",
    "goal": "250",
    "next_goal": "",
    "baseline": "12",
    "currency": "USD",
    "starts_on": "",
    "ends_on": "2031-01-31",
    "mode": "live",
}


def test_an_editor_starts_the_first_campaign(editor: FormClient, engine: Engine) -> None:
    assert "There is no campaign yet" in editor.get("/staff/campaign").text
    assert editor.send("/staff/campaign/new", data=TERMS).status_code == 303
    campaign = find_current_campaign(engine.reader())
    assert campaign is not None
    assert (campaign.title, campaign.goal, campaign.baseline) == ("Mend the weir", 250, 12)
    entry = newest_entries(engine.reader(), limit=1)[0]
    assert (entry.action, entry.actor_name, entry.record_id) == ("set_campaign", "Edda", campaign.id)


def test_the_form_shows_what_stands_and_changes_it(
    editor: FormClient, engine: Engine, newsroom: Newsroom
) -> None:
    newsroom.campaign(ends_on=None)
    page = editor.get("/staff/campaign").text
    assert 'value="Wind the clock"' in page
    assert editor.send("/staff/campaign", data={**TERMS, "seen": "1"}).status_code == 303
    campaign = find_current_campaign(engine.reader())
    assert campaign is not None
    assert (campaign.version, str(campaign.ends_on)) == (2, "2031-01-31")


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("title", "", "a campaign needs a title"),
        ("title", "x" * 201, "201 characters"),
        ("title", "a\x00b", "U+0000"),
        ("goal", "many", "not a number of people"),
        ("goal", "0", "at least 1"),
        ("goal", "", "not a number of people"),
        ("next_goal", "10", "more than the goal"),
        ("baseline", "-1", "not a number of people"),
        ("kind", "pigeons", "pigeons"),
        ("currency", "dollars", "three capitals"),
        ("ends_on", "soon", "not a day"),
        ("mode", "loud", "loud"),
    ],
)
def test_what_cannot_be_is_said_and_what_was_typed_stays(
    editor: FormClient, newsroom: Newsroom, field: str, value: str, sentence: str
) -> None:
    newsroom.campaign()
    response = editor.send("/staff/campaign", data={**TERMS, field: value, "seen": "1"})
    assert response.status_code == 422
    assert sentence in response.text.replace("&#39;", "'")
    assert "Every stone helps." in response.text


def test_two_editors_do_not_overwrite_each_other(
    editor: FormClient, engine: Engine, newsroom: Newsroom
) -> None:
    newsroom.campaign()
    editor.send("/staff/campaign", data={**TERMS, "seen": "1"})
    response = editor.send("/staff/campaign", data={**TERMS, "goal": "999", "seen": "1"})
    assert response.status_code == 409
    assert "theirs is <b>250</b>, yours <b>999</b>" in response.text
    campaign = find_current_campaign(engine.reader())
    assert campaign is not None
    assert campaign.goal == 250


def test_ending_a_campaign(editor: FormClient, newsroom: Newsroom) -> None:
    newsroom.campaign()
    assert editor.send("/staff/campaign/end").status_code == 303
    assert "Ended" in editor.get("/staff/campaign").text


def test_a_goal_in_money_is_typed_as_money(editor: FormClient, engine: Engine) -> None:
    money = {**TERMS, "kind": "money", "goal": "2500.50", "baseline": "0"}
    editor.send("/staff/campaign/new", data=money)
    campaign = find_current_campaign(engine.reader())
    assert campaign is not None
    assert campaign.goal == 250_050
    assert 'value="2500.50"' in editor.get("/staff/campaign").text


@pytest.mark.parametrize("role", [Role.WRITER, Role.REVIEWER])
@pytest.mark.parametrize("path", ["/staff/campaign", "/staff/campaign/new", "/staff/supporters"])
def test_only_editors_set_the_goal(browser: Browser, role: Role, path: str) -> None:
    assert browser(role).get(path).status_code == 403
    assert browser(role).send(path, data=TERMS).status_code == 403
