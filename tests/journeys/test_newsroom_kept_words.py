"""The newsroom's own forms keep what is typed until it is saved, whatever is found or saved beside it."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from factually_app.domain.ids import public_id
from factually_app.domain.staff import Role
from tests.journeys.conftest import Visit
from tests.journeys.newsroom import Desk, begin_article, desk_of, expect_saved
from tests.journeys.site import Site
from tests.journeys.staff import begin_question, sign_in
from tests.journeys.watch import Watch

KEPT = "Object.keys(localStorage).filter((key) => key.startsWith('factually:draft')).length"
WORDS = "The tower of Oddly Weir leans towards the annexation office."


@pytest.fixture
def desk(site: Site, visit: Visit) -> Desk:
    return desk_of(site, visit)


def no_saving(route: Route) -> None:
    """A server that finds and cannot take anything."""
    if route.request.method == "POST":
        route.abort()
    else:
        route.continue_()


def found(page: Page, path: str, act: Callable[[], None]) -> None:
    """Do something that asks the server for what fits, and wait for its answer."""
    with page.expect_response(re.compile(path)) as answer:
        act()
    assert answer.value.status == 200


def expect_kept(page: Page, number: int) -> None:
    """Wait until so many copies are kept; the policy of the pages lets nothing else wait in them."""
    for _ in range(50):
        if page.evaluate(KEPT) == number:
            return
        page.wait_for_timeout(200)
    assert page.evaluate(KEPT) == number


def summary(page: Page) -> Locator:
    return page.get_by_role("textbox", name="Summary")


@pytest.mark.parametrize(
    ("path", "field", "search"),
    [
        ("/staff/claims/new", "#f-claim-text", "/claims/similar"),
        ("/staff/sources/new", "#f-source-title", "/sources/similar"),
        ("/staff/questions/new", "#f-text", "/questions/similar"),
    ],
    ids=["claim", "source", "question"],
)
def test_looking_for_what_is_alike_takes_no_word_of_a_new_record(
    desk: Desk, site: Site, path: str, field: str, search: str
) -> None:
    page = desk(Role.WRITER)
    page.goto(site.origin + path)
    found(page, search, lambda: page.locator(field).fill(WORDS))
    expect_kept(page, 1)
    page.reload()
    expect(page.locator(field)).to_have_value(WORDS)
    expect(page.locator(".kept")).to_contain_text("was not sent yet is back")


def test_a_search_takes_no_word_of_an_answer_that_could_not_be_saved(
    site: Site, visit: Visit, watch: Watch
) -> None:
    watch.expect("ERR_FAILED", "Failed to fetch")
    page = visit()
    sign_in(page, site, Role.WRITER)
    page.goto(begin_question(site, public_id("kept answer")).url)
    page.on("dialog", lambda asked: asked.accept())
    page.route("**/staff/questions/*", no_saving)
    page.locator("#f-short_answer").fill(WORDS)
    found(page, "/claims\\?", lambda: page.locator("#f-claim-q").fill("annexation"))
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#q-saved")).to_contain_text("could not be reached")
    page.reload()
    expect(page.locator("#f-short_answer")).to_have_value(WORDS)
    page.unroute("**/staff/questions/*")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#q-saved")).to_contain_text("Saved by")
    expect_kept(page, 0)


def test_saving_the_answer_leaves_a_claim_that_is_being_written_beside_it(site: Site, visit: Visit) -> None:
    page = visit()
    sign_in(page, site, Role.WRITER)
    page.goto(begin_question(site, public_id("kept claim")).url)
    page.on("dialog", lambda asked: asked.accept())
    page.locator("#q-new-claim > summary").click()
    page.locator("#f-claim-text").fill(WORDS)
    page.locator("#f-short_answer").fill("It leans.")
    expect(page.locator("#q-saved")).to_contain_text("Saved by")
    page.locator("#q-found button.offer").first.click()
    expect(page.locator("#q-claims .in-order > li")).to_have_count(1)
    expect(page.locator("#f-claim-text")).to_have_value(WORDS)
    expect_kept(page, 1)
    page.reload()
    expect(page.locator("#f-claim-text")).to_have_value(WORDS)
    expect(page.locator("#q-claims .in-order > li")).to_have_count(1)


def test_neither_finding_nor_adding_a_part_takes_a_word_of_an_article(
    desk: Desk, site: Site, watch: Watch
) -> None:
    watch.expect("ERR_FAILED", "Failed to fetch")
    page = desk(Role.WRITER)
    path = begin_article(page, "The tower leans")
    summary(page).fill("Saved before.")
    expect_saved(page)
    expect_kept(page, 0)
    page.route(lambda url: url.endswith(path), lambda route: abort_saves(route))
    summary(page).fill(WORDS)
    found(page, "/articles/find", lambda: page.get_by_label("Find a source").fill("annexation"))
    page.get_by_role("button", name="Add a section").click()
    expect(page.get_by_label("Heading", exact=True)).to_be_focused()
    expect(page.locator(".said")).to_contain_text("could not be reached", timeout=25_000)
    page.reload()
    expect(summary(page)).to_have_value(WORDS)


def abort_saves(route: Route) -> None:
    """Let the buttons of an article work, and no save."""
    if "by_itself=yes" in str(route.request.post_data):
        route.abort()
    else:
        route.continue_()


def test_a_tab_that_saves_takes_no_word_of_another(desk: Desk, site: Site, watch: Watch) -> None:
    watch.expect("ERR_FAILED", "Failed to fetch", "409")
    mine = desk(Role.WRITER)
    path = begin_article(mine, "Written in two tabs")
    other = mine.context.new_page()
    other.goto(site.origin + path)
    mine.route(lambda url: url.endswith(path), no_saving)
    summary(mine).fill(WORDS)
    expect(mine.locator(".said")).to_contain_text("could not be reached", timeout=25_000)
    summary(other).fill("Something else.")
    expect_saved(other)
    expect_kept(mine, 1)
    mine.unroute_all()
    mine.reload()
    expect(summary(mine)).to_have_value(WORDS)
    expect(mine.locator(".kept")).to_have_count(1)
    third = mine.context.new_page()
    third.goto(site.origin + path)
    expect(summary(third)).to_have_value("Something else.")
    third.wait_for_timeout(500)
    expect(third.locator(".kept")).to_have_count(0)  # what is open elsewhere is nobody else's
    mine.close()
    third.reload()
    expect(third.locator(".kept")).to_contain_text("in a tab that is closed")
    third.get_by_role("button", name="Put it back").click()
    expect(summary(third)).to_have_value(WORDS)
    expect_kept(third, 1)
    third.get_by_role("button", name="Take it out again").click()
    expect(third.locator(".kept")).to_have_count(0)


def test_a_browser_that_is_full_keeps_nobody_from_writing(desk: Desk) -> None:
    page = desk(Role.WRITER)
    page.evaluate(
        """() => { for (let size = 1 << 22; size; size >>= 1)
             try { for (let n = 0; ; n++) localStorage.setItem(`full ${size} ${n}`, "x".repeat(size)); }
             catch {} }"""
    )
    begin_article(page, "Written in a browser that is full")
    summary(page).fill(WORDS)
    expect_saved(page)
    page.reload()
    expect(summary(page)).to_have_value(WORDS)


def test_an_article_saves_by_itself_again_after_signing_in_elsewhere(
    desk: Desk, site: Site, watch: Watch
) -> None:
    watch.expect("status of 401", "status of 403")
    page = desk(Role.WRITER)
    begin_article(page, "Written across two sessions")
    page.context.clear_cookies()
    summary(page).fill(WORDS)
    expect(page.locator(".said")).to_contain_text("you are signed out", timeout=25_000)
    expect(page.locator(".said").get_by_role("link", name="Sign in in another tab")).to_be_visible()
    sign_in(page, site, Role.WRITER)
    expect_saved(page)
    expect_kept(page, 0)
    page.reload()
    expect(summary(page)).to_have_value(WORDS)


def test_an_answer_is_saved_again_after_signing_in_elsewhere(site: Site, visit: Visit, watch: Watch) -> None:
    watch.expect("status of 401", "status of 403")
    page = visit()
    sign_in(page, site, Role.WRITER)
    page.goto(begin_question(site, public_id("kept session")).url)
    page.context.clear_cookies()
    page.locator("#f-short_answer").fill(WORDS)
    expect(page.locator("#q-saved")).to_contain_text("you are signed out")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#notice")).to_contain_text("sign in in another tab")
    expect(page.locator("#f-short_answer")).to_have_value(WORDS)
    sign_in(page, site, Role.WRITER)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#q-saved")).to_contain_text("Saved by")
    page.reload()
    expect(page.locator("#f-short_answer")).to_have_value(WORDS)


def test_nobody_elses_name_gets_under_it_by_itself(desk: Desk, site: Site, watch: Watch) -> None:
    watch.expect("status of 403")
    page = desk(Role.WRITER)
    path = begin_article(page, "Begun by Willa")
    sign_in(page, site, Role.EDITOR)
    summary(page).fill(WORDS)
    expect(page.locator(".said")).to_contain_text("session that is over", timeout=25_000)
    fresh = page.context.new_page()
    fresh.goto(site.origin + path)
    expect(summary(fresh)).to_have_value("")
