"""GET /search"""

import re
import time
from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient

from factually_app.content.slug import slugify
from factually_app.domain.article import Article
from factually_app.domain.claim import Claim
from factually_app.domain.question import Question
from factually_app.domain.rating import Rating
from factually_app.store import bounded, matching
from factually_app.store.engine import Engine
from factually_app.store.others_claims import put_others_claim
from factually_app.web.pace import SEARCHES_AT_ONCE
from tests.clocks import StoppedClock
from tests.factories import Newsroom, others_claim
from tests.hostile_queries import SQL_WORDS, hostile_queries
from tests.web.test_security import REQUIRED

HTMX = {"HX-Request": "true"}
LONGEST_SENT = 20_000
"""Bytes, each three characters of an address: the server takes no longer ones."""


def results_of(page: str) -> str:
    return page[page.index('id="results"') :]


def links_in(page: str) -> list[str]:
    return re.findall(r'<h2><a href="([^"]+)">', results_of(page))


# ---- Works --------------------------------------------------------------------------------------


def test_a_reader_without_scripts_gets_a_page_with_every_kind_of_record(
    client: FlaskClient, article: Article, question: Question, claim: Claim
) -> None:
    page = client.get("/search?q=clock").text
    assert page.startswith("<!doctype html>")
    assert {article.url, question.url, claim.url} <= set(links_in(page))
    assert any(link.startswith("/sources/minutes-of-the-clock") for link in links_in(page))
    assert 'value="clock"' in page
    assert re.search(r"<b>\d results</b>: .*1 fact check", page)


def test_every_result_leads_to_its_page(client: FlaskClient, article: Article) -> None:
    links = links_in(client.get("/search?q=clock").text)
    assert len(links) >= 4
    for link in links:
        assert client.get(link).status_code == 200


def test_ratings_show_as_everywhere_else(client: FlaskClient, article: Article, statement: Claim) -> None:
    page = results_of(client.get("/search?q=clock").text)
    assert f'<span class="rating disputes">{Rating.DISPUTED.label}</span>' in page
    assert '<span class="tag supports">Said, on record</span>' in page


def test_words_are_marked_as_text(client: FlaskClient, newsroom: Newsroom) -> None:
    newsroom.question("Did <b>it</b> & the <script>clock</script> stop?", answer='"Stops" <i>stopped</i>.')
    page = results_of(client.get("/search?q=stopping+clock").text)
    assert "&lt;b&gt;it&lt;/b&gt; &amp; the &lt;script&gt;<mark>clock</mark>&lt;/script&gt; <mark>" in page
    assert "&#34;<mark>Stops</mark>&#34; &lt;i&gt;<mark>stopped</mark>&lt;/i&gt;." in page


def test_claims_of_others_are_shown_as_theirs(client: FlaskClient, engine: Engine, claim: Claim) -> None:
    theirs = others_claim(text="The clock <b>never</b> stopped.", address="https://echo.example/1?a=1&b=2")
    engine.commit([put_others_claim(theirs)])
    page = results_of(client.get("/search?q=never+stopped").text)
    start = page.index('<li class="theirs">')
    item = page[start : page.index("</li>", start)]
    assert "Checked by The Upper Weir Echo, not by us" in item
    assert "Their rating: “Not quite”" in item
    assert 'href="https://echo.example/1?a=1&amp;b=2" rel="noopener nofollow"' in item
    assert "The <mark>" not in item
    assert "&lt;b&gt;<mark>never</mark>&lt;/b&gt; <mark>stopped</mark>." in item
    assert 'class="tag' not in item
    assert 'class="rating' not in item


def test_the_empty_page_says_what_is_searched_and_how(client: FlaskClient) -> None:
    for path in ("/search", "/search?q=", "/search?q=+%20", "/search?q=%00"):
        page = client.get(path).text
        assert "how well the words fit decides" in page
        assert 'data-said=""' in page
        assert 'data-address="/search"' in page


def test_filters_are_in_the_form_as_they_are_in_the_address(client: FlaskClient, article: Article) -> None:
    path = "/search?q=clock&kind=claim&kind=source&topic=oddly-weir&rating=supported&from=1990&to=1995-06-01"
    page = client.get(path).text
    for said in (
        'value="claim" checked',
        'value="source" checked',
        'value="oddly-weir" selected',
        'value="supported" checked',
        'name="from" value="1990-01-01"',
        'name="to" value="1995-06-01"',
        "<details open>",
    ):
        assert said in page
    assert page.count(" checked>") == 3
    assert all(link.startswith("/claims/") for link in links_in(page))
    assert links_in(page)
    assert "<details open>" not in client.get("/search?q=clock").text


