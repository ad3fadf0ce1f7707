"""`factually bench growth` in its smallest form, and the newsrooms that it makes."""

import json

import pytest

from factually_app.bench.cost import change_campaign, cpu_of, forget_drawn, queries_of
from factually_app.bench.demo import demo
from factually_app.bench.figures import Run
from factually_app.bench.growth import _sizes
from factually_app.bench.growth_data import CLAIMS_EACH, fill_newsroom
from factually_app.bench.many import article_id
from factually_app.operations.integrity import findings
from factually_app.store.articles import newest_articles
from factually_app.store.matching import find_matches
from factually_app.store.word_index import segments_of_index
from tests.bench.test_supporters import bench


@pytest.mark.slow
def test_the_part_measures_each_page_at_each_size():
    done = bench("growth", "--rows", "1000", "--slices", "1", "--json")
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    figures = {figure["name"]: figure for figure in found["figures"]}
    pages = ("front page", "topic", "topic of few", "article", "answer", "counter", "search", "match")
    for page in pages:
        few, many = (figures[f"{page} among {size} articles, CPU"] for size in ("100", "1,000"))
        assert (few["ratio"], few["series"], few["at"]) == (None, page, 100)
        assert many["ratio"]["middle"] > 0
        assert (many["at_most"] == 1.2) == (page in pages[:4])
    for page in pages[:6]:
        assert figures[f"{page}, queries"]["holds"] is True
    assert figures["article, queries"]["values"] == [8]
    for kind in ("an article", "a claim"):
        assert 500 < figures[f"database among 1,000 articles, {kind}"]["values"][0] < 10_000
    assert figures["page cache among 1,000 articles"]["holds"] is True
    assert found["notes"][1].startswith("1,000 articles with 10,000 claims are ")


def test_sizes_are_tens_of_each_other_up_to_what_was_asked_for(tmp_path):
    assert _sizes(Run(tmp_path, rows=10_000)) == [100, 1_000, 10_000]
    assert _sizes(Run(tmp_path, rows=2_500)) == [100, 1_000, 2_500]


def test_a_newsroom_is_whole_found_by_its_words_and_sound(tmp_path):
    with demo(tmp_path) as site:
        an_article, a_claim = fill_newsroom(site, 10, lambda _: None)
        assert an_article > 0 < a_claim
        db = site.engine.reader()
        assert len(newest_articles(db, limit=100)) == 11
        topic, name = site.article.split("/")[2], article_id(1)
        page = site.page(f"/fact-checks/{topic}/{name}-{name}").decode()
        assert 'href="/questions/question-1-' in page
        assert "An invented archive" in page
        claim = f"claim-{CLAIMS_EACH}-c0{CLAIMS_EACH:08x}"
        text = site.page(f"/claims/{claim}").decode().partition("<h1>")[2].partition("</h1>")[0]
        assert find_matches(db, text.strip())[0].id == claim.rpartition("-")[2]
        assert segments_of_index(db) == 1
        assert not findings(site.engine)


def test_a_cold_page_asks_all_one_after_a_payment_little_and_one_from_memory_nothing(tmp_path):
    with demo(tmp_path) as site:

        def asked(before=lambda _: None):
            before(site)
            return queries_of(site, lambda: site.page(site.article))

        assert asked(forget_drawn) == 8
        assert asked() == 0
        assert asked(change_campaign) == 2


def test_cost_is_of_the_request_alone():
    def work(count):
        return lambda: sum(range(count))

    assert cpu_of(work(300_000), work(10), times=5) < cpu_of(work(10), work(300_000), times=5)
