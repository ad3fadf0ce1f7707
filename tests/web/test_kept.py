"""The body of a check is kept until its records change, and never longer"""

from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import Client

from factually_app.domain.article import Article
from factually_app.store.edition import campaign_changed, content_changed
from factually_app.store.engine import Engine, Statement
from factually_app.web import live_check
from factually_app.web.kept import Kept, Moment

TODAY = date(2026, 1, 1)
FIRST = Moment(1, TODAY)


def queries(engine: Engine, app: Flask, address: str) -> int:
    """Ask what stands below the page cache, and return how many queries that took."""
    seen: list[str] = []
    client = Client(app.extensions["factually_cache"].app)
    with engine.reader().tracer(lambda sql, _: seen.append(sql)):
        assert client.get(address).status_code == 200
    return len(seen)


def renamed(article: Article, title: str) -> Statement:
    return Statement("UPDATE articles SET title = :title WHERE id = :id", {"title": title, "id": article.id})


def test_a_check_that_was_drawn_costs_two_queries_until_the_content_changes(
    app: Flask, engine: Engine, article: Article
) -> None:
    assert queries(engine, app, article.url) == 8
    assert queries(engine, app, article.url) == 2
    engine.commit([campaign_changed()])
    assert queries(engine, app, article.url) == 2
    engine.commit([content_changed()])
    assert queries(engine, app, article.url) == 8


def test_new_words_show_at_the_next_request(client: FlaskClient, engine: Engine, article: Article) -> None:
    client.get(article.url)
    engine.commit([renamed(article, "The clock went on"), content_changed()])
    page = client.get(article.url).text
    assert "<h1>The clock went on</h1>" in page
    assert "<title>The clock went on" in page


def test_in_development_nothing_is_kept(
    client: FlaskClient, engine: Engine, article: Article, app: Flask
) -> None:
    app.debug = True
    client.get(article.url)
    assert queries(engine, app, article.url) == 7


def test_what_a_reader_has_open_is_drawn_for_that_reader_alone(client: FlaskClient, article: Article) -> None:
    closed = client.get(article.url).text
    assert client.get(f"{article.url}?open=s1").text != closed
    assert client.get(article.url).text == closed


def test_an_edition_that_changed_something_else_is_read_and_not_drawn(
    app: Flask, engine: Engine, article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[str] = []
    render = live_check.draw_parts
    monkeypatch.setattr(live_check, "draw_parts", lambda *a, **k: drawn.append("") or render(*a, **k))
    client = Client(app.extensions["factually_cache"].app)
    first = client.get(article.url).data
    engine.commit([content_changed()])
    assert client.get(article.url).data == first
    assert len(drawn) == 1
    engine.commit([renamed(article, "The clock went on"), content_changed()])
    assert b"The clock went on" in client.get(article.url).data
    assert len(drawn) == 2


def test_a_later_edition_or_another_day_is_asked_what_the_part_is_made_of() -> None:
    for later in (Moment(2, TODAY), Moment(1, date(2026, 1, 2))):
        kept = Kept[str]()
        kept.keep(FIRST, "a", 7, "old", 3)
        assert kept.find(FIRST, "a") == "old"
        assert kept.find(later, "a") is None
        assert kept.find_same(later, "a", 8) is None
        assert kept.find_same(later, "a", 7) == "old"
        assert kept.find(later, "a") == "old"


def test_what_was_drawn_of_an_edition_that_is_over_is_not_kept() -> None:
    kept = Kept[str]()
    kept.keep(Moment(2, TODAY), "a", 8, "new", 3)
    kept.keep(FIRST, "a", 7, "old", 3)
    assert kept.find(Moment(2, TODAY), "a") == "new"
    assert kept.find(FIRST, "a") is None
    assert kept.find_same(FIRST, "a", 8) == "new"
    assert kept.find(Moment(2, TODAY), "a") == "new"


def test_what_nobody_asked_for_longest_goes_first_when_there_is_no_more_room() -> None:
    kept = Kept[str](most_bytes=10)
    kept.keep(FIRST, "a", 1, "aaaa", 4)
    kept.keep(FIRST, "b", 2, "bbbb", 4)
    kept.find(FIRST, "a")
    kept.keep(FIRST, "c", 3, "cccc", 4)
    assert kept.find(FIRST, "b") is None
    assert (kept.find(FIRST, "a"), kept.find(FIRST, "c")) == ("aaaa", "cccc")
    kept.keep(FIRST, "d", 4, "too large", 11)
    assert kept.find(FIRST, "d") is None
    kept.keep(FIRST, "e", 5, "eeee", 4)
    assert kept.find(FIRST, "e") == "eeee"