def test_what_has_no_date_is_said_to_be_left_out(client: FlaskClient, question: Question) -> None:
    page = client.get("/search?q=clock+stop&from=1990").text
    assert question.url not in page
    assert "1 record that matches has no date and is left out." in page


def test_results_come_page_by_page(client: FlaskClient, newsroom: Newsroom) -> None:
    for number in range(45):
        newsroom.claim(f"Bell number {number} rang.")
    first = client.get("/search?q=bell").text
    following = unescape(re.findall(r'rel="next" href="([^"]+)"', first)[0])
    assert following == "/search?q=bell&page=2"
    second = client.get(following).text
    assert '<ol class="found" start="21">' in second
    assert 'rel="prev" href="/search?q=bell"' in second
    third = client.get("/search?q=bell&page=3").text
    seen = [links_in(page) for page in (first, second, third)]
    assert [len(links) for links in seen] == [20, 20, 5]
    assert len({link for links in seen for link in links}) == 45
    assert 'rel="next"' not in third
    assert "no results this far back" in client.get("/search?q=bell&page=4").text
    assert links_in(client.get("/search?q=bell&page=x").text) == seen[0]


def test_very_many_matches_are_said_to_be_the_best_of_more(
    client: FlaskClient, newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(6):
        newsroom.claim(f"Bell number {number} rang.")
    assert "best matches" not in client.get("/search?q=bell").text
    monkeypatch.setattr("factually_app.operations.searching.MOST_RANKED", 5)
    assert "These are the 500 best matches, and filters narrow those" in client.get("/search?q=bell").text


def test_a_slip_is_followed_by_what_may_have_been_meant(client: FlaskClient, claim: Claim) -> None:
    page = client.get("/search?q=clcok&kind=claim").text
    assert 'Did you mean <a href="/search?q=clock&amp;kind=claim">clock</a>?' in page
    assert 'data-said="Nothing found. Did you mean clock?"' in page
    assert claim.url in links_in(client.get("/search?q=clock&kind=claim").text)


def test_nothing_found_leads_on(client: FlaskClient, claim: Claim) -> None:
    page = results_of(client.get("/search?q=xylophone+%26+zither&kind=claim").text)
    assert "Nothing was found with these filters." in page
    assert 'href="/search?q=xylophone+%26+zither"' in page
    assert 'href="/ask?q=xylophone+%26+zither"' in page
    page = results_of(client.get("/search?q=xylophone").text)
    assert "Nothing was found." in page
    assert "without filters" not in page


def test_every_public_page_leads_here(client: FlaskClient, article: Article, claim: Claim) -> None:
    for path in ("/", article.url, claim.url, "/corrections", "/nowhere"):
        assert '<a href="/search">Search</a>' in client.get(path).text


# ---- As fragment --------------------------------------------------------------------------------


def test_htmx_gets_the_results_alone(client: FlaskClient, claim: Claim) -> None:
    response = client.get("/search?q=clock&topic=&rating=&from=&to=", headers=HTMX)
    assert response.text.startswith('<div id="results"')
    assert "<form" not in response.text
    assert 'data-address="/search?q=clock"' in response.text
    assert 'data-title="clock · Search · Factually"' in response.text
    assert "HX-Request" in response.headers["Vary"]
    page = client.get("/search?q=clock").text
    assert response.text.strip() in page


def test_the_last_word_may_be_unfinished_for_both(client: FlaskClient, claim: Claim) -> None:
    for headers in ({}, HTMX):
        page = client.get("/search?q=the+clo", headers=headers).text
        assert claim.url in page
        assert "<mark>clock</mark>" in page


# ---- Bad input ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("kind=poem", "There is no kind “poem”"),
        ("rating=lie", "There is no rating “lie”"),
        ("topic=moon", "There is no topic “moon”"),
        ("from=soon", "“soon” is no date"),
        ("from=2020&to=2019", "The first day is after the last"),
    ],
)
def test_what_cannot_be_a_filter_is_said_and_left_aside(
    client: FlaskClient, claim: Claim, query: str, sentence: str
) -> None:
    response = client.get(f"/search?q=clock&{query}")
    assert response.status_code == 200
    assert sentence in response.text
    assert claim.url in response.text


