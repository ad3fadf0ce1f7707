"""The page cache: what it may keep and what never, and that no page is ever older than the last change."""

import gzip
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import brotli
import pytest
from flask import Flask, Response, g, request
from flask.testing import FlaskClient
from werkzeug.datastructures import ImmutableMultiDict

from factually_app import create_app
from factually_app.config import Settings
from factually_app.domain.article import Article
from factually_app.domain.question import Question
from factually_app.operations.campaigns import set_campaign
from factually_app.store.edition import content_changed
from factually_app.store.edition_watch import EVERY_SECONDS, EditionWatch
from factually_app.store.engine import Engine, Statement
from factually_app.store.sqlite_engine import SqliteEngine
from factually_app.web.cache import PageCache
from factually_app.web.keeping import KEPT
from tests.clocks import StoppedClock
from tests.factories import Newsroom
from tests.staff import EDDA

HTMX = {"HX-Request": "true"}


@pytest.fixture
def cache(app: Flask) -> PageCache:
    found = app.extensions["factually_cache"]
    assert isinstance(found, PageCache)
    return found


@pytest.fixture
def drawn(app: Flask) -> list[str]:
    """What Flask was asked for: a page from memory is not among it."""
    asked: list[str] = []
    app.before_request(lambda: asked.append(request.full_path.rstrip("?")))
    return asked


def retitle(article: Article, title: str) -> list[Statement]:
    """Change an article's title, as every batch does that changes what readers see."""
    sql = "UPDATE articles SET title = :title WHERE id = :id"
    return [Statement(sql, {"title": title, "id": article.id}), content_changed()]


# ---- From memory --------------------------------------------------------------------------------


def test_a_page_is_drawn_once(client: FlaskClient, article: Article, drawn: list[str]) -> None:
    pages = [client.get(article.url) for _ in range(5)]
    assert drawn == [article.url]
    assert {page.text for page in pages} == {pages[0].text}
    assert article.title in pages[0].text


def test_head_is_answered_from_the_same_page(client: FlaskClient, article: Article, drawn: list[str]) -> None:
    head, page = client.head(article.url), client.get(article.url)
    assert drawn == [article.url]
    assert (head.status_code, head.data) == (200, b"")
    assert sorted(head.headers) == sorted(page.headers)
    assert int(head.headers["Content-Length"]) == len(page.data)


@pytest.mark.parametrize(
    "known",
    ["{etag}", "W/{etag}", '"other", {etag}', 'W/"other",W/{etag}', "*", '"a,b", {etag}'],
)
def test_who_has_the_page_is_told_so(client: FlaskClient, article: Article, known: str) -> None:
    etag = client.get(article.url).headers["ETag"]
    for method in ("GET", "HEAD"):
        same = client.open(article.url, method=method, headers={"If-None-Match": known.format(etag=etag)})
        assert (same.status_code, same.data) == (304, b"")
        assert same.headers["ETag"] == etag
        assert "Content-Type" not in same.headers


@pytest.mark.parametrize("known", ['"other"', 'W/"other"', "", '"', "x" * 5000, '"*"'])
def test_who_has_another_page_gets_this_one(client: FlaskClient, article: Article, known: str) -> None:
    first = client.get(article.url)
    again = client.get(article.url, headers={"If-None-Match": known})
    assert (again.status_code, again.data) == (200, first.data)


def test_a_part_of_a_page_is_answered_with_the_whole(client: FlaskClient, article: Article) -> None:
    for _ in range(2):
        assert client.get(article.url, headers={"Range": "bytes=0-9"}).status_code == 200


def test_the_date_is_the_servers_to_say(client: FlaskClient, article: Article) -> None:
    assert [client.get(article.url).headers.get("Date") for _ in range(2)] == [None, None]


# ---- Encodings ----------------------------------------------------------------------------------

UNPACK: dict[str | None, Callable[[bytes], bytes]] = {
    "br": brotli.decompress,
    "gzip": gzip.decompress,
    None: bytes,
}


