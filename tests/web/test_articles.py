"""GET /, /topics/<topic> and /fact-checks/<topic>/<slug>-<id>"""

import re
from datetime import date, timedelta

import pytest
from flask.testing import FlaskClient

from factually_app.domain.article import Article, ArticleStatus
from factually_app.domain.claim import Claim
from factually_app.domain.question import Question
from factually_app.domain.source import Source
from factually_app.operations.publishing import withdraw_article
from factually_app.store.engine import Engine
from tests.factories import Newsroom
from tests.staff import EDDA


def test_blocks_stand_in_the_order_readers_know(
    client: FlaskClient, newsroom: Newsroom, article: Article
) -> None:
    newsroom.campaign()
    page = client.get(article.url).text
    blocks = [
        'id="support-title"',
        "<h1>The clock tower of Oddly Weir",
        "Checked on",
        "Disclaimer",
        "Executive summary",
        "<h2>1. Part 1</h2>",
        "<h2>2. Part 2</h2>",
        '<h2 id="dive">',
        '<h2 id="sources">',
    ]
    places = [page.index(block) for block in blocks]
    assert places == sorted(places)


def test_the_head_says_rating_reason_date_reading_time_and_sources(
    client: FlaskClient, article: Article
) -> None:
    page = client.get(article.url).text
    for words in (
        "Disputed",
        "The record says both.",
        '<time datetime="2025-06-01">1 June 2025</time>',
        "1 min read",
        "4 citations, 2 publishers",
    ):
        assert words in page


def test_learn_more_opens_in_place(client: FlaskClient, article: Article) -> None:
    page = client.get(article.url).text
    assert re.search(r'<details class="note">\s*<summary>Disclaimer.*Learn more', page)


def test_sections_are_open_unless_the_address_says_otherwise(client: FlaskClient, article: Article) -> None:
    assert client.get(article.url).text.count('class="section"') == 2
    assert len(re.findall(r'class="section" id="s\d" open', client.get(article.url).text)) == 2


@pytest.mark.parametrize(
    ("query", "shown"),
    [("open=s1", ["s1"]), ("open=s2", ["s2"]), ("open=s1&open=s2", ["s1", "s2"]), ("open=s0", [])],
)
def test_open_names_the_sections_that_are_open(
    client: FlaskClient, article: Article, query: str, shown: list[str]
) -> None:
    page = client.get(f"{article.url}?{query}").text
    assert re.findall(r'class="section" id="(s\d)" open', page) == shown


def test_a_citation_is_a_link_with_a_name(client: FlaskClient, article: Article) -> None:
    page = client.get(article.url).text
    assert 'aria-label="Source 1: Minutes of the clock committee, Oddly Weir Town Hall"' in page
    assert 'role="doc-noteref"' in page


def test_the_source_list_leads_back_to_each_use(client: FlaskClient, article: Article) -> None:
    page = client.get(article.url).text
    uses = re.findall(r'role="doc-noteref" id="(ref-\d+-[a-z]+)"', page)
    back = re.findall(r'role="doc-backlink" href="#(ref-\d+-[a-z]+)"', page)
    assert uses == ["ref-1-a", "ref-1-b", "ref-1-c", "ref-2-a"]
    assert sorted(back) == sorted(uses)


def test_every_link_within_the_page_has_its_target(client: FlaskClient, article: Article) -> None:
    page = client.get(article.url).text
    ids = set(re.findall(r'\bid="([^"]+)"', page))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= ids


def test_every_id_stands_once(
    client: FlaskClient, article: Article, question: Question, next_question: Question
) -> None:
    page = client.get(f"{article.url}?open={question.id}.{next_question.id}").text
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))


def test_a_source_still_to_be_named_says_so(client: FlaskClient, newsroom: Newsroom, source: Source) -> None:
    article = newsroom.article(newsroom.topic(), cited=[source, None], unnamed_accepted=True)
    page = client.get(article.url).text
    assert "Source to be named" in page
    assert 'aria-label="Source 2: to be named"' in page
    assert "published before each of its sources was named" in page


def test_charts_link_each_mark_to_its_claim_and_to_a_table(
    client: FlaskClient, article: Article, claim: Claim, statement: Claim
) -> None:
    page = client.get(article.url).text
    timeline = page[page.index('class="timeline"') : page.index('<details class="table"')]
    for record in (claim, statement):
        assert f'href="{record.short_url}"' in timeline
        assert client.get(record.short_url).headers["Location"] == record.url
    assert "<title>2 May 1994, " in timeline
    assert f'<a href="{article.records_url}">' in page


def test_the_records_of_a_check_stand_on_a_page_of_their_own(
    client: FlaskClient, article: Article, claim: Claim, statement: Claim
) -> None:
    page = client.get(article.records_url).text
    piece = client.get(article.records_url, headers={"HX-Request": "true"}).text
    assert page.startswith("<!doctype html>")
    assert f'href="{article.url}"' in page
    assert "<html" not in piece
    for record in (claim, statement):
        assert f'<a href="{record.url}">{record.text}</a>' in page
        assert f'<a href="{record.url}">' in piece
    assert client.get(f"{article.url}x/records").status_code == 404
    assert client.get(f"/fact-checks/x/y-{article.id}/records").headers["Location"] == article.records_url


def test_evidence_on_the_claim_itself_is_counted_apart_from_that_on_the_records(
    client: FlaskClient, article: Article
) -> None:
    page = client.get(article.url).text
    division = page[page.index('class="division"') : page.index('class="record"')]
    assert 'aria-label="On the claim of this check: 1 disputes"' in division
    assert 'aria-label="On the 1 claim record in the text: 1 supports"' in division


