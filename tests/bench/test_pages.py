"""`factually bench render`, `size` and `questions`: what is measured is what readers get."""

import json
import shutil
import subprocess
import sys

import pytest

from factually_app.bench import browser
from factually_app.bench.browser import MissingToolError, slow_page
from factually_app.bench.demo import demo
from factually_app.bench.figures import Run
from factually_app.bench.many import FEW, fill
from factually_app.bench.size import measure as measure_size
from factually_app.store.articles import newest_articles

BENCH = [sys.executable, "-c", "from factually_app.cli import main; main()", "bench"]


def bench(*arguments: str) -> dict[str, dict[str, object]]:
    done = subprocess.run([*BENCH, *arguments, "--json"], capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    return {figure["name"]: figure for figure in json.loads(done.stdout)["figures"]}


@pytest.mark.slow
def test_rendering_is_measured_beside_hello_and_among_many_articles():
    found = bench("render", "--rows", "1000", "--slices", "1")
    for page in (
        "article, drawn anew",
        "article, its body kept",
        "article, from memory",
        "answer",
        "front page",
    ):
        assert found[f"{page}, CPU"]["ratio"]["middle"] > 0
        assert found[f"{page}, size"]["values"][0] > 1_000
    queries = {"article, drawn anew": 8, "article, its body kept": 2, "article, from memory": 0, "answer": 4}
    for page, count in queries.items():
        assert found[f"{page}, queries"]["values"] == [count]
    for page in ("front page", "topic", "topic of few", "article"):
        assert found[f"{page} among 1,000 articles, CPU"]["at_most"] == 1.2


def test_weights_are_told_against_their_budgets(tmp_path):
    found = {figure.name: figure for figure in measure_size(Run(tmp_path)).figures}
    held = [figure for figure in found.values() if figure.at_most is not None]
    assert len(held) == 3
    assert all(figure.holds for figure in held)
    for kind in ("article", "answer in place", "claim", "source", "front page"):
        plain, squeezed = found[kind].values[0], found[f"{kind}, brotli"].values[0]
        assert squeezed < found[f"{kind}, gzip"].values[0] < plain
    parts = [figure for name, figure in found.items() if name.startswith("of the article")]
    assert len(parts) == 10
    assert all(figure.values[0] > 100 for figure in parts)


@pytest.mark.slow
def test_openings_are_timed_in_a_browser():
    if not any(map(shutil.which, browser._CHROMIUM)):
        pytest.skip("Chromium is missing; tests/tools/install gets it")
    found = bench("questions", "--slices", "1")
    for way in ("click alone", "intent seen first"):
        assert found[f"{way}, p50"]["values"][0] > 0
        assert found[f"{way}, p95"]["at_most"] == 1


def test_where_there_is_no_browser_it_says_so(monkeypatch):
    monkeypatch.setattr(browser, "_CHROMIUM", ("no-such-browser",))
    with pytest.raises(MissingToolError, match="needs Chromium"), slow_page(times=4):
        pass


def test_where_there_is_no_playwright_it_says_so(monkeypatch):
    monkeypatch.setattr(browser, "_CHROMIUM", (sys.executable,))
    monkeypatch.setitem(sys.modules, "playwright", None)
    monkeypatch.setitem(sys.modules, "playwright.sync_api", None)
    with pytest.raises(MissingToolError, match="needs Playwright"), slow_page(times=4):
        pass


def test_a_topic_of_few_checks_lists_its_own_among_many(tmp_path):
    with demo(tmp_path) as site:
        fill(site, FEW, lambda _: None)
        db = site.engine.reader()
        assert len(newest_articles(db, limit=1_000)) == FEW + 1
        few = newest_articles(db, limit=1_000, topic_id="beefbeef")
        assert len(few) == 5
        assert len(newest_articles(db, limit=2, offset=4, topic_id="beefbeef")) == 1
        asked = []
        with db.tracer(lambda sql, params: asked.append((sql, params))):
            newest_articles(db, limit=5, topic_id="beefbeef")
        ((sql, params),) = asked
        plan = " ".join(row["detail"] for row in db.query(f"EXPLAIN QUERY PLAN {sql}", params))
        assert "USING COVERING INDEX articles_by_topic (topic_id=? AND status=?)" in plan
        assert "SCAN articles" not in plan