@pytest.mark.parametrize(
    ("accepts", "encoding"),
    [
        ("br", "br"),
        ("gzip, deflate, br, zstd", "br"),
        ("GZIP;q=0.5, BR;q=0.1", "br"),
        ("gzip", "gzip"),
        ("gzip, br;q=0", "gzip"),
        ("br;q=0.000, gzip;q=0", None),
        ("br;q=nonsense", None),
        ("identity", None),
        ("deflate, zstd", None),
        ("", None),
        ("brr, xgzip", None),
    ],
)
def test_each_gets_the_encoding_that_it_takes(
    client: FlaskClient, article: Article, accepts: str, encoding: str | None
) -> None:
    plain = client.get(article.url).data
    for others in ("br", "gzip", ""):  # whatever was asked for before
        client.get(article.url, headers={"Accept-Encoding": others})
        page = client.get(article.url, headers={"Accept-Encoding": accepts})
        assert page.headers.get("Content-Encoding") == encoding
        assert UNPACK[encoding](page.data) == plain
        assert "Accept-Encoding" in page.headers["Vary"]
        assert int(page.headers["Content-Length"]) == len(page.data)


def test_the_same_words_are_known_however_they_travelled(client: FlaskClient, article: Article) -> None:
    etag = client.get(article.url, headers={"Accept-Encoding": "br"}).headers["ETag"]
    assert etag.startswith("W/")
    again = client.get(article.url, headers={"Accept-Encoding": "gzip", "If-None-Match": etag})
    assert again.status_code == 304


def test_a_page_gets_smaller_when_there_is_time_and_stays_the_same_page(
    client: FlaskClient, article: Article, cache: PageCache
) -> None:
    take = {"Accept-Encoding": "br"}
    first = client.get(article.url, headers=take)
    cache.improve()
    second = client.get(article.url, headers=take)
    assert len(second.data) < len(first.data)
    assert brotli.decompress(second.data) == brotli.decompress(first.data)
    assert second.headers["ETag"] == first.headers["ETag"]


# ---- Never stale --------------------------------------------------------------------------------


def test_a_change_shows_at_the_next_request(client: FlaskClient, engine: Engine, article: Article) -> None:
    for number in range(20):
        engine.commit(retitle(article, f"Title {number}"))
        assert f"Title {number}" in client.get(article.url).text


def test_a_change_shows_too_where_another_thread_was_the_first_to_look(
    client: FlaskClient, engine: Engine, article: Article, cache: PageCache, stopped: StoppedClock
) -> None:
    client.get(article.url)
    engine.commit(retitle(article, "The clock went on"))
    cache._watch.current(stopped.ticks)  # and went to sleep before it told the cache
    assert "The clock went on" in client.get(article.url).text


def test_what_was_known_before_a_change_is_not_the_page_any_more(
    client: FlaskClient, engine: Engine, article: Article
) -> None:
    etag = client.get(article.url).headers["ETag"]
    engine.commit(retitle(article, "Another title"))
    after = client.get(article.url, headers={"If-None-Match": etag})
    assert after.status_code == 200
    assert "Another title" in after.text


def test_a_change_of_the_campaign_shows_in_the_banner_of_every_page(
    client: FlaskClient, engine: Engine, article: Article
) -> None:
    client.get(article.url)
    set_campaign(engine, EDDA, title="Mend the weir", goal=77_777)
    assert "77,777" in client.get(article.url).text


def test_what_another_process_commits_is_looked_for_at_most_every_so_often(
    client: FlaskClient, engine: SqliteEngine, article: Article, stopped: StoppedClock
) -> None:
    before = client.get(article.url).text
    other = SqliteEngine(engine._path)
    other.commit(retitle(article, "From elsewhere"))
    other.close()
    assert client.get(article.url).text == before
    stopped.pass_by(seconds=EVERY_SECONDS)
    assert "From elsewhere" in client.get(article.url).text


def test_a_page_that_was_drawn_while_its_words_changed_is_not_kept(
    app: Flask, client: FlaskClient, engine: Engine, article: Article
) -> None:
    def change_after_reading(response: Response) -> Response:
        if not g.get("changed") and changes:
            engine.commit(changes.pop())
        return response

    changes = [retitle(article, "Newer")]
    app.after_request(change_after_reading)
    assert "Newer" not in client.get(article.url).text
    assert "Newer" in client.get(article.url).text


