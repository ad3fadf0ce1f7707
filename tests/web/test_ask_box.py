"""/ask as the box under a check asks it, what it finds, and where that opens"""

import re
from html import unescape

import pytest
from flask.testing import FlaskClient

from factually_app.domain.article import Article
from factually_app.domain.claim import Claim
from factually_app.domain.letter import LetterState
from factually_app.domain.question import Question
from factually_app.domain.record import RecordStatus
from factually_app.domain.source import Source
from factually_app.store.engine import Engine
from factually_app.store.letters import letters_standing
from factually_app.store.others_claims import put_others_claim
from tests.factories import Newsroom, evidence, others_claim
from tests.letters import WHO, StoppedClock

HTMX = {"HX-Request": "true"}
ASKED = "/ask?q=when+did+that+clock+stop"


@pytest.fixture(autouse=True)
def stopped(monkeypatch: pytest.MonkeyPatch) -> StoppedClock:
    clock = StoppedClock()
    clock.stop(monkeypatch)
    return clock


def test_the_box_under_a_check_is_a_form_that_asks_the_same_address(
    client: FlaskClient, article: Article
) -> None:
    page = client.get(article.url).text
    assert '<form action="/ask" method="get"' in page
    assert f'data-hx-get="/ask?article={article.id}"' in page
    assert 'name="stamp"' not in page


def test_what_fits_is_shown_with_why(client: FlaskClient, question: Question, claim: Claim) -> None:
    found = client.get(ASKED, headers=HTMX).text
    assert found.startswith('<div id="known">')
    assert "<html" not in found
    assert f'href="{question.url}" data-hx-get="{question.url}?path=ask"' in found
    assert f'href="{claim.url}" data-hx-get="{claim.url}?path=ask"' in found
    assert re.search(r"Claim record, Supported, found by <b>\w+</b>, <b>\w+</b>", found)
    assert "Ask the newsroom" in found


def test_without_javascript_the_page_shows_the_same_as_links(
    client: FlaskClient, question: Question, claim: Claim
) -> None:
    page = client.get(ASKED).text
    assert page.startswith("<!doctype html>")
    assert f'href="{question.url}"' in page
    assert f'href="{claim.url}"' in page
    assert "ask-send" not in page  # its own form sends


def test_a_check_leads_to_its_page(client: FlaskClient, article: Article) -> None:
    found = client.get("/ask?q=clock+tower+weir+slow+trains", headers=HTMX).text
    assert f'<a class="ask" href="{article.url}">' in found


def test_a_claim_of_another_newsroom_is_shown_as_theirs(client: FlaskClient, engine: Engine) -> None:
    theirs = others_claim(text="The bell rang at noon.", address="https://echo.example/bell?a=1&b=2")
    engine.commit([put_others_claim(theirs)])
    found = client.get("/ask?q=bell+rang+noon", headers=HTMX).text
    assert f'<a class="ask" href="{theirs.url}">The bell rang at noon.</a>' in found
    assert "Checked by The Upper Weir Echo, not by us; their rating: Not quite" in found
    assert 'href="https://echo.example/bell?a=1&amp;b=2" rel="noopener nofollow">echo.example</a>' in found


def test_three_are_shown_at_most(client: FlaskClient, newsroom: Newsroom) -> None:
    for n in range(9):
        newsroom.claim(f"The bell rang {n} times at noon.")
    assert client.get("/ask?q=bell+rang+noon", headers=HTMX).text.count('<p class="why">') == 3


@pytest.mark.parametrize("path", [ASKED, "/ask?q=purple+elephants+dancing", "/ask?q=", "/ask"])
def test_the_fragment_is_the_same_for_everybody(client: FlaskClient, question: Question, path: str) -> None:
    response = client.get(path, headers=HTMX)
    assert response.headers["Cache-Control"] == "public, no-cache"
    assert "Set-Cookie" not in response.headers
    assert 'name="stamp"' not in response.text
    again = client.get(path, headers={**HTMX, "If-None-Match": response.headers["ETag"]})
    assert again.status_code == 304


def test_where_nothing_fits_one_press_asks_the_newsroom(
    client: FlaskClient, engine: Engine, stopped: StoppedClock, article: Article
) -> None:
    found = client.get(f"/ask?article={article.id}&q={WHO}", headers=HTMX).text
    assert "Nothing here fits" in found
    assert 'class="why"' not in found
    said = dict(re.findall(r'name="(\w+)" value="([^"]*)"', found))
    form = client.get("/ask/stamp", headers=HTMX).text
    stamp = re.findall(r'name="stamp" form="ask-send" value="([^"]+)"', form)
    stopped.pass_seconds(5)
    response = client.post("/ask", data={**said, "stamp": stamp[0], "website": ""})
    assert response.status_code == 303
    (one,) = letters_standing(engine.reader(), LetterState.NEW, limit=9)
    assert (one.letter.text, one.letter.article_id) == (WHO, article.id)


