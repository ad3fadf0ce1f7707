"""The card of a source: by pointer after a pause, by tap at once, always in sight."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import Visit
from tests.journeys.reading import PHONE
from tests.journeys.site import Site

SHOW_AT_BOTTOM = """link => {
  document.documentElement.style.scrollBehavior = "auto";
  scrollBy(0, link.getBoundingClientRect().bottom - innerHeight + 8);
}"""


@pytest.fixture
def stopped(visit: Visit, site: Site) -> Page:
    """The article with a clock that only the journey moves."""
    page = visit()
    page.clock.install(time="2026-01-01T00:00:00")
    page.goto(site.article)
    page.clock.pause_at("2026-01-01T00:01:00")
    return page


@pytest.fixture
def phone(visit: Visit, site: Site) -> Page:
    page = visit(**PHONE)
    page.goto(site.article)
    return page


def card(page: Page) -> Locator:
    return page.locator("#source-card")


def test_the_card_says_which_source_and_where_in_it(page: Page) -> None:
    citation = page.locator(".summary a.cite").first
    citation.hover()
    expect(card(page).locator("a.title")).to_have_attribute("href", re.compile("^/sources/"))
    entry = page.locator(str(citation.get_attribute("href")))
    for part in (".title", ".by", ".passage", "a.outward"):
        expect(card(page).locator(part).first).to_have_text(entry.locator(part).first.inner_text())
    expect(card(page).get_by_role("link", name="In the list of sources")).to_be_visible()


def test_hovering_opens_the_card_after_a_pause_only(stopped: Page) -> None:
    stopped.locator(".summary a.cite").first.hover()
    stopped.clock.run_for(120)
    expect(card(stopped)).to_have_count(0)
    stopped.clock.run_for(120)
    expect(card(stopped)).to_be_visible()


def test_passing_over_a_citation_opens_nothing(stopped: Page) -> None:
    stopped.locator(".summary a.cite").first.hover()
    stopped.clock.run_for(120)
    stopped.locator("h1").hover()
    stopped.clock.run_for(1000)
    expect(card(stopped)).to_have_count(0)


def test_the_pointer_can_go_into_the_card_and_leaving_closes_it(stopped: Page) -> None:
    stopped.locator(".summary a.cite").first.hover()
    stopped.clock.run_for(300)
    box = card(stopped).bounding_box()
    assert box
    stopped.mouse.move(box["x"] + 60, box["y"] - 3)
    stopped.clock.run_for(200)
    stopped.mouse.move(box["x"] + 60, box["y"] + 30)
    stopped.clock.run_for(5000)
    expect(card(stopped)).to_be_visible()
    stopped.locator("h1").hover()
    stopped.clock.run_for(500)
    expect(card(stopped)).to_have_count(0)


def test_escape_closes_a_hovered_card(page: Page) -> None:
    page.locator(".summary a.cite").first.hover()
    expect(card(page)).to_be_visible()
    page.keyboard.press("Escape")
    expect(card(page)).to_have_count(0)


def test_there_is_one_card_at_a_time(page: Page) -> None:
    for citation in page.locator(".summary a.cite").all()[:4]:
        citation.hover()
        expect(citation).to_have_attribute("aria-describedby", "source-card")
        expect(card(page)).to_have_count(1)
    assert page.locator("[aria-describedby=source-card]").count() == 1


def test_a_click_of_the_mouse_goes_to_the_list(page: Page) -> None:
    page.locator(".summary a.cite").first.click()
    expect(page.locator("#source-1")).to_be_in_viewport()
    expect(card(page)).to_have_count(0)


def test_a_tap_opens_the_card_and_does_not_jump(phone: Page) -> None:
    citation = phone.locator(".summary a.cite").first
    citation.scroll_into_view_if_needed()
    before = phone.evaluate("[scrollY, location.href]")
    citation.tap()
    expect(card(phone)).to_be_visible()
    assert phone.evaluate("[scrollY, location.href]") == before
    citation.tap()
    expect(card(phone)).to_have_count(0)


def test_a_tap_elsewhere_closes_the_card(phone: Page) -> None:
    phone.locator(".summary a.cite").first.tap()
    expect(card(phone)).to_be_visible()
    phone.locator("#summary").tap()
    expect(card(phone)).to_have_count(0)


def test_the_way_to_the_list_is_in_the_card(phone: Page) -> None:
    phone.locator(".summary a.cite").nth(1).tap()
    card(phone).get_by_role("link", name="In the list of sources").tap()
    expect(phone.locator("#source-2")).to_be_in_viewport()
    expect(card(phone)).to_have_count(0)


def test_the_card_fits_on_a_phone_beside_every_citation(phone: Page) -> None:
    phone.locator("#s1 > summary").tap()
    for citation in phone.locator(".summary a.cite, #s1 a.cite").all():
        citation.evaluate(SHOW_AT_BOTTOM)
        citation.tap()
        expect(citation).to_have_attribute("aria-describedby", "source-card")
        box = card(phone).bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 360
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= 740
        assert phone.evaluate("document.documentElement.scrollWidth") == 360


def test_the_card_fits_at_the_lower_edge_of_a_wide_screen(page: Page) -> None:
    citation = page.locator("#s3 a.cite").first
    citation.evaluate(SHOW_AT_BOTTOM)
    citation.hover()
    expect(card(page)).to_be_in_viewport(ratio=1)
    mark = citation.bounding_box()
    box = card(page).bounding_box()
    assert mark
    assert box
    assert box["y"] + box["height"] <= mark["y"]
