"""No page and no opened state violates a rule of WCAG 2.2 A and AA that a machine can check."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.axe import violations
from tests.journeys.conftest import Visit
from tests.journeys.reading import PHONE, dive, first_questions, open_evidence
from tests.journeys.site import Site
from tests.journeys.watch import Watch

SHAPES: list[dict[str, Any]] = [{}, {"color_scheme": "dark"}, PHONE, {**PHONE, "color_scheme": "dark"}]


@pytest.fixture(params=SHAPES, ids=["wide", "wide dark", "phone", "phone dark"])
def anyone(request: pytest.FixtureRequest, visit: Visit, site: Site) -> Page:
    """The article on screens of two widths, light and dark."""
    page = visit(**request.param)
    page.goto(site.article)
    return page


def test_every_kind_of_page(anyone: Page, site: Site, every_page: dict[str, str], watch: Watch) -> None:
    watch.expect("status of 404")
    for path in {**every_page, "not found": "/nothing"}.values():
        anyone.goto(site.origin + path)
        assert violations(anyone) == [], path


def test_an_article_with_everything_open(anyone: Page) -> None:
    for answer in dive(anyone):
        open_evidence(answer)
    anyone.get_by_role("button", name="Open all").click()
    anyone.locator(".note > summary").click()
    anyone.locator(".record .table > summary").click()
    assert violations(anyone) == []


def test_a_source_card(anyone: Page) -> None:
    citation = anyone.locator(".summary a.cite").first
    citation.focus()
    anyone.keyboard.press("Shift+Tab")
    anyone.keyboard.press("Tab")
    expect(anyone.locator("#source-card")).to_be_visible()
    assert violations(anyone) == []


def test_a_closed_banner_and_an_answer_that_could_not_be_fetched(anyone: Page, watch: Watch) -> None:
    watch.expect("ERR_FAILED", "Failed to fetch")
    anyone.get_by_role("button", name="Hide the supporter goal").click()
    expect(anyone.locator("#support")).to_be_hidden()
    anyone.route("**/questions/**", lambda route: route.abort())
    first_questions(anyone)[0].click()
    expect(anyone.locator(".failed")).to_be_visible()
    assert violations(anyone) == []
