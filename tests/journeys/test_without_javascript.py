"""Reading without scripts: everything is there, every link leads to a page."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visit
from tests.journeys.reading import PHONE, first_questions, next_questions, what_is_open
from tests.journeys.site import Site


@pytest.fixture(params=[{}, PHONE], ids=["wide", "phone"])
def plain(request: pytest.FixtureRequest, visit: Visit, site: Site) -> Page:
    """The article in a browser that runs no script."""
    page = visit(java_script_enabled=False, **request.param)
    page.goto(site.article)
    return page


def test_every_section_is_open_and_folds(plain: Page) -> None:
    assert what_is_open(plain)["sections"] == ["s1", "s2", "s3", "s4", "s5"]
    plain.locator("#s1 > summary").click()
    expect(plain.locator("#s1 > .body")).to_be_hidden()


def test_a_question_leads_to_its_own_page_and_that_to_the_next(plain: Page) -> None:
    question = first_questions(plain)[0]
    text = question.inner_text()
    question.click()
    expect(plain.locator("h1")).to_have_text(text)
    answer = plain.locator(".page > .answer")
    expect(answer.locator("> .records > .claim").first).to_be_visible()
    onward = next_questions(answer)[0]
    text = onward.inner_text()
    onward.click()
    expect(plain.locator("h1")).to_have_text(text)


def test_a_claim_opens_into_its_evidence_and_has_its_page(plain: Page) -> None:
    first_questions(plain)[0].click()
    claim = plain.locator(".records > .claim").first
    claim.locator("summary").click()
    expect(claim.locator(".bearing")).to_be_visible()
    text = claim.locator("a.text").inner_text()
    claim.locator("a.text").click()
    expect(plain.locator("h1")).to_have_text(text)
    plain.locator(".bearing a.title").first.click()
    plain.wait_for_url("**/sources/**")


def test_a_citation_leads_to_the_list_and_back(plain: Page) -> None:
    plain.locator("a.cite").nth(2).click()
    entry = plain.locator("#source-3")
    expect(entry).to_be_in_viewport()
    entry.get_by_role("link", name="Back to use a").click()
    expect(plain.locator("a.cite").nth(2)).to_be_in_viewport()


def test_every_citation_has_its_source_and_the_source_leads_back(plain: Page) -> None:
    citations = plain.eval_on_selector_all(
        "a.cite", "links => links.map(l => [l.getAttribute('href'), l.id])"
    )
    back = plain.eval_on_selector_all(
        ".back a", "links => links.map(l => ['#' + l.closest('li').id, l.getAttribute('href').slice(1)])"
    )
    assert sorted(citations) == sorted(back)


def test_the_goal_is_there_in_numbers(plain: Page) -> None:
    banner = plain.locator("#support")
    expect(banner).to_be_visible()
    expect(banner).to_contain_text(re.compile(r"\d[\d,]* of 1,000 supporters"))
    expect(banner.locator("progress")).to_have_attribute("max", "1000")
    assert "Loading" not in plain.content()


def test_what_only_scripts_can_do_is_not_offered(plain: Page) -> None:
    for name in ("Open all", "Close all", "Hide the supporter goal"):
        expect(plain.get_by_role("button", name=name, include_hidden=True)).to_be_hidden()
    expect(plain.get_by_text("Supporter goal", exact=True)).to_be_hidden()
