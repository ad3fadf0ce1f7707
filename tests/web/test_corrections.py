"""/corrections, its feed, and notices on the pages that they are about"""

import re
import xml.etree.ElementTree as ET
from datetime import timedelta
from html import unescape
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from factually_app import create_app
from factually_app.config import Settings
from factually_app.domain.article import Article
from factually_app.domain.claim import Claim
from factually_app.domain.correction import RECENT, Correction, CorrectionKind
from factually_app.domain.question import Question
from factually_app.domain.record import RecordStatus
from factually_app.operations.corrections import issue_correction
from factually_app.operations.notices import Notice
from factually_app.store.edition import content_changed
from factually_app.store.engine import Engine, Statement
from tests.factories import Newsroom
from tests.letters import StoppedClock
from tests.staff import EDDA

FEED = "/feeds/corrections.atom"
ATOM = "{http://www.w3.org/2005/Atom}"
NOTICE = Notice(CorrectionKind.CORRECTION, now="It was two.", was="It was noon.", place="Part 1")
HOSTILE = (Path(__file__).parent.parent / "content" / "hostile.txt").read_text("utf-8").split("\n")


@pytest.fixture(autouse=True)
def stopped(monkeypatch: pytest.MonkeyPatch) -> StoppedClock:
    clock = StoppedClock()
    clock.stop(monkeypatch)
    return clock


def on_article(engine: Engine, article: Article) -> Correction:
    return issue_correction(engine, EDDA, NOTICE, article_id=article.id)


def test_a_notice_stands_at_the_top_while_recent_and_always_at_the_foot(
    client: FlaskClient, engine: Engine, article: Article, stopped: StoppedClock
) -> None:
    given = on_article(engine, article)
    page = client.get(article.url).text
    top, foot = page.index("Recent corrections"), page.index(f'id="correction-{given.id}"')
    assert top < page.index('id="summary"') < page.index('id="sources"') < foot
    assert page.count("It was noon.") == 2
    assert '<time datetime="2026-05-04">4 May 2026</time>' in page
    stopped.pass_seconds(RECENT.total_seconds())
    assert "Recent corrections" in client.get(article.url).text
    stopped.pass_seconds(timedelta(days=1).total_seconds())
    page = client.get(article.url).text
    assert "Recent corrections" not in page
    assert page.count("It was noon.") == 1


def test_one_about_a_claim_shows_on_its_page_on_checks_and_in_answers(
    client: FlaskClient, engine: Engine, article: Article, claim: Claim, question: Question
) -> None:
    issue_correction(engine, EDDA, NOTICE, claim_id=claim.id)
    assert "It was two." in client.get(claim.url).text
    page = client.get(article.url).text
    assert "It was two." in page
    assert f'On the claim record <a href="{claim.url}">' in page
    mark = f'<a class="noticed" href="{claim.url}#corrections">Correction, 4 May 2026</a>'
    assert mark in client.get(question.url).text
    assert mark in client.get(f"{article.url}?open={question.id}").text
    assert mark in client.get(question.url, headers={"HX-Request": "true"}).text


def test_pages_without_a_notice_speak_of_none(
    client: FlaskClient, article: Article, claim: Claim, question: Question
) -> None:
    for url in (article.url, claim.url, question.url):
        page = client.get(url).text
        assert 'class="notices' not in page
        assert "noticed" not in page


def test_every_notice_and_every_kind_is_on_one_page(
    client: FlaskClient, engine: Engine, article: Article, claim: Claim
) -> None:
    assert "No notice has been given yet" in client.get("/corrections").text
    on_article(engine, article)
    issue_correction(engine, EDDA, Notice(CorrectionKind.UPDATE, now="A bell was found."), claim_id=claim.id)
    page = client.get("/corrections").text
    for kind in CorrectionKind:
        assert f"<dt>{kind.label}</dt><dd>{kind.meaning}</dd>" in page
    assert f'In <a href="{article.url}">' in page
    assert f'On the claim record <a href="{claim.url}">' in page
    assert f'href="{FEED}"' in page
    assert "Edda" not in page


