"""The supporter goal: exact in the page itself, closable for good, refreshed without a reload."""

from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import Visit
from tests.journeys.reading import wait_until
from tests.journeys.site import Site

FIRST_SIGHT = """
addEventListener("DOMContentLoaded", () => {
  window.atFirst = document.querySelector("#support")?.hidden;
});
requestAnimationFrame(function look() {
  const banner = document.querySelector("#support");
  if (!banner) return requestAnimationFrame(look);
  window.painted = !banner.hidden;
});
"""

HIDE_TAB = """hidden => {
  const state = hidden ? "hidden" : "visible";
  Object.defineProperty(document, "visibilityState", {configurable: true, get: () => state});
  document.dispatchEvent(new Event("visibilitychange"));
}"""

ASK_SOMETHING_ELSE = "() => fetch('/healthz').then((answer) => answer.status)"
"""After its answer, whatever was asked before has been seen."""


def banner(page: Page) -> Locator:
    return page.locator("#support")


def close(page: Page) -> None:
    page.get_by_role("button", name="Hide the supporter goal").click()
    expect(banner(page)).to_be_hidden()


def supporters(page: Page) -> int:
    return int(page.locator("#support-counter b").inner_text().split()[0].replace(",", ""))


def refresh(page: Page) -> None:
    page.evaluate("() => { htmx.trigger('#support-counter', 'refresh'); }")


@pytest.fixture
def asked(page: Page) -> list[str]:
    """How the server answered each question for the counter: a list that grows by statuses."""
    statuses: list[str] = []
    sent_ids: list[str] = []
    answers: dict[str, str] = {}
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")

    def sent(event: dict[str, Any]) -> None:
        if event["request"]["url"].endswith("/support/counter"):
            sent_ids.append(event["requestId"])
        gather()

    def answered(event: dict[str, Any]) -> None:
        answers[event["requestId"]] = str(event["statusCode"])
        gather()

    def gather() -> None:
        # The browser may tell of an answer before it tells of the question.
        statuses[:] = [answers[id_] for id_ in sent_ids if id_ in answers]

    session.on("Network.requestWillBeSent", sent)
    session.on("Network.responseReceivedExtraInfo", answered)
    return statuses


def test_the_numbers_are_in_the_first_byte(site: Site) -> None:
    html = site.get(site.article.removeprefix(site.origin))
    assert " of 1,000 supporters" in html
    assert "Loading" not in html


def test_closing_moves_the_focus_into_the_text_and_says_so(page: Page) -> None:
    close(page)
    expect(page.locator("#main")).to_be_focused()
    expect(page.locator("#announcements")).to_contain_text("Supporter goal hidden")


def test_a_closed_banner_stays_closed_from_the_first_paint_on(page: Page, site: Site) -> None:
    close(page)
    page.add_init_script(FIRST_SIGHT)
    for address in (site.article, site.origin + "/", site.article):
        page.goto(address)
        expect(banner(page)).to_be_hidden()
        page.wait_for_function("window.painted !== undefined")
        assert page.evaluate("[window.atFirst, window.painted]") == [True, False]
    page.reload()
    expect(banner(page)).to_be_hidden()


def test_a_refresh_does_not_bring_a_closed_banner_back(page: Page) -> None:
    close(page)
    with page.expect_response("**/support/counter"):
        refresh(page)
    expect(banner(page)).to_be_hidden()


def test_the_link_at_the_foot_brings_it_back_for_good(page: Page) -> None:
    close(page)
    page.get_by_role("link", name="Supporter goal").click()
    expect(banner(page)).to_be_visible()
    expect(banner(page)).to_be_in_viewport()
    page.reload()
    expect(banner(page)).to_be_visible()


def test_a_browser_that_remembers_nothing_still_closes_it(visit: Visit, site: Site) -> None:
    page = visit()
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no'); } });"
    )
    page.goto(site.article)
    close(page)


def test_the_counter_follows_a_pledge_without_a_reload(page: Page, site: Site, asked: list[str]) -> None:
    before = supporters(page)
    site.factually("supporters", "add", "a reader of the journeys", "--amount", "5")
    page.evaluate("window.sameDocument = true")
    refresh(page)
    expect(page.locator("#support-counter b")).to_have_text(f"{before + 1:,}")
    expect(page.locator("#support-counter progress")).to_have_js_property("value", before + 1)
    assert page.evaluate("window.sameDocument")
    wait_until(page, lambda: len(asked) == 1)
    assert asked == ["200"]


def test_an_unchanged_counter_costs_a_304(page: Page, asked: list[str]) -> None:
    for _ in range(3):
        with page.expect_response("**/support/counter") as answer:
            refresh(page)
        answer.value.finished()
    wait_until(page, lambda: len(asked) == 3)
    assert asked[1:] == ["304", "304"]
    expect(page.locator("#support-counter b")).to_be_visible()


def test_a_visible_tab_asks_by_itself_and_a_hidden_one_does_not(visit: Visit, site: Site) -> None:
    page = visit()
    page.clock.install()
    page.goto(site.article)
    questions: list[str] = []
    page.on("request", lambda r: questions.append(r.url) if r.url.endswith("/support/counter") else None)
    with page.expect_response("**/support/counter"):
        page.clock.fast_forward(20_000)
    page.evaluate(HIDE_TAB, True)
    for _ in range(5):
        page.clock.fast_forward(20_000)
    page.evaluate(ASK_SOMETHING_ELSE)
    assert len(questions) == 1
    with page.expect_response("**/support/counter"):
        page.evaluate(HIDE_TAB, False)


def test_a_closed_banner_asks_for_nothing(visit: Visit, site: Site) -> None:
    page = visit()
    page.clock.install()
    page.goto(site.article)
    close(page)
    questions: list[str] = []
    page.on("request", lambda r: questions.append(r.url))
    page.clock.fast_forward(60_000)
    page.evaluate(ASK_SOMETHING_ELSE)
    assert questions == [site.origin + "/healthz"]
