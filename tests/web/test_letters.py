"""/ask, /report and the pages on which they are followed"""

import re
from html import escape, unescape
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from factually_app import create_app
from factually_app.config import Settings
from factually_app.domain.article import Article
from factually_app.domain.claim import Claim
from factually_app.domain.letter import Letter, LetterKind, LetterState
from factually_app.domain.question import Question
from factually_app.domain.record import RecordStatus
from factually_app.operations import letter_box
from factually_app.operations.letters import decline_letter, mark_spam, plan_letter
from factually_app.store.engine import Engine
from factually_app.store.letters import letters_standing
from tests.factories import Newsroom
from tests.letters import WHO, WRONG, StoppedClock, a_letter, send, stamp_in
from tests.staff import EDDA

HTMX = {"HX-Request": "true"}
HOSTILE = (Path(__file__).parent.parent / "content" / "hostile.txt").read_text("utf-8").split("\n")


@pytest.fixture(autouse=True)
def stopped(monkeypatch: pytest.MonkeyPatch) -> StoppedClock:
    clock = StoppedClock()
    clock.stop(monkeypatch)
    return clock


def kept(engine: Engine, state: LetterState = LetterState.NEW) -> list[Letter]:
    return [one.letter for one in letters_standing(engine.reader(), state, limit=500)]


def test_a_question_goes_to_the_newsroom_and_is_followed(
    client: FlaskClient, engine: Engine, stopped: StoppedClock, article: Article
) -> None:
    assert f'name="article" value="{article.id}"' in client.get(f"/ask?article={article.id}").text
    response = send(client, "/ask", stopped, q=WHO, article=article.id)
    assert response.status_code == 303
    assert re.fullmatch(r"/asked/[\w-]{32}", response.headers["Location"])
    (letter,) = kept(engine)
    assert (letter.kind, letter.text, letter.article_id) == (LetterKind.QUESTION, WHO, article.id)
    page = client.get(response.headers["Location"])
    assert "<h1>Received</h1>" in page.text
    assert WHO in page.text
    assert page.headers["Cache-Control"] == "no-store"
    assert page.headers["X-Robots-Tag"] == "noindex"


def test_a_report_goes_to_the_newsroom_and_is_followed(
    client: FlaskClient, engine: Engine, stopped: StoppedClock, article: Article
) -> None:
    response = send(client, "/report", stopped, text=WRONG, page=article.url, passage="at noon")
    assert response.status_code == 303
    (letter,) = kept(engine)
    assert (letter.kind, letter.article_id, letter.passage) == (LetterKind.REPORT, article.id, "at noon")
    page = client.get(response.headers["Location"]).text
    assert "at noon" in page
    assert f'href="{article.url}"' in page
    token = response.headers["Location"].removeprefix("/report/")
    assert client.get(f"/asked/{token}").status_code == 404


