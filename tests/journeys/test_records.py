"""The claim records behind the charts: by date in the page, in full when a reader turns to them."""

import re

from playwright.sync_api import Page, Request, expect

from tests.journeys.conftest import Visit
from tests.journeys.site import Site
from tests.journeys.watch import Watch


def asked_for_records(page: Page) -> list[Request]:
    asked: list[Request] = []
    page.on("request", lambda r: asked.append(r) if r.url.endswith("/records") else None)
    return asked


def test_turning_to_a_chart_gives_its_marks_their_words_once(page: Page) -> None:
    asked = asked_for_records(page)
    mark = page.locator(".timeline svg a").first
    assert not asked
    before = mark.locator("title").text_content()
    with page.expect_response("**/records"):
        mark.hover()
    expect(mark).to_have_attribute("href", re.compile(r"^/claims/.+-[0-9a-f]+$"))
    after = mark.locator("title").text_content()
    assert before
    assert after
    assert after.startswith(before)
    assert len(after) > len(before) + 20
    cell = page.locator(".division svg a").last
    expect(cell).to_have_attribute("href", re.compile(r"^/claims/.+-[0-9a-f]+$"))
    page.locator(".division svg").first.hover()
    page.locator(".record .table > summary").click()
    expect(page.locator(".record table tbody tr").first).to_be_visible()
    assert len(asked) == 1


def test_a_mark_leads_to_its_claim_without_javascript(visit: Visit, site: Site) -> None:
    plain = visit(java_script_enabled=False)
    plain.goto(site.article)
    plain.locator(".timeline svg a").first.click()
    plain.wait_for_url(re.compile(r"/claims/.+-[0-9a-f]+$"))
    expect(plain.locator("h1")).to_be_visible()


def test_the_table_has_a_page_of_its_own_without_javascript(visit: Visit, site: Site) -> None:
    plain = visit(java_script_enabled=False)
    plain.goto(site.article)
    marks = plain.locator(".timeline svg a").count()
    plain.locator(".record .table > summary").click()
    plain.locator(".record .table a").click()
    plain.wait_for_url("**/records")
    assert plain.locator("tbody tr").count() >= marks
    plain.locator("p.meta a").click()
    plain.wait_for_url(site.article)


def test_where_the_table_cannot_be_fetched_its_link_stays_and_it_is_asked_for_again(
    page: Page, watch: Watch
) -> None:
    watch.expect("ERR_FAILED")
    page.route("**/records", lambda route: route.abort())
    summary = page.locator(".record .table > summary")
    with page.expect_event("requestfailed"):
        summary.click()
    expect(page.locator(".record .table a")).to_be_visible()
    page.unroute("**/records")
    summary.click()
    summary.click()
    expect(page.locator(".record table tbody tr").first).to_be_visible()
