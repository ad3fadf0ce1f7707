"""Reading on a phone 360 pixels wide."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visit
from tests.journeys.reading import PHONE, dive, expect_to_fit, first_questions, open_evidence
from tests.journeys.site import Site

SMALL_TARGETS = """() => [...document.querySelectorAll(
    `button, summary, a.ask, .trail a, .foot a, .rail nav a, .back a,
     header.site a, footer.site a, .topics a, .checks h2 a`)]
  .filter((e) => e.checkVisibility())
  .map((e) => [e.getBoundingClientRect().height, e.outerHTML.slice(0, 120)])
  .filter(([height]) => height < 24)"""


@pytest.fixture
def phone(visit: Visit, site: Site) -> Page:
    page = visit(**PHONE)
    page.goto(site.article)
    return page


def test_no_page_is_wider_than_the_screen(phone: Page, site: Site, every_page: dict[str, str]) -> None:
    for path in every_page.values():
        phone.goto(site.origin + path)
        expect_to_fit(phone)


def test_the_article_fits_with_every_section_and_the_table_open(phone: Page) -> None:
    phone.get_by_role("button", name="Open all").tap()
    phone.locator(".note > summary").tap()
    phone.locator(".record .table > summary").tap()
    expect_to_fit(phone)


def test_answers_three_deep_with_their_evidence_fit(phone: Page) -> None:
    for answer in dive(phone):
        open_evidence(answer)
    expect_to_fit(phone)


def test_deep_answers_do_not_grow_narrower(phone: Page) -> None:
    second, third = [answer.bounding_box() for answer in dive(phone)[1:]]
    assert second
    assert third
    assert third["width"] >= second["width"] - 1
    assert third["width"] >= 300


def test_the_trail_says_where_one_is_and_leads_back_up(phone: Page) -> None:
    inner = dive(phone)[2]
    trail = inner.get_by_role("list", name="Where you are").first
    outermost = first_questions(phone)[0]
    expect(trail.locator("a")).to_have_count(2)
    expect(trail.locator("a").first).to_have_text(outermost.inner_text())
    trail.locator("a").first.tap()
    expect(outermost).to_be_in_viewport()
    inner.locator("> .foot a.up").tap()
    expect(phone.locator(".question:target > a.ask")).to_be_in_viewport()
    expect(phone.locator(".question:target > a.ask")).to_have_text(trail.locator("a").last.inner_text())


def test_what_one_taps_is_large_enough(phone: Page, site: Site) -> None:
    dive(phone)
    assert phone.evaluate(SMALL_TARGETS) == []
    phone.goto(site.origin)
    assert phone.evaluate(SMALL_TARGETS) == []


def test_charts_and_tables_scroll_inside_themselves(phone: Page) -> None:
    chart = phone.locator(".timeline .scroll")
    assert chart.evaluate("box => box.scrollWidth > box.clientWidth")
    last = chart.locator("svg a").last
    last.scroll_into_view_if_needed()
    expect(last).to_be_in_viewport()
    expect_to_fit(phone)
