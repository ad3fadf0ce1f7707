"""Opening feels instant: an answer is on its way before the click is done, and comes once."""

import re

from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visit
from tests.journeys.reading import (
    PHONE,
    answer_of,
    answers_fetched,
    first_questions,
    open_answer,
    opened,
    point_at,
)
from tests.journeys.site import Site

PASS_OVER = """() => {
  const over = { pointerType: "mouse", bubbles: true };
  for (const element of [...document.querySelectorAll("a.ask"), document.body])
    element.dispatchEvent(new PointerEvent("pointerover", over));
}"""
"""A pointer on its way across every question, faster than anybody reads."""

MATCH = """slot => {
  slot.dispatchEvent(new Event("beforematch", { bubbles: true }));
  slot.removeAttribute("hidden");
}"""


def test_resting_the_pointer_fetches_and_the_click_does_not_fetch_again(page: Page) -> None:
    fetched = answers_fetched(page)
    question = first_questions(page)[0]
    with page.expect_response("**/questions/**"):
        point_at(question)
    expect(question).to_have_attribute("aria-expanded", "false")
    expect(answer_of(question)).to_have_attribute("data-path", re.compile("."))
    expect(answer_of(question)).to_be_hidden()
    question.click()
    opened(question)
    assert len(fetched) == 1


def test_a_pointer_that_only_passes_over_fetches_nothing(page: Page) -> None:
    fetched = answers_fetched(page)
    first_questions(page)[0].scroll_into_view_if_needed()
    page.wait_for_function("window.htmx && document.readyState === 'complete'")
    page.evaluate(PASS_OVER)
    page.wait_for_timeout(200)
    assert not fetched


def test_a_finger_fetches_when_it_comes_down(visit: Visit, site: Site) -> None:
    page = visit(**PHONE)
    page.goto(site.article)
    fetched = answers_fetched(page)
    question = first_questions(page)[0]
    page.wait_for_function("window.htmx && document.readyState === 'complete'")
    question.scroll_into_view_if_needed()
    with page.expect_response("**/questions/**"):
        question.dispatch_event("pointerdown", {"pointerType": "touch", "bubbles": True})
    expect(answer_of(question)).to_be_hidden()
    question.tap()
    opened(question)
    assert len(fetched) == 1


def test_what_is_fetched_and_unseen_is_out_of_reach(page: Page) -> None:
    question = first_questions(page)[0]
    with page.expect_response("**/questions/**"):
        point_at(question)
    expect(answer_of(question)).to_have_attribute("data-path", re.compile("."))
    question.focus()
    page.keyboard.press("Tab")
    expect(first_questions(page)[1]).to_be_focused()
    assert answer_of(question).evaluate("slot => slot.getBoundingClientRect().height") == 0


def test_words_of_an_unseen_answer_are_found_and_open_it(page: Page) -> None:
    question = first_questions(page)[0]
    with page.expect_response("**/questions/**"):
        point_at(question)
    expect(answer_of(question)).to_have_attribute("hidden", "until-found")
    # Find-in-page cannot be driven without a window; this is the event it sends, and what it does next.
    answer_of(question).evaluate(MATCH)
    opened(question)


def test_focus_fetches_and_enter_does_not_fetch_again(page: Page) -> None:
    page.goto(page.url + "#dive")
    expect(page.locator("#dive")).to_be_in_viewport()
    page.wait_for_function("window.htmx")
    fetched = answers_fetched(page)
    question = first_questions(page)[0]
    with page.expect_request("**/questions/**"):
        page.keyboard.press("Tab")
    expect(question).to_be_focused()
    page.keyboard.press("Enter")
    opened(question)
    assert len(fetched) == 1


def test_letting_go_elsewhere_opens_nothing(page: Page) -> None:
    question = first_questions(page)[0]
    with page.expect_response("**/questions/**"):
        point_at(question)
        page.mouse.down()
    page.locator("#dive").hover()
    page.mouse.up()
    expect(question).to_have_attribute("aria-expanded", "false")
    expect(answer_of(question)).to_be_hidden()


def test_an_answer_inside_an_answer_is_fetched_ahead_too(page: Page) -> None:
    answer = open_answer(first_questions(page)[0])
    fetched = answers_fetched(page)
    onward = answer.locator("> .next a.ask").first
    with page.expect_response("**/questions/**"):
        point_at(onward)
    onward.click()
    opened(onward)
    assert len(fetched) == 1


def test_with_a_modifier_key_the_answer_opens_on_its_own_page(page: Page) -> None:
    question = first_questions(page)[0]
    with page.context.expect_page() as opening:
        question.click(modifiers=["ControlOrMeta"])
    expect(opening.value.locator(".page > .answer")).to_be_visible()
    expect(question).to_have_attribute("aria-expanded", "false")