def test_of_a_long_text_the_beginning_is_searched_for_and_it_is_said(
    client: FlaskClient, claim: Claim
) -> None:
    page = client.get("/search?q=clock+" + "x" * 20_000).text
    assert "Only the first 200 characters are searched for." in page
    assert claim.url in page
    assert "x" * 195 not in page


@pytest.mark.parametrize("step", [10, pytest.param(1, marks=pytest.mark.slow)])
def test_hostile_text_is_harmless(
    app: Flask, client: FlaskClient, engine: Engine, article: Article, step: int
) -> None:
    app.extensions["factually_search_pace"]._at_once = 10**9
    before = tables(engine)
    for number, text in enumerate(list(hostile_queries(2_000))[::step]):
        began = time.monotonic()
        sent = text.encode("utf-8", "surrogatepass")[:LONGEST_SENT]
        field = ("q", "topic", "kind", "rating", "from", "to", "page")[number % 7 if number % 3 == 0 else 0]
        response = client.get("/search", query_string={"q": b"clock", field: sent}, headers=HTMX)
        assert response.status_code == 200, ascii(text)
        assert time.monotonic() - began < 5, ascii(text)
        assert not [word for word in SQL_WORDS if word in without_echo(response.text)], ascii(text)
    assert tables(engine) == before


def without_echo(page: str) -> str:
    """Return what the page says by itself: neither what was typed nor addresses that carry it."""
    page = re.sub(r'(data-\w+|href)="[^"]*"', "", page)
    return re.sub(r"“[^”]*”|Did you mean .*", "", page)


def tables(engine: Engine) -> dict[str, int]:
    db = engine.reader()
    return {name: db[name].count for name in db.table_names() if not name.startswith("sqlite_")}


def test_a_search_that_takes_too_long_is_broken_off_with_a_sentence(
    client: FlaskClient, claim: Claim, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bounded, "_STEPS", 1)
    monkeypatch.setattr(matching, "LONGEST_SECONDS", -1.0)
    for headers in ({}, HTMX):
        response = client.get("/search?q=clock", headers=headers)
        assert response.status_code == 503
        assert response.headers["Retry-After"] == "5"
        assert "took too long and was broken off" in response.text
        assert "Nothing was found" not in response.text


def test_one_address_may_search_so_often(client: FlaskClient, claim: Claim, stopped: StoppedClock) -> None:
    for _ in range(SEARCHES_AT_ONCE):
        assert client.get("/search?q=clock").status_code == 200
    for headers in ({}, HTMX):
        response = client.get("/search?q=clock", headers=headers)
        assert response.status_code == 429
        assert response.headers["Retry-After"] == "1"
        assert "More searches came from your address than are answered at once" in response.text
        assert "Try again in a second." in response.text
    assert client.get("/search").status_code == 200
    assert client.get("/search?q=clock", environ_base={"REMOTE_ADDR": "198.51.100.7"}).status_code == 200
    stopped.pass_by(seconds=1)
    assert client.get("/search?q=clock").status_code == 200


# ---- Wrong method, cross-site, headers ----------------------------------------------------------


def test_it_is_only_read(client: FlaskClient) -> None:
    for method in ("POST", "PUT", "PATCH", "DELETE"):
        assert client.open("/search", method=method).status_code == 405


def test_other_sites_may_link_here_but_send_nothing(client: FlaskClient, claim: Claim) -> None:
    cross = {"Sec-Fetch-Site": "cross-site", "Origin": "https://elsewhere.example"}
    assert client.get("/search?q=clock", headers=cross).status_code == 200
    assert client.post("/search", headers=cross).status_code == 403


def test_it_sets_no_cookie_and_is_kept_by_no_search_engine(client: FlaskClient, claim: Claim) -> None:
    for path in ("/search", "/search?q=clock", "/search?q=xylophone"):
        response = client.get(path)
        assert set(response.headers.keys()) >= REQUIRED
        assert "Set-Cookie" not in response.headers
        assert response.headers["X-Robots-Tag"] == "noindex"
        assert '<meta name="robots" content="noindex">' in response.text
        assert response.headers["Cache-Control"] == "public, no-cache"
        again = client.get(path, headers={"If-None-Match": response.headers["ETag"]})
        assert again.status_code == 304


def test_new_words_are_found_at_the_next_request(client: FlaskClient, newsroom: Newsroom) -> None:
    assert "Nothing was found" in client.get("/search?q=bell").text
    made = newsroom.claim("The bell cracked.")
    assert f"/claims/{slugify(made.text, fallback='x')}-{made.id}" in client.get("/search?q=bell").text