def test_a_day_that_ends_takes_its_pages_with_it(
    client: FlaskClient, engine: Engine, article: Article, stopped: StoppedClock
) -> None:
    set_campaign(engine, EDDA, title="Mend the weir", goal=10, ends_on=stopped.at.date())
    assert "last day" in client.get(article.url).text
    stopped.pass_by(hours=12)
    assert "last day" not in client.get(article.url).text


def test_a_database_that_does_not_answer_leaves_nothing_old_standing(
    app: Flask, client: FlaskClient, article: Article, cache: PageCache, stopped: StoppedClock
) -> None:
    assert client.get(article.url).status_code == 200
    cache._watch._reader.database.conn.close()
    stopped.pass_by(seconds=1)
    passed = cache.counts.bypasses
    assert client.get(article.url).status_code == 200
    assert cache.counts.bypasses == passed + 1


def test_the_edition_is_the_very_same_object_until_it_changes(engine: Engine) -> None:
    watch = EditionWatch(engine)
    first = watch.current(0.0)
    assert watch.current(1.0) is first
    engine.commit([content_changed()])
    assert watch.current(1.0) is not first


# ---- What is kept, and under what ---------------------------------------------------------------


def test_a_piece_is_never_answered_as_a_page(
    client: FlaskClient, question: Question, drawn: list[str]
) -> None:
    for _ in range(2):
        page, piece = client.get(question.url), client.get(question.url, headers=HTMX)
        restored = client.get(question.url, headers={**HTMX, "HX-History-Restore-Request": "true"})
        assert page.text.startswith("<!doctype html>")
        assert not piece.text.startswith("<!doctype html>")
        assert restored.text == page.text
        assert {"HX-Request", "HX-History-Restore-Request"} <= {*page.vary}
    assert len(drawn) == 2


def test_a_query_that_no_page_depends_on_draws_no_other_page(
    client: FlaskClient, article: Article, drawn: list[str], cache: PageCache
) -> None:
    plain = client.get(article.url)
    for number in range(50):
        assert client.get(f"{article.url}?utm_source={number}&fbclid=x").data == plain.data
    assert drawn == [article.url]
    assert (len(cache.plain), len(cache.asked)) == (1, 0)


def test_a_query_that_pages_depend_on_is_kept_apart(
    client: FlaskClient, article: Article, question: Question
) -> None:
    for _ in range(2):
        shut = client.get(article.url).text
        opened = client.get(f"{article.url}?utm_source=a&open={question.id}").text
        assert shut != opened
        assert opened == client.get(f"{article.url}?open={question.id}").text


def test_the_table_names_every_parameter_that_a_page_reads(
    engine: Engine, tmp_path: Path, article: Article, question: Question, claim, source
) -> None:
    read: dict[str, set[str]] = {}

    class Recorded(ImmutableMultiDict):  # type: ignore[type-arg]
        def __getitem__(self, name: str) -> str:
            read.setdefault(request.endpoint or "", set()).add(name)
            return str(super().__getitem__(name))

        def getlist(self, name: str, *_: object) -> list[str]:  # type: ignore[override]
            read.setdefault(request.endpoint or "", set()).add(name)
            return super().getlist(name)

        def get(self, name: str, default: object = None, *_: object) -> object:  # type: ignore[override]
            read.setdefault(request.endpoint or "", set()).add(name)
            return super().get(name, default)

    app = create_app(Settings(data_dir=tmp_path), engine)
    app.request_class = type("Recording", (app.request_class,), {"parameter_storage_class": Recorded})
    set_campaign(engine, EDDA, title="Mend the weir", goal=10)
    client = app.test_client()
    shelf = f"/topics/{article.url.split('/')[2]}"
    paths = ("/", shelf, article.url, question.url, claim.url, source.url, "/support", "/support/counter",
             "/support/wall", "/support/ledger", "/corrections", "/api/v1/campaign")  # fmt: skip
    for path in paths:
        for headers in ({}, HTMX):
            assert client.get(f"{path}?page=1", headers=headers).status_code == 200, path
    assert {"articles.show", "questions.show", "articles.index", "support.counter"} <= {
        *read,
        "support.counter",
    }
    for endpoint, names in read.items():
        assert names <= KEPT[endpoint].parameters, endpoint


