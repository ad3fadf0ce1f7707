"""GET /api/v1/campaign"""

from datetime import UTC, date, datetime

import pytest
from flask.testing import FlaskClient

from factually_app import clock
from factually_app.domain.campaign import CampaignKind
from factually_app.store.engine import Engine
from tests.factories import Newsroom
from tests.web.giving import give

PATH = "/api/v1/campaign"


@pytest.fixture(autouse=True)
def stopped_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 6, 15, 12, tzinfo=UTC))


def test_it_answers_what_the_contract_says(client: FlaskClient, newsroom: Newsroom, engine: Engine) -> None:
    newsroom.campaign(baseline=20, ends_on=date(2026, 7, 1))
    give(engine, "ada")
    give(engine, "ada", minor=250)
    assert client.get(PATH).json == {
        "ok": True,
        "kind": "supporters",
        "goal": 100,
        "count": 21,
        "amount_minor": 750,
        "currency": "USD",
        "starts_on": None,
        "ends_on": "2026-07-01",
        "state": "running",
    }


def test_a_goal_in_money_counts_people_too(client: FlaskClient, newsroom: Newsroom, engine: Engine) -> None:
    newsroom.campaign(kind=CampaignKind.MONEY, goal=50_000, baseline=10_000)
    give(engine, "ada", minor=250)
    record = client.get(PATH).json
    assert (record["kind"], record["count"], record["amount_minor"]) == ("money", 1, 10_250)


@pytest.mark.parametrize(
    ("terms", "state"),
    [
        ({"starts_on": date(2026, 7, 1)}, "before"),
        ({}, "running"),
        ({"goal": 2}, "reached"),
        ({"goal": 1}, "reached"),
        ({"goal": 1, "next_goal": 5}, "running"),
        ({"ends_on": date(2026, 6, 14)}, "ended"),
    ],
)
def test_every_state_has_one_of_four_words(
    client: FlaskClient, newsroom: Newsroom, engine: Engine, terms: dict[str, object], state: str
) -> None:
    newsroom.campaign(**terms)
    give(engine, "ada")
    give(engine, "bo")
    assert client.get(PATH).json["state"] == state


def test_it_is_true_at_the_next_request(client: FlaskClient, newsroom: Newsroom, engine: Engine) -> None:
    newsroom.campaign()
    for expected in range(1, 4):
        give(engine, f"person {expected}")
        assert client.get(PATH).json["count"] == expected
        assert f"<b>{expected}</b>" in client.get("/support/counter").text


def test_an_unchanged_answer_costs_a_304(client: FlaskClient, newsroom: Newsroom, engine: Engine) -> None:
    newsroom.campaign()
    asked = {"If-None-Match": client.get(PATH).headers["ETag"]}
    assert client.get(PATH, headers=asked).status_code == 304
    give(engine, "ada")
    assert client.get(PATH, headers=asked).status_code == 200


def test_any_site_may_read_it_failures_too(client: FlaskClient, newsroom: Newsroom) -> None:
    newsroom.campaign()
    elsewhere = {"Origin": "https://elsewhere.example", "Sec-Fetch-Site": "cross-site"}
    for path, status in ((PATH, 200), ("/api/v1/nothing", 404)):
        response = client.get(path, headers=elsewhere)
        assert response.status_code == status
        assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert client.options(PATH, headers=elsewhere).status_code == 200
    assert "Access-Control-Allow-Origin" not in client.get("/").headers


def test_without_a_campaign_it_is_not_found_in_json(client: FlaskClient) -> None:
    response = client.get(PATH)
    assert response.status_code == 404
    assert response.json["ok"] is False
    assert response.json["status"] == 404
    assert len(response.json["errors"]) == 1


def test_it_takes_nothing_but_reading(client: FlaskClient, newsroom: Newsroom) -> None:
    newsroom.campaign()
    response = client.post(PATH)
    assert response.status_code == 405
    assert response.json["status"] == 405


def test_a_cross_site_write_is_refused_in_json(client: FlaskClient) -> None:
    response = client.post(PATH, headers={"Sec-Fetch-Site": "cross-site"})
    assert response.status_code == 403
    assert response.json["ok"] is False
