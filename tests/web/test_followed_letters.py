"""/asked/<token> and its feed: what becomes of a question, told twice in the same words"""

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from factually_app import create_app
from factually_app.config import Settings
from factually_app.domain.letter import LetterKind
from factually_app.domain.question import Question
from factually_app.operations.letters import (
    answer_letter,
    decline_letter,
    mark_spam,
    merge_letter,
    plan_letter,
    take_up_letter,
)
from factually_app.operations.publishing import publish_question
from factually_app.store.engine import Engine
from tests.letters import WHO, a_letter
from tests.staff import EDDA

ATOM = "{http://www.w3.org/2005/Atom}"
FEED = "/asked/tok/feed.atom"


def entries(client: FlaskClient, feed: str = FEED) -> list[tuple[str, str]]:
    tree = ET.fromstring(client.get(feed).text)  # our own
    return [
        (entry.findtext(f"{ATOM}title") or "", entry.findtext(f"{ATOM}summary") or "")
        for entry in tree.findall(f"{ATOM}entry")
    ]


def test_the_page_names_its_feed(client: FlaskClient, engine: Engine) -> None:
    a_letter(engine, token="tok")
    page = client.get("/asked/tok").text
    assert '<link rel="alternate" type="application/atom+xml"' in page
    assert f'href="{FEED}"' in page


def test_the_feed_is_private_as_the_page_is(client: FlaskClient, engine: Engine) -> None:
    a_letter(engine, token="tok")
    response = client.get(FEED)
    assert response.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert client.post(FEED).status_code == 405


@pytest.mark.parametrize("token", ["nothing", "%00", "%ED%A0%80"])
def test_without_the_token_there_is_no_feed(client: FlaskClient, engine: Engine, token: str) -> None:
    a_letter(engine, token="tok")
    assert client.get(f"/asked/{token}/feed.atom").status_code == 404


def test_a_report_has_no_feed(client: FlaskClient, engine: Engine) -> None:
    a_letter(engine, token="tok", kind=LetterKind.REPORT)
    assert "feed.atom" not in client.get("/report/tok").text
    assert client.get(FEED).status_code == 404


def test_it_tells_that_the_question_came_and_then_how_it_stands(client: FlaskClient, engine: Engine) -> None:
    letter = a_letter(engine, token="tok")
    assert entries(client) == [(f"Received: {WHO}", WHO)]
    plan_letter(engine, EDDA, letter.id, seen=1)
    (planned, received) = entries(client)
    assert planned[0] == f"The newsroom looks into it: {WHO}"
    assert received[0] == f"Received: {WHO}"
    decline_letter(engine, EDDA, letter.id, "It is about <i>the future</i>.", seen=2)
    assert entries(client)[0] == (
        f"Not taken up: {WHO}",
        "The newsroom does not take it up. The reason:\nIt is about <i>the future</i>.",
    )


def test_an_answer_is_told_once_its_question_is_published(client: FlaskClient, engine: Engine) -> None:
    letter = a_letter(engine, token="tok")
    question = take_up_letter(engine, EDDA, letter.id, "Who paid for the bridge?", seen=1)
    assert "Who paid for the bridge?" not in client.get(FEED).text  # a draft is nobody's to know
    publish_question(engine, EDDA, question.id, seen=1)
    assert entries(client)[0][0] == f"Answered: {WHO}"
    assert "Who paid for the bridge?" in entries(client)[0][1]


def test_an_entry_stays_the_same_and_its_newest_day_is_the_feeds(
    client: FlaskClient, engine: Engine, question: Question
) -> None:
    letter = a_letter(engine, token="tok")
    ids = [e.findtext(f"{ATOM}id") for e in ET.fromstring(client.get(FEED).text).iter(f"{ATOM}entry")]
    answer_letter(engine, EDDA, letter.id, question_id=question.id, seen=1)
    tree = ET.fromstring(client.get(FEED).text)
    now = [entry.findtext(f"{ATOM}id") for entry in tree.iter(f"{ATOM}entry")]
    assert now[1] == ids[0]
    assert now[0] != ids[0]
    assert tree.findtext(f"{ATOM}updated") == tree.findtext(f"{ATOM}entry/{ATOM}updated")


def test_nothing_of_another_reader_is_told(client: FlaskClient, engine: Engine) -> None:
    mine = a_letter(engine, token="tok")
    theirs = a_letter(engine, "Who built that bridge with their own hands?", token="theirs")
    merge_letter(engine, EDDA, mine.id, theirs.id, seen=1)
    plan_letter(engine, EDDA, theirs.id, seen=1)
    assert entries(client)[0][0] == f"The newsroom looks into it: {WHO}"
    feed = client.get(FEED).text
    assert "with their own hands" not in feed
    assert theirs.id not in feed
    assert mine.id not in feed


def test_spam_is_told_so(client: FlaskClient, engine: Engine) -> None:
    mark_spam(engine, EDDA, [(a_letter(engine, token="tok").id, 1)])
    assert entries(client)[0][0] == f"Set aside: {WHO}"


def test_with_an_origin_its_addresses_are_whole(engine: Engine, tmp_path: Path) -> None:
    a_letter(engine, token="tok")
    app = create_app(Settings(data_dir=tmp_path, base_url="https://weir.example"), engine)
    assert f'href="https://weir.example{FEED}"' in app.test_client().get(FEED).text
