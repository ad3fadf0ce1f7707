"""Sections fold and never trap text: links, fragments and one click open what they hit."""

from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visit
from tests.journeys.reading import PHONE, what_is_open
from tests.journeys.site import Site

EVERY = ["s1", "s2", "s3", "s4", "s5"]


@pytest.fixture
def phone(visit: Visit, site: Site) -> Page:
    page = visit(**PHONE)
    page.goto(site.article)
    return page


def sections(page: Page) -> list[str]:
    return what_is_open(page)["sections"]


def test_a_wide_screen_shows_every_section_open(page: Page) -> None:
    assert sections(page) == EVERY


def test_a_phone_shows_them_closed_and_each_opens_by_tap(phone: Page) -> None:
    assert sections(phone) == []
    for key in EVERY:
        body = phone.locator(f"#{key} > .body")
        expect(body).to_be_hidden()
        phone.locator(f"#{key} > summary").tap()
        expect(body).to_be_visible()
        expect(body.locator("p").first).to_be_in_viewport()
    assert sections(phone) == EVERY


def test_the_executive_summary_is_never_folded(phone: Page) -> None:
    expect(phone.locator(".summary p").first).to_be_visible()


def test_one_click_opens_all_and_one_closes_all(page: Page, site: Site) -> None:
    page.get_by_role("button", name="Close all").click()
    assert sections(page) == []
    page.wait_for_url(site.article + "?open=s0")
    page.reload()
    assert sections(page) == []
    page.get_by_role("button", name="Open all").click()
    assert sections(page) == EVERY
    page.wait_for_url(site.article)


def test_opening_all_on_a_phone_stays_after_a_reload(phone: Page) -> None:
    phone.get_by_role("button", name="Open all").tap()
    assert sections(phone) == EVERY
    phone.wait_for_url("**?open=s1&**&open=s5")
    phone.reload()
    assert sections(phone) == EVERY


def test_the_contents_open_the_section_they_lead_to(phone: Page) -> None:
    link = phone.locator(".rail nav ol a").nth(3)
    heading = link.inner_text()
    link.tap()
    assert sections(phone) == ["s4"]
    expect(phone.locator("#s4 h2")).to_contain_text(heading)
    expect(phone.locator("#s4 .body p").first).to_be_in_viewport()


@pytest.mark.parametrize("anchor", ["s3", "source-12", "ref-9-b"])
def test_an_address_with_an_anchor_opens_and_shows_what_it_names(
    site: Site, visit: Visit, anchor: str
) -> None:
    phone = visit(**PHONE)
    phone.goto(f"{site.article}#{anchor}")
    named = phone.locator(f"#{anchor}")
    expect(named).to_be_visible()
    expect(named).to_be_in_viewport()
    assert len(sections(phone)) == (0 if anchor.startswith("source") else 1)


def test_the_way_back_from_a_source_opens_the_section_it_was_cited_in(phone: Page) -> None:
    back = phone.locator("#source-9 .back a").first
    back.tap()
    use = phone.locator(str(back.get_attribute("href")))
    expect(use).to_be_visible()
    expect(use).to_be_in_viewport()
    assert sections(phone) == ["s1"]


def test_a_link_to_words_opens_the_section_that_holds_them(phone: Page, site: Site, visit: Visit) -> None:
    prose = phone.locator("#s4 .body p").nth(1).evaluate("p => p.firstChild.textContent")
    words = " ".join(prose.split()[:6])
    other = visit(**PHONE)
    other.goto(f"{site.article}#:~:text={quote(words, safe='')}")
    expect(other.locator("#s4 .body p").nth(1)).to_be_in_viewport()
    assert sections(other) == ["s4"]


@pytest.mark.parametrize("anchor", ["nothing-here", "%zz", "%E0%A4%A", "a'b\"c", "source-card"])
def test_an_anchor_that_names_nothing_changes_nothing(site: Site, visit: Visit, anchor: str) -> None:
    phone = visit(**PHONE)
    phone.goto(f"{site.article}#{anchor}")
    assert sections(phone) == []
    assert phone.evaluate("scrollY") == 0


def test_the_disclaimer_opens_in_place(page: Page) -> None:
    expect(page.locator(".note > p")).to_be_hidden()
    page.get_by_text("Learn more").click()
    expect(page.locator(".note > p")).to_be_visible()


def test_the_charts_open_as_a_table(page: Page) -> None:
    page.locator(".record .table > summary").click()
    rows = page.locator(".record table tbody tr")
    expect(rows.first).to_be_visible()
    expect(rows.first.locator("td")).to_have_count(5)
    assert rows.count() >= page.locator(".timeline svg a").count()