@pytest.mark.parametrize("path", ["/asked/nothing", "/report/nothing", "/asked/%00", "/asked/%ED%A0%80"])
def test_without_the_token_there_is_nothing_to_follow(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_the_form_comes_filled_in(client: FlaskClient, article: Article, claim: Claim) -> None:
    assert ">\nWho &lt;paid&gt;?</textarea>" in client.get("/ask?q=Who+<paid>?").text
    for query, page in (
        (f"article={article.id}", article.url),
        (f"claim={claim.id}", claim.url),
        (f"page={article.url}", article.url),
        ("article=abcdef", ""),
        ("page=//evil.example", ""),
    ):
        form = client.get(f"/report?passage=at+noon&{query}").text
        assert f'name="page" value="{page}"' in form
        assert ">\nat noon</textarea>" in form


def test_the_address_of_a_draft_is_given_to_nobody(client: FlaskClient, newsroom: Newsroom) -> None:
    draft = newsroom.claim("The bell cracked.", status=RecordStatus.DRAFT)
    assert "cracked" not in client.get(f"/report?claim={draft.id}").text
    assert "cracked" not in client.get("/ask?q=bell").text


def test_htmx_gets_the_form_of_a_report_alone(client: FlaskClient) -> None:
    response = client.get("/report", headers=HTMX)
    assert response.text.startswith("<form")
    assert "HX-Request" in response.headers["Vary"]


@pytest.mark.parametrize("path", ["/ask", "/report"])
def test_forms_are_kept_by_no_cache_and_set_no_cookie(client: FlaskClient, path: str) -> None:
    response = client.get(path)
    assert response.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in response.headers


@pytest.mark.parametrize("kind", ["article", "claim", "question"])
def test_each_page_leads_to_the_report_of_an_error_on_it(
    client: FlaskClient, request: pytest.FixtureRequest, kind: str
) -> None:
    url = request.getfixturevalue(kind).url
    found = re.search(r'href="(/report\?page=[^"]+)" data-report', client.get(url).text)
    assert found
    assert f'name="page" value="{url}"' in client.get(unescape(found[1])).text


@pytest.mark.parametrize(
    ("path", "fields", "field", "sentence"),
    [
        ("/ask", {"q": ""}, "text", "at least 10"),
        ("/ask", {"q": "x" * 501}, "text", "501 characters"),
        ("/ask", {"q": "Who paid\x00 for it?"}, "text", "U+0000"),
        ("/ask", {}, "text", "at least 10"),
        ("/report", {"text": "short"}, "text", "at least 10"),
        ("/report", {"text": "x" * 2_001}, "text", "2,001 characters"),
        ("/report", {"text": WRONG, "passage": "x" * 1_001}, "passage", "1,001 characters"),
        ("/report", {"text": WRONG, "page": "https://evil.example"}, "page", "a page of this site"),
    ],
)
def test_what_cannot_be_taken_is_said_at_its_field_and_stays(
    client: FlaskClient, engine: Engine, stopped: StoppedClock,
    path: str, fields: dict[str, str], field: str, sentence: str,
) -> None:  # fmt: skip
    response = send(client, path, stopped, **fields)
    assert response.status_code == 422
    found = re.search(rf'<span class="problem" id="p-{field}">([^<]+)</span>', response.text)
    assert found
    assert sentence in found[1]
    assert f'aria-describedby="p-{field}"' in response.text
    for typed in fields.values():
        assert escape(typed) in response.text
    assert kept(engine) == []


def test_what_is_sent_quicker_than_read_is_sent_again(
    client: FlaskClient, engine: Engine, stopped: StoppedClock
) -> None:
    stamp = stamp_in(client.get("/ask").text)
    stopped.pass_seconds(1)
    response = client.post("/ask", data={"q": WHO, "stamp": stamp})
    assert response.status_code == 422
    assert "quicker than anybody reads" in response.text
    assert WHO in response.text
    stopped.pass_seconds(2)
    assert client.post("/ask", data={"q": WHO, "stamp": stamp_in(response.text)}).status_code == 303


@pytest.mark.parametrize("seconds", [24 * 3600 + 1, -10])
def test_an_old_form_is_sent_again(client: FlaskClient, stopped: StoppedClock, seconds: int) -> None:
    stamp = stamp_in(client.get("/ask").text)
    stopped.pass_seconds(seconds)
    response = client.post("/ask", data={"q": WHO, "stamp": stamp})
    assert response.status_code == 422
    assert "too long ago" in response.text
    assert WHO in response.text


def test_a_form_of_yesterday_evening_is_good(client: FlaskClient, stopped: StoppedClock) -> None:
    stamp = stamp_in(client.get("/ask").text)
    stopped.pass_seconds(24 * 3600)
    assert client.post("/ask", data={"q": WHO, "stamp": stamp}).status_code == 303


@pytest.mark.parametrize("stamp", ["", "1", "1777885200.", f"1777885200.{'0' * 64}", "é.x", "9" * 40, "\x00"])
def test_no_stamp_can_be_made_up(client: FlaskClient, engine: Engine, stamp: str) -> None:
    assert client.post("/ask", data={"q": WHO, "stamp": stamp}).status_code == 422
    assert kept(engine) == []


def test_what_a_machine_filled_in_looks_sent_and_is_spam(
    client: FlaskClient, engine: Engine, stopped: StoppedClock
) -> None:
    response = send(client, "/ask", stopped, q=WHO, website="https://cheap.example")
    assert response.status_code == 303
    assert kept(engine) == []
    assert len(kept(engine, LetterState.SPAM)) == 1
    assert "<h1>Set aside</h1>" in client.get(response.headers["Location"]).text


def test_two_in_a_minute_are_one_too_many(client: FlaskClient, engine: Engine, stopped: StoppedClock) -> None:
    send(client, "/ask", stopped, q=WHO)
    response = send(client, "/report", stopped, text=WRONG, passage="at noon")
    assert response.status_code == 429
    assert response.headers["Retry-After"] == "55"
    assert "again in 55 seconds" in response.text
    assert WRONG in response.text
    assert "at noon" in response.text
    assert len(kept(engine)) == 1
    stopped.pass_seconds(50)
    assert send(client, "/report", stopped, text=WRONG).status_code == 303


def test_places_are_told_apart_by_the_network_that_one_subscriber_has(
    client: FlaskClient, stopped: StoppedClock
) -> None:
    def sent_from(address: str) -> int:
        stamp = stamp_in(client.get("/ask").text)
        stopped.pass_seconds(3)
        data = {"q": f"What of {address} then?", "stamp": stamp}
        return client.post("/ask", data=data, environ_base={"REMOTE_ADDR": address}).status_code

    assert sent_from("192.0.2.1") == 303
    assert sent_from("192.0.2.2") == 303
    assert sent_from("2001:db8::1") == 303
    assert sent_from("2001:db8::2") == 429
    assert sent_from("2001:db8:0:1::1") == 303
    assert sent_from("192.0.2.1") == 429


def test_a_full_box_says_so(
    client: FlaskClient, stopped: StoppedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(letter_box, "MOST_UNREAD", dict.fromkeys(LetterState, 0))
    response = send(client, "/ask", stopped, q=WHO)
    assert response.status_code == 429
    assert response.headers["Retry-After"] == "3600"
    assert "letter box is full" in response.text
    assert WHO in response.text


@pytest.mark.parametrize("path", ["/ask", "/report"])
@pytest.mark.parametrize(
    "headers", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}, {"Origin": "null"}]
)
def test_no_other_site_makes_a_browser_write(
    client: FlaskClient, engine: Engine, path: str, headers: dict[str, str]
) -> None:
    assert client.post(path, data={"q": WHO, "text": WRONG}, headers=headers).status_code == 403
    assert kept(engine) == []