def test_open_draws_an_answer_on_the_page(client: FlaskClient, article: Article, question: Question) -> None:
    page = client.get(f"{article.url}?open={question.id}").text
    assert 'aria-expanded="true"' in page
    assert f'data-path="{question.id}"' in page


def test_a_path_that_leads_nowhere_opens_what_it_can(
    client: FlaskClient, article: Article, question: Question
) -> None:
    page = client.get(f"{article.url}?open={question.id}.ffffff").text
    assert f'data-path="{question.id}"' in page


@pytest.mark.parametrize("nonsense", ["", "s", "s9999", "<b>", "a..b", "../..", "%00", "abcdef.", "ffffff"])
def test_nonsense_in_open_shows_the_page_with_no_answer(
    client: FlaskClient, article: Article, nonsense: str
) -> None:
    response = client.get(article.url, query_string={"open": nonsense})
    assert response.status_code == 200
    assert "data-path" not in response.text


def test_the_number_of_queries_does_not_follow_the_number_of_claims(
    client: FlaskClient, newsroom: Newsroom, engine: Engine, source: Source
) -> None:
    topic = newsroom.topic()
    counts = []
    for size in (1, 12):
        claims = [newsroom.claim(f"Claim {size}.{n} about the clock.") for n in range(size)]
        question = newsroom.question(f"What of the {size}?", claims=claims)
        article = newsroom.article(
            topic, f"Check with {size}", cited=[source, source], claims=claims, questions=[question]
        )
        counts.append(
            [
                queries(engine, client, article.url),
                queries(engine, client, f"{article.url}?open={question.id}"),
                queries(engine, client, question.url, fragment=True),
            ]
        )
    assert counts[0] == counts[1]
    page, opened, answer = counts[0]
    assert page <= 8
    assert opened <= 12
    assert answer <= 4


def queries(engine: Engine, client: FlaskClient, url: str, *, fragment: bool = False) -> int:
    """Count the queries that a request makes."""
    seen: list[str] = []
    with engine.reader().tracer(lambda sql, params: seen.append(sql)):
        client.get(url, headers={"HX-Request": "true"} if fragment else {})
    return len(seen)


def test_a_wrong_topic_or_slug_leads_to_the_right_address(client: FlaskClient, article: Article) -> None:
    response = client.get(f"/fact-checks/elsewhere/renamed-{article.id}?open=s1")
    assert response.status_code == 301
    assert response.headers["Location"] == f"{article.url}?open=s1"


def test_what_is_not_published_is_not_found(client: FlaskClient, newsroom: Newsroom, source: Source) -> None:
    article = newsroom.article(newsroom.topic(), cited=[source, source], status=ArticleStatus.DRAFT)
    assert client.get(article.url).status_code == 404
    assert article.title not in client.get("/").text


def test_a_withdrawn_check_says_why_and_shows_nothing_of_its_text(
    client: FlaskClient, engine: Engine, article: Article
) -> None:
    withdraw_article(engine, EDDA, article.id, seen=1, why="The minutes were those of another tower.")
    response = client.get(article.url)
    assert response.status_code == 410
    assert client.get(article.records_url).status_code == 410
    assert article.title in response.text
    assert "The minutes were those of another tower." in response.text
    assert "Retraction" in response.text
    for gone in (article.summary_markdown[:20], article.rating_reason or "", "It was repaired"):
        assert gone not in response.text
    assert article.title not in client.get("/").text


def test_a_withdrawn_check_is_found_under_a_mistyped_address_too(
    client: FlaskClient, engine: Engine, article: Article
) -> None:
    withdraw_article(engine, EDDA, article.id, seen=1, why="It does not stand.")
    response = client.get(f"/fact-checks/elsewhere/renamed-{article.id}")
    assert response.status_code == 301
    assert response.headers["Location"] == article.url


def test_text_never_becomes_markup(client: FlaskClient, newsroom: Newsroom, source: Source) -> None:
    hostile = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    question = newsroom.question(f"Why {hostile}?", claims=[newsroom.claim(f"So {hostile}.")])
    article = newsroom.article(
        newsroom.topic(),
        f"Title {hostile}",
        summary=f"{hostile} [1]",
        bodies=[hostile],
        cited=[source],
        questions=[question],
    )
    page = client.get(f"{article.url}?open={question.id}").text
    assert "<script>alert" not in page
    assert "<img" not in page


def test_the_front_page_lists_the_newest_checks_first(
    client: FlaskClient, newsroom: Newsroom, source: Source
) -> None:
    topic = newsroom.topic()
    for n in range(25):
        newsroom.article(
            topic,
            f"Check number {n}",
            cited=[source, source],
            checked_on=date(2025, 1, 1) + timedelta(days=n),
        )
    first, second = client.get("/").text, client.get("/?page=2").text
    assert re.findall(r"Check number (\d+)<", first) == [str(n) for n in range(24, 4, -1)]
    assert re.findall(r"Check number (\d+)<", second) == ["4", "3", "2", "1", "0"]
    assert 'rel="next"' in first
    assert 'rel="next"' not in second


def test_a_page_past_the_last_says_so(client: FlaskClient, article: Article) -> None:
    assert "no checks this far back" in client.get("/?page=99").text


def test_an_empty_newsroom_says_so(client: FlaskClient) -> None:
    assert "no published check" in client.get("/").text


def test_a_topic_lists_its_own_checks(client: FlaskClient, newsroom: Newsroom, article: Article) -> None:
    newsroom.topic("pigeons")
    assert article.title in client.get("/topics/oddly-weir").text
    assert article.title not in client.get("/topics/pigeons").text
    assert client.get("/topics/nowhere").status_code == 404


def test_htmx_gets_only_the_list(client: FlaskClient, article: Article) -> None:
    response = client.get("/", headers={"HX-Request": "true"})
    assert response.text.lstrip().startswith('<div id="checks">')
