"""A real site with the demo content, a real browser, and a watch over everything that goes wrong in it."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NoReturn

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.journeys.site import Site, serving
from tests.journeys.watch import Watch

HERE = Path(__file__).parent
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
SWITCHES = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)
WIDE = {"width": 1280, "height": 900}

Visit = Callable[..., Page]

expect.set_options(timeout=10_000)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.journey)


def missing(tool: str) -> NoReturn:
    """Skip for want of a tool; where CI=true promises that it is there, fail."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"{tool} is missing; tests/tools/install gets it")
    pytest.skip(f"{tool} is missing; tests/tools/install gets it")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Serve the demo content with the production server, as `make run` does."""
    with serving(tmp_path_factory.mktemp("site")) as site:
        yield site


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    program = next(filter(None, map(shutil.which, CHROMIUM)), None) or missing("Chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(SWITCHES))
        yield browser
        browser.close()


@pytest.fixture
def watch() -> Iterator[Watch]:
    """Fail any journey in which a page reports an error that the journey did not provoke."""
    watch = Watch()
    yield watch
    assert not watch.troubles


@pytest.fixture
def visit(browser: Browser, watch: Watch) -> Iterator[Visit]:
    """Open a fresh browser profile of a given shape, with one page."""
    contexts = []

    def visit(**shape: Any) -> Page:
        context = browser.new_context(**{"viewport": WIDE, **shape})
        contexts.append(context)
        context.set_default_timeout(10_000)
        page = context.new_page()
        watch.over(page)
        return page

    yield visit
    for context in contexts:
        context.close()


@pytest.fixture
def page(visit: Visit, site: Site) -> Page:
    """The article on a wide screen."""
    page = visit()
    page.goto(site.article)
    return page


@pytest.fixture(scope="session")
def every_page(site: Site) -> dict[str, str]:
    """One address of each kind of page, found by following links from the front page."""
    article = site.article.removeprefix(site.origin)
    found = {"front page": "/", "article": article, "topic": site.link(article, "/topics/")}
    found["claim records"] = f"{article}/records"
    found["question"] = site.link(article, "/questions/")
    found["claim"] = site.link(found["question"], "/claims/")
    found["source"] = site.link(found["claim"], "/sources/")
    found |= {"ask": "/ask?q=Who+asked+for+what", "report": "/report", "corrections": "/corrections"}
    found |= {"search": "/search", "results": "/search?q=nato+membership&kind=claim&kind=question&from=2008"}
    return {**found, "empty page of the list": "/?page=9", "counter": "/support/counter"}


@pytest.fixture(scope="session")
def shots(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where pictures go that people may want to look at: FACTUALLY_SCREENSHOTS, or a passing folder."""
    given = os.environ.get("FACTUALLY_SCREENSHOTS")
    folder = Path(given) if given else tmp_path_factory.mktemp("shots")
    folder.mkdir(parents=True, exist_ok=True)
    return folder
