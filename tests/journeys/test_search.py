"""Searching: as one types, by the keyboard alone, without scripts, on a phone."""

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.axe import violations
from tests.journeys.conftest import WIDE, Visit
from tests.journeys.reading import PHONE, expect_to_fit, press_until
from tests.journeys.site import Site
from tests.journeys.test_html import complaints
from tests.journeys.test_layout_shift import RECORD_SHIFTS, shift
from tests.journeys.watch import Watch

SHAPES: list[dict[str, Any]] = [{}, {"color_scheme": "dark"}, PHONE, {**PHONE, "color_scheme": "dark"}]
STATES = {
    "empty": "/search",
    "filled": "/search?q=nato+membership",
    "nothing found": "/search?q=xylophone",
    "suggestion": "/search?q=expantion",
    "filtered": "/search?q=nato&kind=claim&rating=supported&topic=ukraine&from=2008-01-01&to=2014-12-31",
    "nothing left": "/search?q=nato&rating=unproven&from=1801&to=1802",
    "problems": "/search?q=nato&kind=poem&from=soon",
    "further": "/search?q=nato&page=2",
}

TOO_MANY = """
<div id="results" data-said="" data-address="/search?q=nato" data-title="Search">
<p>Too many for now.</p>
</div>
"""


@pytest.fixture
def searching(visit: Visit, site: Site) -> Page:
    page = visit()
    page.goto(f"{site.origin}/search")
    return page


def box(page: Page) -> Locator:
    return page.get_by_label("Words to look for")


def found(page: Page) -> Locator:
    return page.locator("#results .found h2 a")


def narrow(page: Page) -> None:
    page.locator(".search summary").click()


def test_typing_shows_results_without_leaving_and_the_address_keeps_them(visit: Visit, site: Site) -> None:
    page = visit()
    page.goto(site.article)
    page.get_by_role("navigation", name="Site").get_by_role("link", name="Search").click()
    page.wait_for_load_state()
    loads: list[str] = []
    page.on("load", lambda loaded: loads.append(loaded.url))
    box(page).press_sequentially("enlargement", delay=20)
    expect(found(page).first).to_be_visible()
    expect(page).to_have_url(f"{site.origin}/search?q=enlargement")
    expect(page).to_have_title("enlargement · Search · Factually")
    expect(box(page)).to_be_focused()
    expect(box(page)).to_have_value("enlargement")
    expect(page.locator("#results mark").first).to_have_text(re.compile("enlarge", re.IGNORECASE))
    assert loads == []


def test_back_leads_out_of_the_search_and_forward_into_what_was_searched(visit: Visit, site: Site) -> None:
    page = visit()
    page.goto(site.article)
    page.goto(f"{site.origin}/search")
    box(page).press_sequentially("membership", delay=5)
    expect(page).to_have_url(f"{site.origin}/search?q=membership")
    first = found(page).first
    wanted = str(first.get_attribute("href"))
    first.click()
    page.wait_for_url(f"**{wanted}")
    page.go_back()
    expect(page).to_have_url(f"{site.origin}/search?q=membership")
    expect(page.locator("header.site")).to_be_visible()
    expect(box(page)).to_have_value("membership")
    expect(found(page).first).to_have_attribute("href", wanted)
    page.go_back()
    expect(page).to_have_url(site.article)


def test_filters_act_at_once(searching: Page, site: Site) -> None:
    box(searching).press_sequentially("nato", delay=5)
    expect(found(searching).first).to_be_visible()
    narrow(searching)
    searching.get_by_label("Sources").check()
    expect(searching).to_have_url(f"{site.origin}/search?q=nato&kind=source")
    expect(searching.locator("#results .kicker").first).to_have_text("source")
    searching.get_by_label("From").fill("2014-01-01")
    expect(searching).to_have_url(f"{site.origin}/search?q=nato&kind=source&from=2014-01-01")
    expect(searching.locator("#results")).to_contain_text("no date")
    searching.get_by_label("Sources").uncheck()
    searching.get_by_label("Topic").select_option(index=1)
    searching.get_by_label("Disputed", exact=True).check()
    expect(searching).to_have_url(re.compile(r"\?q=nato&topic=[a-z-]+&rating=disputed&from=2014-01-01$"))
    expect(searching.get_by_role("button", name="Apply")).to_be_hidden()


def test_what_was_found_is_said_politely(searching: Page) -> None:
    said = searching.get_by_role("status")
    box(searching).press_sequentially("expantion", delay=5)
    expect(said).to_have_text("Nothing found. Did you mean expansion?")
    searching.get_by_role("link", name="expansion").click()
    expect(box(searching)).to_have_value("expansion")
    box(searching).press("End")
    searching.keyboard.type(" nato", delay=5)
    expect(said).to_have_text(re.compile(r"^\d+ results\.$"))


def test_arrow_keys_lead_into_the_list_and_back_and_enter_opens(searching: Page) -> None:
    searching.keyboard.press("Tab")
    press_until(searching, "Tab", box(searching))
    searching.keyboard.type("membership", delay=10)
    expect(found(searching).nth(2)).to_be_visible()
    searching.keyboard.press("ArrowDown")
    expect(found(searching).nth(0)).to_be_focused()
    searching.keyboard.press("ArrowDown")
    searching.keyboard.press("ArrowDown")
    expect(found(searching).nth(2)).to_be_focused()
    searching.keyboard.press("ArrowUp")
    searching.keyboard.press("ArrowUp")
    searching.keyboard.press("ArrowUp")
    expect(box(searching)).to_be_focused()
    searching.keyboard.press("ArrowDown")
    searching.keyboard.press("ArrowDown")
    searching.keyboard.press("Escape")
    expect(box(searching)).to_be_focused()
    expect(box(searching)).to_have_value("membership")
    searching.keyboard.press("ArrowDown")
    wanted = str(found(searching).first.get_attribute("href"))
    searching.keyboard.press("Enter")
    searching.wait_for_url(f"**{wanted}")


