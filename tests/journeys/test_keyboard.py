"""Reading with the keyboard alone."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.reading import answer_of, first_questions, opened, press_until

WATCH_FOCUS = """() => {
  window.stops = [];
  addEventListener("focusin", ({target}) => {
    const style = getComputedStyle(target);
    const box = target.getBoundingClientRect();
    const ring = parseFloat(style.outlineWidth) > 0 && style.outlineStyle !== "none";
    const seen = box.width > 0 && box.height > 0 && (ring || style.stroke !== "none");
    window.stops.push([target.outerHTML.slice(0, 120), seen]);
  });
}"""


def go_to_the_questions(page: Page) -> Locator:
    """Come by a link to them; the first question has the focus after one Tab."""
    page.goto(page.url + "#dive")
    expect(page.locator("#dive")).to_be_in_viewport()
    question = first_questions(page)[0]
    page.keyboard.press("Tab")
    expect(question).to_be_focused()
    return question


def go_to_a_citation(page: Page) -> Locator:
    citation = page.locator("a.cite").first
    press_until(page, "Tab", citation)
    return citation


def test_the_first_tab_offers_to_skip_to_the_text(page: Page) -> None:
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the text")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("main .kicker a")).to_be_focused()


def test_enter_opens_an_answer_and_says_so(page: Page) -> None:
    question = go_to_the_questions(page)
    expect(question).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("Enter")
    answer = opened(question)
    expect(question).to_be_focused()
    records = answer.locator("> .records > .claim").count()
    expect(page.locator("#announcements")).to_have_text(
        f"Answer opened: {records} claim records, 3 further questions"
    )
    page.keyboard.press("Tab")
    assert answer.evaluate("answer => answer.contains(document.activeElement)")


def test_enter_closes_it_again_and_says_so(page: Page) -> None:
    question = go_to_the_questions(page)
    page.keyboard.press("Enter")
    answer = opened(question)
    page.keyboard.press("Enter")
    expect(answer).to_be_hidden()
    expect(question).to_be_focused()
    expect(page.locator("#announcements")).to_have_text("Answer closed")


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_evidence_opens_by_key(page: Page, key: str) -> None:
    question = go_to_the_questions(page)
    page.keyboard.press("Enter")
    summary = opened(question).locator("details.evidence > summary").first
    press_until(page, "Tab", summary)
    page.keyboard.press(key)
    expect(summary.locator("xpath=..").locator(".bearing")).to_be_visible()
    expect(summary).to_be_focused()


def test_the_way_down_goes_on_by_key(page: Page) -> None:
    question = go_to_the_questions(page)
    page.keyboard.press("Enter")
    onward = opened(question).locator("> .next a.ask").first
    press_until(page, "Tab", onward)
    page.keyboard.press("Enter")
    deeper = answer_of(onward)
    expect(deeper).to_be_visible()
    press_until(page, "Tab", deeper.locator("> .foot a.up"))
    page.keyboard.press("Enter")
    expect(question).to_be_in_viewport()
    page.keyboard.press("Tab")
    expect(question).to_be_focused()


def test_focus_on_a_citation_opens_the_card_and_tab_goes_into_it(page: Page) -> None:
    citation = go_to_a_citation(page)
    card = page.locator("#source-card")
    expect(card).to_be_visible()
    expect(citation).to_have_attribute("aria-describedby", "source-card")
    title = card.locator(".title").inner_text()
    expect(citation).to_have_accessible_name(re.compile(f"^Source 1: {re.escape(title)}, "))
    page.keyboard.press("Tab")
    expect(card.locator("a.title")).to_be_focused()
    page.keyboard.press("Escape")
    expect(card).to_have_count(0)
    expect(citation).to_be_focused()


def test_escape_closes_the_card_from_the_citation_and_tab_goes_past_it(page: Page) -> None:
    go_to_a_citation(page)
    expect(page.locator("#source-card")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#source-card")).to_have_count(0)
    page.keyboard.press("Tab")
    expect(page.locator("a.cite").nth(1)).to_be_focused()
    expect(page.locator("#source-card")).to_be_visible()


def test_tab_leaves_the_card_for_the_next_citation(page: Page) -> None:
    go_to_a_citation(page)
    second = page.locator("a.cite").nth(1)
    press_until(page, "Tab", second, most=5)
    expect(page.locator("#source-card")).to_have_count(1)
    expect(second).to_have_attribute("aria-describedby", "source-card")


def test_enter_on_a_citation_goes_to_the_source_and_back(page: Page) -> None:
    citation = go_to_a_citation(page)
    page.keyboard.press("Enter")
    entry = page.locator("#source-1")
    expect(entry).to_be_in_viewport()
    expect(page.locator("#source-card")).to_have_count(0)
    press_until(page, "Tab", entry.get_by_role("link", name="Back to use a"), most=5)
    page.keyboard.press("Enter")
    expect(citation).to_be_in_viewport()


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_sections_fold_by_key(page: Page, key: str) -> None:
    press_until(page, "Tab", page.locator("#s1 > summary"))
    page.keyboard.press(key)
    expect(page.locator("#s1 > .body")).to_be_hidden()
    page.keyboard.press(key)
    expect(page.locator("#s1 > .body")).to_be_visible()


def test_a_chart_is_one_stop_and_arrows_walk_its_marks(page: Page) -> None:
    marks = page.locator(".timeline svg a")
    press_until(page, "Tab", marks.first)
    page.keyboard.press("ArrowRight")
    expect(marks.nth(1)).to_be_focused()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    expect(marks.last).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator(".record .table > summary")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(marks.last).to_be_focused()
    expect(marks.last).to_have_attribute("href", re.compile("-"))  # its words are here
    wanted = str(marks.last.get_attribute("href"))
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{wanted}")


def test_every_chart_has_one_stop(page: Page) -> None:
    for chart in page.locator("svg[data-rove]").all():
        assert chart.locator("a").count() - chart.locator("a[tabindex='-1']").count() == 1


def test_tab_walks_through_the_whole_page_with_the_focus_in_sight_and_out_again(page: Page) -> None:
    page.evaluate(WATCH_FOCUS)
    stops: list[list[object]] = []
    while "skip" not in str([name for name, _ in stops[1:]]):
        for _ in range(50):
            page.keyboard.press("Tab")
        stops = page.evaluate("window.stops")
        assert len(stops) < 900, f"the focus is still on {stops[-1]}"
    assert len(stops) > 200
    assert not [name for name, seen in stops if not seen]
    assert page.locator("#source-card").count() <= 1


def test_the_contents_lead_to_the_questions(page: Page) -> None:
    press_until(page, "Tab", page.get_by_role("link", name="Want to dive deeper?"))
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(first_questions(page)[0]).to_be_focused()