def test_one_word_in_common_is_not_enough(client: FlaskClient, claim: Claim) -> None:
    assert "Nothing here fits" in client.get("/ask?q=who+sold+the+clock+of+the+mill", headers=HTMX).text


@pytest.mark.parametrize("typed", ["", "wh", "clo"])
def test_while_too_little_is_typed_nothing_is_said(client: FlaskClient, claim: Claim, typed: str) -> None:
    found = client.get(f"/ask?q={typed}&article=", headers=HTMX).text
    assert "Nothing here fits" not in found
    assert "ask-send" not in found


def test_the_stamp_is_handed_out_to_one_reader_and_kept_by_no_cache(client: FlaskClient) -> None:
    response = client.get("/ask/stamp", headers=HTMX)
    assert response.headers["Cache-Control"] == "no-store"
    assert response.text.startswith('<div class="unseen"')
    page = client.get("/ask/stamp")
    assert "<h1>Ask a question</h1>" in page.text
    assert page.headers["Cache-Control"] == "no-store"
    assert client.post("/ask/stamp").status_code == 405


def test_drafts_are_found_by_nobody(client: FlaskClient, newsroom: Newsroom) -> None:
    newsroom.claim("The bell cracked badly.", status=RecordStatus.DRAFT)
    for headers in ({}, HTMX):
        assert "cracked badly" not in client.get("/ask?q=bell+cracked", headers=headers).text


@pytest.mark.parametrize(
    "typed", ['"><script>x</script>', "a AND (b", "NEAR(x", "x\x00y", "*" * 500, "🕰️" * 100]
)
def test_whatever_is_typed_is_text(client: FlaskClient, claim: Claim, typed: str) -> None:
    found = client.get("/ask", query_string={"q": typed, "article": typed}, headers=HTMX)
    assert found.status_code == 200
    assert "<script" not in found.text
    assert typed in unescape(found.text) or "ask-send" not in found.text


def test_an_answer_opens_below_the_box_and_leads_on_there(
    client: FlaskClient, question: Question, next_question: Question
) -> None:
    answer = client.get(f"{question.url}?path=ask", headers=HTMX).text
    assert f'id="a-ask-{question.id}" data-path="ask.{question.id}"' in answer
    assert f'data-hx-get="{next_question.url}?path=ask.{question.id}"' in answer
    inner = client.get(f"{next_question.url}?path=ask.{question.id}", headers=HTMX).text
    assert f'id="a-ask-{question.id}-{next_question.id}"' in inner
    assert f'<a class="up" href="#q-ask-{question.id}">' in inner
    assert "ask" not in client.get(f"{question.url}?path=", headers=HTMX).text.split("data-path=")[1][:12]


def test_a_question_that_is_open_above_is_linked_there(
    client: FlaskClient, newsroom: Newsroom, question: Question, next_question: Question
) -> None:
    newsroom.lead(next_question, question)
    inner = client.get(f"{next_question.url}?path=ask.{question.id}", headers=HTMX).text
    assert f'<a class="ask above" href="#q-ask-{question.id}">' in inner


def test_a_claim_opens_with_its_evidence(client: FlaskClient, claim: Claim, question: Question) -> None:
    opened = client.get(f"{claim.url}?path=ask", headers=HTMX).text
    assert opened.startswith(f'<div class="answer" id="a-ask-{claim.id}" data-path="ask.{claim.id}"')
    assert 'data-opened="2 sources"' in opened
    assert "disputes" in opened
    assert f'href="{question.url}"' in opened
    assert f'href="{claim.url}">This record on its own page' in opened
    assert "<h1" not in opened
    assert client.get(f"{claim.url}?path=ask").text.startswith("<!doctype html>")


def test_thirty_records_take_no_more_queries_than_one(
    client: FlaskClient, engine: Engine, newsroom: Newsroom, source: Source
) -> None:
    def queries() -> int:
        seen: list[str] = []
        with engine.reader().tracer(lambda sql, params: seen.append(sql)):
            client.get("/ask?q=bell+rang+noon", headers=HTMX)
        return len(seen)

    newsroom.claim("The bell rang 0 times at noon.", evidence(source))
    first = queries()
    for n in range(1, 30):
        newsroom.claim(f"The bell rang {n} times at noon.", evidence(source))
    assert queries() == first