def test_cookies_and_visitors_make_no_difference(
    client: FlaskClient, article: Article, drawn: list[str]
) -> None:
    plain = client.get(article.url)
    client.set_cookie("factually", "x" * 43)
    own = client.get(article.url, headers={"Authorization": "Bearer x", "User-Agent": "weir"})
    assert (own.data, sorted(own.headers)) == (plain.data, sorted(plain.headers))
    assert drawn == [article.url]


def test_errors_are_not_kept(client: FlaskClient, article: Article, newsroom: Newsroom) -> None:
    for path in ("/nowhere", "/questions/what-000000", "/topics/later"):
        assert client.get(path).status_code == 404
        assert client.head(path).data == b""
    newsroom.topic("later")
    assert client.get("/topics/later").status_code == 200


def test_a_page_that_fails_is_asked_for_again(app: Flask, client: FlaskClient) -> None:
    shown = app.view_functions["articles.index"]
    app.view_functions["articles.index"] = lambda: 1 / 0
    assert client.get("/").status_code == 500
    app.view_functions["articles.index"] = shown
    assert client.get("/").status_code == 200


@pytest.mark.parametrize("name", ["Set-Cookie", "Cache-Control", "Content-Encoding"])
def test_what_is_for_one_visitor_is_not_kept(
    app: Flask, client: FlaskClient, drawn: list[str], name: str
) -> None:
    said = {"Set-Cookie": "a=b", "Cache-Control": "private", "Content-Encoding": "zstd"}[name]

    def say(response: Response) -> Response:
        response.headers[name] = said
        return response

    app.after_request(say)
    for _ in range(2):
        assert client.get("/").headers[name] == said
    assert drawn == ["/", "/"]


def test_every_address_that_anybody_reads_says_what_becomes_of_it(app: Flask) -> None:
    open_to_all = {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if "GET" in (rule.methods or ()) and not rule.endpoint.startswith("staff_")
    }
    assert open_to_all == set(KEPT)


def test_the_table_in_the_documentation_is_the_one_that_holds(app: Flask) -> None:
    text = (Path(__file__).parents[2] / "docs" / "caching.md").read_text("utf-8")
    rows = {
        cells[0].strip("`"): cells[1:]
        for line in text.splitlines()
        if line.startswith("| `/") and (cells := [cell.strip() for cell in line.strip("| ").split(" | ")])
    }
    for rule in app.url_map.iter_rules():
        if rule.endpoint not in KEPT:
            continue
        kept = KEPT[rule.endpoint]
        by_us = "yes" if kept.by_us else "no"
        names = ", ".join(f"`{name}`" for name in sorted(kept.parameters)) or "none"
        expected = [by_us, names if kept.by_us else "–"]
        assert rows[rule.rule][:2] == expected, rule.rule
        assert rows[rule.rule][2] == f"`{kept.for_others}`" or rule.endpoint == "static", rule.rule
    assert set(rows) == {rule.rule for rule in app.url_map.iter_rules() if rule.endpoint in KEPT}


THEIRS = [
    "/staff",
    "/staff/sign-in",
    "/ask",
    "/asked/x",
    "/report",
    "/report/x",
    "/preview/x",
    "/support/thanks?ref=x",
    "/support/checkout?amount=5",
    "/support/demo",
    "/healthz",
    "/metrics",
]


@pytest.mark.parametrize(("path", "seconds"), [("/", 86400), ("/support/counter", 25)])
def test_only_caches_in_between_may_show_what_is_old_while_they_ask(
    client: FlaskClient, newsroom: Newsroom, path: str, seconds: int
) -> None:
    newsroom.campaign()
    for _ in range(2):
        headers = client.get(path).headers
        between = f"public, max-age=5, stale-while-revalidate=10, stale-if-error={seconds}"
        assert headers["CDN-Cache-Control"] == between
        assert headers["Cache-Control"] == f"public, max-age=0, s-maxage=5, stale-if-error={seconds}"
    assert "CDN-Cache-Control" not in client.get("/ask").headers


def test_nothing_of_the_newsroom_or_of_one_visitor_is_kept(
    app: Flask, client: FlaskClient, cache: PageCache
) -> None:
    for path in THEIRS:
        for _ in range(2):
            control = client.get(path).headers["Cache-Control"]
            assert "public" not in control, path
    assert (len(cache.plain), len(cache.asked)) == (0, 0)


