"""GET /api/v1/search"""

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from factually_app import create_app
from factually_app.config import Settings
from factually_app.domain.article import Article
from factually_app.domain.claim import Claim
from factually_app.store import bounded, matching
from factually_app.store.engine import Engine
from factually_app.store.others_claims import put_others_claim
from factually_app.web.pace import SEARCHES_AT_ONCE
from tests.clocks import StoppedClock
from tests.factories import Newsroom, others_claim

PATH = "/api/v1/search"
FIELDS = {
    "kind", "id", "ref", "text", "excerpt", "score", "url", "rating", "rating_words", "date", "topic",
}  # fmt: skip


def test_it_lists_what_the_page_lists(client: FlaskClient, article: Article) -> None:
    found = client.get(f"{PATH}?q=clock").json
    assert found["ok"] is True
    assert found["next"] is None
    assert {item["kind"] for item in found["items"]} == {"check", "question", "claim", "source"}
    page = client.get("/search?q=clock").text
    places = [page.index(f'<h2><a href="{item["url"]}">') for item in found["items"]]
    assert places == sorted(places)


def test_a_result_says_what_it_is(client: FlaskClient, claim: Claim) -> None:
    (item,) = client.get(f"{PATH}?q=stopped&kind=claim").json["items"]
    assert item.pop("score") > 0
    assert item == {
        "kind": "claim",
        "id": claim.id,
        "ref": None,
        "text": "The clock tower stopped on 2 May 1994.",
        "excerpt": "clock tower",
        "url": claim.url,
        "rating": "supported",
        "rating_words": "Supported",
        "date": "1994-05-02",
        "topic": None,
        "theirs": None,
    }


def test_a_claim_of_others_says_whose_it_is(client: FlaskClient, engine: Engine) -> None:
    engine.commit([put_others_claim(others_claim(said_on="1994", address="https://echo.example/1"))])
    (item,) = client.get(f"{PATH}?q=bell").json["items"]
    assert (item["kind"], item["ref"], item["rating"], item["rating_words"]) == (
        "claim",
        "bell-1",
        None,
        None,
    )
    assert item["theirs"] == {
        "publisher": "The Upper Weir Echo",
        "rating": "Not quite",
        "said_on": "1994",
        "address": "https://echo.example/1",
    }


def test_every_kind_has_the_same_fields(client: FlaskClient, article: Article) -> None:
    items = client.get(f"{PATH}?q=clock").json["items"]
    assert all(set(item) >= FIELDS for item in items)
    check = next(item for item in items if item["kind"] == "check")
    assert (check["topic"], check["date"], check["rating"]) == ("Oddly Weir", "2025-06-01", "disputed")


def test_next_leads_through_all_of_it(engine: Engine, newsroom: Newsroom, tmp_path: Path) -> None:
    client = create_app(Settings(data_dir=tmp_path, base_url="https://weir.example"), engine).test_client()
    for number in range(45):
        newsroom.claim(f"Bell number {number} rang.")
    seen: list[str] = []
    address = f"{PATH}?q=bell&kind=claim"
    while address:
        found = client.get(address.removeprefix("https://weir.example")).json
        seen += [item["id"] for item in found["items"]]
        address = found["next"]
        assert address is None or address.startswith(f"https://weir.example{PATH}?q=bell&kind=claim&page=")
    assert len(seen) == len(set(seen)) == 45


@pytest.mark.parametrize("query", ["", "?q=", "?q=%00", "?q=***", "?q=xylophone"])
def test_no_words_and_no_match_are_an_empty_list(client: FlaskClient, claim: Claim, query: str) -> None:
    assert client.get(PATH + query).json == {"ok": True, "items": [], "next": None}


def test_what_cannot_be_is_an_error_each_with_its_sentence(client: FlaskClient) -> None:
    response = client.get(f"{PATH}?q={'x' * 300}&kind=poem&from=soon")
    assert response.status_code == 400
    assert response.json["ok"] is False
    assert response.json["status"] == 400
    assert len(response.json["errors"]) == 3


def test_what_takes_too_long_or_comes_too_often_is_an_error_too(
    client: FlaskClient, claim: Claim, monkeypatch: pytest.MonkeyPatch, stopped: StoppedClock
) -> None:
    with monkeypatch.context() as slow:
        slow.setattr(bounded, "_STEPS", 1)
        slow.setattr(matching, "LONGEST_SECONDS", -1.0)
        late = client.get(f"{PATH}?q=clock")
    assert (late.status_code, late.json["status"], late.headers["Retry-After"]) == (503, 503, "5")
    for _ in range(SEARCHES_AT_ONCE - 1):
        client.get("/search?q=clock")
    often = client.get(f"{PATH}?q=clock")
    assert (often.status_code, often.json["status"], often.headers["Retry-After"]) == (429, 429, "1")


def test_an_unchanged_answer_costs_a_304(client: FlaskClient, newsroom: Newsroom) -> None:
    newsroom.claim("The bell cracked.")
    asked = {"If-None-Match": client.get(f"{PATH}?q=bell").headers["ETag"]}
    assert client.get(f"{PATH}?q=bell", headers=asked).status_code == 304
    newsroom.claim("The bell rang.")
    assert client.get(f"{PATH}?q=bell", headers=asked).status_code == 200


def test_any_site_may_read_it_and_none_may_write(client: FlaskClient, claim: Claim) -> None:
    elsewhere = {"Origin": "https://elsewhere.example", "Sec-Fetch-Site": "cross-site"}
    for query in ("?q=clock", "?q=clock&kind=poem"):
        assert client.get(PATH + query, headers=elsewhere).headers["Access-Control-Allow-Origin"] == "*"
    assert client.post(PATH).status_code == 405
    refused = client.post(PATH, headers=elsewhere)
    assert (refused.status_code, refused.json["ok"]) == (403, False)
