"""The banner on every page, and GET /support/counter"""

import re
from datetime import UTC, datetime

import pytest
from flask.testing import FlaskClient

from factually_app import clock
from factually_app.domain.campaign import CampaignKind
from factually_app.store import campaigns
from factually_app.store.engine import Engine
from tests.factories import Newsroom

HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def stopped_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 6, 15, 12, tzinfo=UTC))


def words(client: FlaskClient) -> str:
    """Return the counter's words as the front page shows them."""
    page = client.get("/").text
    counter = page[page.index('id="support-counter"') : page.index("data-close-banner")]
    return re.sub(r"<[^>]+>", "", counter[counter.index("<p>") : counter.index("</p>")])


def test_the_number_is_in_the_page_itself(client: FlaskClient, newsroom: Newsroom) -> None:
    campaign = newsroom.campaign()
    for person in ("ada", "bo", "ada"):
        newsroom.pledge(campaign, person)
    assert words(client) == "2 of 100 supporters"
    page = client.get("/").text
    assert 'max="100" value="2"' in page
    assert "loading" not in page.lower()


@pytest.mark.parametrize(
    ("terms", "people", "expected"),
    [
        ({"starts_on": "2026-07-01"}, 0, "Starts on 1 July 2026. The goal: 100 supporters"),
        ({"ends_on": "2026-06-26"}, 3, "3 of 100 supporters · 12 days left"),
        ({"ends_on": "2026-06-15"}, 3, "3 of 100 supporters · last day"),
        ({"goal": 3}, 3, "Goal reached: 3 of 3 supporters"),
        ({"goal": 1}, 1, "Goal reached: 1 of 1 supporter"),
        ({"goal": 2}, 3, "Goal passed: 3, the goal was 2 supporters"),
        ({"ends_on": "2026-06-14"}, 3, "Ended on 14 June 2026 with 3 of 100 supporters"),
        ({"baseline": 120, "goal": 1000}, 3, "123 of 1,000 supporters, of which 120 before this campaign"),
        (
            {"kind": CampaignKind.MONEY, "goal": 50000, "ends_on": "2026-06-16"},
            3,
            "$15 of $500 · 2 days left",
        ),
        ({"kind": CampaignKind.MONEY, "goal": 1500}, 3, "Goal reached: $15 of $15"),
    ],
)
def test_every_state_has_its_own_words(
    client: FlaskClient, newsroom: Newsroom, terms: dict[str, object], people: int, expected: str
) -> None:
    campaign = newsroom.campaign(**{name: _value(value) for name, value in terms.items()})
    for n in range(people):
        newsroom.pledge(campaign, f"person {n}")
    assert words(client) == expected


def _value(value: object) -> object:
    is_day = isinstance(value, str) and re.match(r"\d{4}-", value)
    return datetime.fromisoformat(str(value)).date() if is_day else value


def test_the_bar_never_runs_over_its_end(client: FlaskClient, newsroom: Newsroom) -> None:
    campaign = newsroom.campaign(goal=2)
    for n in range(5):
        newsroom.pledge(campaign, f"person {n}")
    assert 'max="6" value="5"' in client.get("/").text


def test_without_a_campaign_there_is_no_banner(client: FlaskClient) -> None:
    assert "support-counter" not in client.get("/").text
    assert "No campaign is running." in client.get("/support/counter", headers=HTMX).text


def test_the_counter_alone_is_a_fragment(client: FlaskClient, newsroom: Newsroom) -> None:
    newsroom.campaign()
    fragment = client.get("/support/counter", headers=HTMX).text
    assert "<html" not in fragment
    assert "0 of 100 supporters" in re.sub(r"<[^>]+>", "", fragment)
    assert client.get("/support/counter").text.startswith("<!doctype html>")


def test_an_unchanged_counter_answers_304_and_a_changed_one_does_not(
    client: FlaskClient, newsroom: Newsroom
) -> None:
    campaign = newsroom.campaign()
    etag = client.get("/support/counter", headers=HTMX).headers["ETag"]
    again = client.get("/support/counter", headers={**HTMX, "If-None-Match": etag})
    assert (again.status_code, again.data) == (304, b"")
    newsroom.pledge(campaign, "ada")
    changed = client.get("/support/counter", headers={**HTMX, "If-None-Match": etag})
    assert changed.status_code == 200


def test_the_campaign_made_last_is_the_one_shown(client: FlaskClient, newsroom: Newsroom) -> None:
    newsroom.campaign()
    newsroom.campaign(id="abcdef", title="Feed the pigeons", created_at="2026-05-01T00:00:00+00:00")
    assert "Feed the pigeons" in client.get("/").text


def test_no_page_sets_a_cookie_or_varies_by_one(client: FlaskClient, newsroom: Newsroom) -> None:
    newsroom.campaign()
    response = client.get("/")
    assert "Set-Cookie" not in response.headers
    assert "Cookie" not in response.headers.get("Vary", "")


def test_the_counter_needs_one_query(client: FlaskClient, newsroom: Newsroom, engine: Engine) -> None:
    newsroom.campaign()
    seen: list[str] = []
    with engine.reader().tracer(lambda sql, params: seen.append(sql)):
        client.get("/support/counter", headers=HTMX)
    assert len(seen) == 1
    assert campaigns.find_current_campaign(engine.reader()) is not None