def test_what_writes_goes_past(client: FlaskClient, article: Article, drawn: list[str]) -> None:
    client.get(article.url)
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        assert client.open(article.url, method=method).status_code == 405
    assert len(drawn) == 5


# ---- Many at once -------------------------------------------------------------------------------


def test_of_many_who_ask_at_once_one_draws(
    app: Flask, engine: Engine, article: Article, drawn: list[str]
) -> None:
    app.before_request(lambda: time.sleep(0.2))
    with ThreadPoolExecutor(16) as crowd:
        pages = list(crowd.map(lambda _: app.test_client().get(article.url).text, range(16)))
    assert len(set(pages)) == 1
    assert drawn == [article.url]


def test_who_waited_for_a_drawing_that_failed_draws_alone(app: Flask) -> None:
    fails = threading.Semaphore(1)
    shown = app.view_functions["articles.index"]

    def once_wrong() -> object:
        time.sleep(0.2)
        if fails.acquire(blocking=False):
            raise RuntimeError("once")
        return shown()

    app.view_functions["articles.index"] = once_wrong
    with ThreadPoolExecutor(4) as crowd:
        found = list(crowd.map(lambda _: app.test_client().get("/").status_code, range(4)))
    assert sorted(found) == [200, 200, 200, 500]


def test_in_a_storm_nobody_gets_old_words_after_new_ones(
    app: Flask, engine: Engine, article: Article
) -> None:
    engine.commit(retitle(article, "Words 00000"))
    written, ended = [0], threading.Event()

    def write() -> None:
        for number in range(1, 60):
            engine.commit(retitle(article, f"Words {number:05}"))
            written[0] = number
            time.sleep(0.005)
        ended.set()

    def read() -> int:
        client, last, count = app.test_client(), 0, 0
        while not ended.is_set() or not count:
            least = written[0]
            text = client.get(article.url).text
            start = text.index("Words ") + 6
            found = int(text[start : start + 5])
            assert found >= max(least, last), (found, least, last)
            last, count = found, count + 1
        return count

    with ThreadPoolExecutor(7) as crowd:
        readers = [crowd.submit(read) for _ in range(6)]
        crowd.submit(write).result()
        assert sum(reader.result() for reader in readers) > 60


# ---- Bounds -------------------------------------------------------------------------------------


@pytest.fixture
def small(app: Flask, engine: Engine) -> Iterator[PageCache]:
    """A cache with room for few pages, in the place of the usual one."""
    usual = app.wsgi_app
    assert isinstance(usual, PageCache)
    small = PageCache(
        usual.app, app.url_map, EditionWatch(engine), most_bytes=400_000, most_bytes_asked=200_000
    )
    app.wsgi_app = small  # type: ignore[method-assign]
    yield small
    app.wsgi_app = usual  # type: ignore[method-assign]


def test_queries_made_up_without_end_take_bounded_memory_and_push_no_page_out(
    client: FlaskClient, article: Article, small: PageCache, drawn: list[str]
) -> None:
    client.get(article.url)
    for number in range(60):
        client.get(f"/?page={number}", headers={"Accept-Encoding": "br, gzip"})
        assert small.asked.bytes <= small.asked.most_bytes
    assert small.asked.evicted > 0
    assert 0 < len(small.asked) < 60
    count = len(drawn)
    client.get(article.url)
    assert len(drawn) == count


def test_what_is_asked_for_stays_and_what_is_not_makes_room(client: FlaskClient, small: PageCache) -> None:
    client.get("/?page=1")
    for number in range(2, 60):
        client.get(f"/?page={number}")
        client.get("/?page=1")
    assert small.asked.find(("/", "page=1", False)) is not None
    assert small.asked.find(("/", "page=2", False)) is None


def test_a_page_counts_for_at_least_what_its_bytes_take(
    client: FlaskClient, article: Article, cache: PageCache
) -> None:
    for accepts in ("br", "gzip", ""):
        client.get(article.url, headers={"Accept-Encoding": accepts})
    cache.improve()
    (page,) = cache.plain
    assert sum(len(body) for _, body in page._ways.values()) <= page.size <= cache.plain.bytes