def test_the_last_result_is_where_arrow_keys_end(searching: Page) -> None:
    box(searching).press_sequentially("vilnius", delay=5)
    expect(found(searching).first).to_be_visible()
    expect(searching).to_have_url(re.compile("vilnius$"))
    last = found(searching).last
    last.focus()
    searching.keyboard.press("ArrowDown")
    expect(last).to_be_focused()


def test_tab_alone_leads_to_the_results_too(searching: Page) -> None:
    press_until(searching, "Tab", box(searching))
    searching.keyboard.type("membership", delay=10)
    expect(found(searching).first).to_be_visible()
    press_until(searching, "Tab", found(searching).first, most=6)
    searching.keyboard.press("Tab")
    expect(found(searching).nth(1)).to_be_focused()


def test_filters_are_set_by_the_keyboard(searching: Page, site: Site) -> None:
    press_until(searching, "Tab", box(searching))
    searching.keyboard.type("nato", delay=10)
    press_until(searching, "Tab", searching.locator(".search summary"))
    searching.keyboard.press("Enter")
    press_until(searching, "Tab", searching.get_by_label("Questions"))
    searching.keyboard.press("Space")
    expect(searching).to_have_url(f"{site.origin}/search?q=nato&kind=question")
    expect(searching.get_by_label("Questions")).to_be_focused()


@pytest.mark.parametrize("shape", [{}, PHONE], ids=["wide", "phone"])
def test_without_javascript_it_is_a_form(visit: Visit, site: Site, shape: dict[str, Any]) -> None:
    page = visit(**shape, java_script_enabled=False)
    page.goto(site.article)
    page.get_by_role("link", name="Search", exact=True).click()
    box(page).fill("nato")
    page.get_by_role("button", name="Search").click()
    expect(found(page)).to_have_count(20)
    narrow(page)
    page.get_by_label("Claim records").check()
    page.get_by_label("From").fill("2008-01-01")
    page.get_by_role("button", name="Apply").click()
    expect(page).to_have_url(re.compile("q=nato&kind=claim&.*from=2008-01-01"))
    expect(page.locator("#results .kicker").first).to_have_text("claim record")
    expect(page.get_by_label("Claim records")).to_be_checked()
    expect(page.get_by_text("Results come as you type")).to_be_hidden()
    page.get_by_role("link", name="More results").click()
    expect(page.get_by_text("Page 2")).to_be_visible()
    expect(page.get_by_label("Claim records")).to_be_checked()
    page.get_by_role("link", name="Better matches").click()
    expect(found(page)).to_have_count(20)
    page.goto(f"{site.origin}/search?q=expantion")
    page.get_by_role("link", name="expansion").click()
    expect(found(page).first).to_be_visible()


def test_every_state_is_fit_for_all_and_valid(visit: Visit, site: Site, tmp_path: Path) -> None:
    files = []
    for number, shape in enumerate(SHAPES):
        page = visit(**shape)
        for name, path in STATES.items():
            answered = page.goto(site.origin + path)
            assert violations(page) == [], path
            expect_to_fit(page)
            if not number and answered:
                files.append(tmp_path / f"{name.replace(' ', '-')}.html")
                files[-1].write_text(answered.text())
    assert complaints(files) == []


@pytest.mark.parametrize("width", [640, 1280])
def test_at_twice_the_text_size_it_still_fits(visit: Visit, site: Site, width: int) -> None:
    page = visit(viewport={"width": width, "height": 800})
    for path in STATES.values():
        page.goto(site.origin + path)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        expect_to_fit(page)


@pytest.mark.parametrize("shape", [{"viewport": WIDE}, PHONE], ids=["wide", "phone"])
def test_nothing_jumps_while_one_types(visit: Visit, site: Site, shape: dict[str, Any]) -> None:
    page = visit(**shape)
    page.add_init_script(RECORD_SHIFTS)
    page.goto(f"{site.origin}/search")
    top = box(page).bounding_box()
    for word in ("nato", " membership", " xylophone", " expantion"):
        box(page).press_sequentially(word, delay=30)
        page.wait_for_timeout(900)
        assert box(page).bounding_box() == top
    shift(page)


def test_a_search_that_could_not_be_sent_says_so_and_can_be_sent_again(searching: Page, watch: Watch) -> None:
    watch.expect("ERR_FAILED", "Failed to fetch")
    box(searching).press_sequentially("nato", delay=5)
    expect(found(searching).first).to_be_visible()
    searching.route("**/search?*", lambda route: route.abort())
    box(searching).press_sequentially(" membership", delay=5)
    expect(searching.get_by_role("alert")).to_contain_text("could not be sent")
    assert violations(searching) == []
    searching.unroute("**/search?*")
    searching.keyboard.press("Enter")
    expect(searching).to_have_url(re.compile("membership$"))
    expect(searching.get_by_role("alert")).to_have_count(0)


def test_too_many_searches_are_told_so_in_place(searching: Page, watch: Watch) -> None:
    watch.expect("status of 429")
    searching.route(
        "**/search?*",
        lambda route: route.fulfill(
            status=429,
            body=TOO_MANY,
        ),
    )
    box(searching).press_sequentially("nato", delay=5)
    expect(searching.get_by_text("Too many for now.")).to_be_visible()
    expect(box(searching)).to_have_value("nato")
