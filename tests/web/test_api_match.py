"""GET /api/v1/match"""

from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

from factually_app.domain.record import RecordStatus
from factually_app.store import matching
from factually_app.store.engine import Engine
from factually_app.store.others_claims import put_others_claim
from tests.factories import Newsroom, others_claim
from tests.hostile_queries import SQL_WORDS, hostile_queries
from tests.importing import dump

PATH = "/api/v1/match"


def test_it_answers_what_the_contract_says(client: FlaskClient, newsroom: Newsroom, engine: Engine) -> None:
    claim = newsroom.claim("The bell of Oddly Weir rang.", ref="bell")
    question = newsroom.question("Who rang the bell?")
    source = newsroom.source()
    check = newsroom.article(newsroom.topic(), "A bell rang itself", cited=[source, source], ref="check-1")
    theirs = others_claim(text="A bell was rung by a goat.", ref="goat-7")
    engine.commit([put_others_claim(theirs)])
    answer = client.get(PATH, query_string={"q": "Did the bell of Oddly Weir ring?"}).json
    assert answer["ok"] is True
    assert {
        (item["kind"], item["id"], item["ref"], item["text"], item["url"]) for item in answer["items"]
    } == {
        ("claim", claim.id, "bell", claim.text, claim.url),
        ("question", question.id, None, question.text, question.url),
        ("check", check.id, "check-1", check.title, check.url),
        ("claim", theirs.id, "goat-7", theirs.text, theirs.url),
    }
    assert answer["items"][0]["id"] == claim.id
    scores = [item["score"] for item in answer["items"]]
    assert scores == sorted(scores, reverse=True)


def test_it_can_be_narrowed_and_cut(client: FlaskClient, newsroom: Newsroom) -> None:
    claim = newsroom.claim("The bell rang.")
    question = newsroom.question("Who rang the bell?")
    for kind, id_ in (("claim", claim.id), ("question", question.id)):
        items = client.get(f"{PATH}?q=bell&kind={kind}").json["items"]
        assert [item["id"] for item in items] == [id_]
    assert len(client.get(f"{PATH}?q=bell&kind=claim&kind=question").json["items"]) == 2
    assert client.get(f"{PATH}?q=bell&kind=check").json == {"ok": True, "items": []}
    assert len(client.get(f"{PATH}?q=bell&limit=1").json["items"]) == 1


def test_ten_are_answered_unless_more_are_asked_for(client: FlaskClient, newsroom: Newsroom) -> None:
    for number in range(60):
        newsroom.claim(f"Bell number {number}.")
    assert len(client.get(f"{PATH}?q=bell").json["items"]) == 10
    assert len(client.get(f"{PATH}?q=bell&limit=50").json["items"]) == 50


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("", "`q` is missing"),
        ("q=bell&limit=0", "`limit` has to be a whole number from 1 to 50"),
        ("q=bell&limit=51", "`limit` has to be"),
        ("q=bell&limit=ten", "`limit` has to be"),
        ("q=bell&limit=", "`limit` has to be"),
        ("q=bell&limit=%C2%B2", "`limit` has to be"),
        ("q=bell&kind=source", "`kind` has to be one of claim, question, check"),
        ("q=bell&kind=claim&kind=", "`kind` has to be one of"),
    ],
)
def test_what_cannot_be_answered_is_said_in_a_sentence(
    client: FlaskClient, query: str, sentence: str
) -> None:
    answer = client.get(f"{PATH}?{query}")
    assert answer.status_code == 400
    assert (answer.json["ok"], answer.json["status"], len(answer.json["errors"])) == (False, 400, 1)
    assert answer.json["errors"][0].startswith(sentence)
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_nothing_asked_and_nothing_found_are_empty_answers(client: FlaskClient, newsroom: Newsroom) -> None:
    newsroom.claim("The bell rang.")
    for q in ("", "%20", "pelican", "%00"):
        assert client.get(f"{PATH}?q={q}").json == {"ok": True, "items": []}


def test_drafts_and_retired_records_are_not_answered(client: FlaskClient, newsroom: Newsroom) -> None:
    newsroom.claim("The bell sang.", status=RecordStatus.DRAFT)
    newsroom.claim("The bell cracked.", status=RecordStatus.RETIRED)
    assert client.get(f"{PATH}?q=bell").json["items"] == []


def test_pages_of_other_sites_may_read_it_and_ask_whether_it_changed(
    client: FlaskClient, newsroom: Newsroom
) -> None:
    newsroom.claim("The bell rang.")
    first = client.get(f"{PATH}?q=bell")
    assert first.headers["Access-Control-Allow-Origin"] == "*"
    assert "Set-Cookie" not in first.headers
    known = {"If-None-Match": first.headers["ETag"]}
    assert client.get(f"{PATH}?q=bell", headers=known).status_code == 304
    newsroom.claim("Another bell rang.")
    assert client.get(f"{PATH}?q=bell", headers=known).status_code == 200


def test_only_reading_is_allowed(client: FlaskClient) -> None:
    assert client.post(PATH).status_code == 405


def test_when_it_takes_too_long_it_says_so(
    client: FlaskClient, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine.commit([put_others_claim(others_claim(ref=str(n), text="bell bell")) for n in range(3_000)])
    monkeypatch.setattr(matching, "LONGEST_SECONDS", -1.0)
    answer = client.get(f"{PATH}?q=bell")
    assert (answer.status_code, answer.json["status"]) == (503, 503)
    assert answer.headers["Retry-After"]


def test_two_thousand_hostile_queries_do_no_harm(
    client: FlaskClient, newsroom: Newsroom, engine: Engine
) -> None:
    newsroom.claim("The clock tower of Oddly Weir stopped in 1994.")
    before = dump(engine)
    for query in hostile_queries():
        answer = client.get(f"{PATH}?q={quote(query.encode('utf-8', 'surrogatepass'))}")
        assert answer.status_code == 200, ascii(query[:80])
        told = answer.get_data(as_text=True)
        assert not any(word in told for word in SQL_WORDS), ascii(query[:80])
    for query in ("limit=%27", "kind=%22", "q=a&limit=1%3B--", "q=%ff%fe", "q[]=a"):
        assert client.get(f"{PATH}?{query}").status_code in (200, 400)
    assert dump(engine) == before