@pytest.mark.parametrize("path", ["/ask", "/report"])
def test_forms_take_no_other_kind_of_request(client: FlaskClient, path: str) -> None:
    assert client.put(path).status_code == 405
    assert client.delete(path).status_code == 405
    assert client.post("/asked/abc").status_code == 405


def test_more_than_a_letter_is_refused_unread(client: FlaskClient) -> None:
    assert client.post("/report", data={"text": "x" * 70_000}).status_code == 413


def test_whoever_asks_what_was_asked_is_told_and_counted(
    client: FlaskClient, engine: Engine, stopped: StoppedClock
) -> None:
    a_letter(engine)
    response = send(client, "/ask", stopped, q=WHO.upper())
    page = client.get(response.headers["Location"]).text
    assert "Somebody asked for the same before you" in page
    assert "2 letters ask for this" in page


def test_whoever_asks_what_is_answered_is_led_there_at_once(
    client: FlaskClient, stopped: StoppedClock, question: Question
) -> None:
    response = send(client, "/ask", stopped, q=question.text)
    page = client.get(response.headers["Location"]).text
    assert "<h1>Answered</h1>" in page
    assert f'href="{question.url}"' in page


def test_the_page_follows_along(client: FlaskClient, engine: Engine) -> None:
    letter = a_letter(engine)
    address = f"/asked/{WHO.rstrip('?')}%3F"
    plan_letter(engine, EDDA, letter.id, seen=1)
    assert "looks into it" in client.get(address).text
    decline_letter(engine, EDDA, letter.id, "It is about <i>the future</i>.", seen=2)
    page = client.get(address).text
    assert "Not taken up" in page
    assert "It is about &lt;i&gt;the future&lt;/i&gt;." in page


def test_spam_is_told_that_it_was_set_aside(client: FlaskClient, engine: Engine) -> None:
    letter = a_letter(engine, token="tok")
    mark_spam(engine, EDDA, [(letter.id, 1)])
    assert "<h1>Set aside</h1>" in client.get("/asked/tok").text


def test_hostile_text_is_text_and_comes_back_as_it_was_sent(
    client: FlaskClient, engine: Engine, stopped: StoppedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(letter_box, "MOST_AN_HOUR", 10_000)
    vectors = [line for line in HOSTILE if len(" ".join(line.split())) >= 10 and len(line) <= 500]
    assert len(vectors) > 90
    for vector in vectors:
        stopped.pass_seconds(60)
        response = send(client, "/report", stopped, text=vector, passage=vector)
        assert response.status_code == 303, vector
        page = client.get(response.headers["Location"]).text
        quoted = re.findall(r'<blockquote class="typed">(.*?)</blockquote>', page, re.DOTALL)
        assert len(quoted) == 2
        for text in quoted:
            assert "<" not in text
            assert unescape(text) == vector.strip()
        form = client.get("/ask", query_string={"q": vector}).text
        assert unescape(re.findall(r"<textarea[^>]*>\n(.*?)</textarea>", form, re.DOTALL)[0]) == vector
    assert len(kept(engine)) + len(kept(engine, LetterState.MERGED)) == len(vectors)


def test_where_tries_cannot_be_counted_nothing_is_taken(
    engine: Engine, tmp_path: Path, stopped: StoppedClock
) -> None:
    """Forms fail closed: a folder stands where the file of tries belongs."""
    (tmp_path / "throttle.db").mkdir()
    app: Flask = create_app(Settings(data_dir=tmp_path), engine)
    response = send(app.test_client(), "/ask", stopped, q=WHO)
    assert response.status_code == 503
    assert kept(engine) == []