def test_notices_are_paged_the_newest_first(
    client: FlaskClient, engine: Engine, article: Article, stopped: StoppedClock
) -> None:
    for n in range(31):
        stopped.pass_seconds(1)
        notice = Notice(CorrectionKind.UPDATE, now=f"Update {n} of many.")
        issue_correction(engine, EDDA, notice, article_id=article.id)
    page = client.get("/corrections").text
    assert re.findall(r"Update (\d+) of many", page) == [str(n) for n in range(30, 0, -1)]
    assert 'rel="next" href="/corrections?page=2"' in page
    assert re.findall(r"Update (\d+) of many", client.get("/corrections?page=2").text) == ["0"]
    assert "no notices this far back" in client.get("/corrections?page=3").text
    assert client.get("/corrections?page=x").status_code == 200


def test_nothing_about_a_draft_is_told(client: FlaskClient, engine: Engine, newsroom: Newsroom) -> None:
    claim = newsroom.claim("The bell cracked.")
    issue_correction(engine, EDDA, NOTICE, claim_id=claim.id)
    assert "The bell cracked." in client.get("/corrections").text
    status = {"id": claim.id, "status": RecordStatus.DRAFT.value}
    engine.commit([Statement("UPDATE claims SET status = :status WHERE id = :id", status), content_changed()])
    for path in ("/corrections", FEED):
        assert "bell" not in client.get(path).text


def test_the_feed_tells_what_the_page_tells(
    engine: Engine, tmp_path: Path, article: Article, claim: Claim
) -> None:
    settings = Settings(data_dir=tmp_path, base_url="https://weir.example")
    client = create_app(settings, engine).test_client()
    given = on_article(engine, article)
    response = client.get(FEED)
    assert response.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert response.headers["ETag"]
    root = ET.fromstring(response.text)
    (entry,) = root.findall(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}title") == f"Correction: {article.title}"
    assert entry.findtext(f"{ATOM}updated") == "2026-05-04T09:00:00+00:00"
    link = entry.find(f"{ATOM}link")
    assert link is not None
    assert link.get("href") == f"https://weir.example{article.url}#correction-{given.id}"
    said = "Where: Part 1\nWhat it was: It was noon.\nWhat it is now: It was two."
    assert entry.findtext(f"{ATOM}summary") == said


def test_an_empty_feed_is_a_feed(client: FlaskClient) -> None:
    root = ET.fromstring(client.get(FEED).text)
    assert root.findtext(f"{ATOM}updated") == "2026-01-01T00:00:00+00:00"


@pytest.mark.parametrize("path", ["/corrections", FEED])
def test_notices_are_only_read(client: FlaskClient, path: str) -> None:
    assert client.post(path).status_code == 405
    assert "Set-Cookie" not in client.get(path).headers


def test_hostile_text_is_text_in_every_place(
    client: FlaskClient, engine: Engine, article: Article, claim: Claim
) -> None:
    vectors = [line.strip() for line in HOSTILE if line.strip()]
    for n in range(0, len(vectors), 40):
        text = "\n".join(vectors[n : n + 40])
        notice = Notice(CorrectionKind.CORRECTION, now=text[:2_000], was=text[:2_000], place=vectors[n])
        issue_correction(engine, EDDA, notice, article_id=article.id, claim_id=claim.id)
    expected = None
    for url in ("/corrections", article.url, claim.url):
        page = client.get(url).text
        said = re.findall(r'<dd class="typed">(.*?)</dd>', page, re.DOTALL)
        assert said
        assert all("<" not in text for text in said)
        found = {unescape(text) for text in said}
        assert expected in (None, found)
        expected = found
    summaries = [e.text or "" for e in ET.fromstring(client.get(FEED).text).iter(f"{ATOM}summary")]
    for text in expected or ():
        assert any(text in summary for summary in summaries)
