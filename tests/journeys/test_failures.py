"""When an answer does not come: the reader is told, keeps the link, and can try again."""

import re

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.journeys.reading import answers_fetched, dive, first_questions, open_answer, opened
from tests.journeys.watch import Watch

ANSWERS = re.compile(r"/questions/")
FETCH_FAILED = (r"ERR_FAILED|ERR_INTERNET_DISCONNECTED", "htmx:error: Failed to fetch")


def failure(page: Page) -> Locator:
    return page.locator(".dive .failed")


def expect_told(page: Page, question: Locator) -> None:
    expect(failure(page)).to_contain_text("could not be fetched")
    expect(failure(page)).to_have_role("alert")
    expect(failure(page).get_by_role("link")).to_have_attribute("href", re.compile(r"/questions/"))
    expect(question).to_have_attribute("aria-expanded", "false")
    expect(question).not_to_have_attribute("aria-busy", "true")


def test_an_answer_that_cannot_be_fetched_leaves_a_link_and_a_retry(page: Page, watch: Watch) -> None:
    watch.expect(*FETCH_FAILED)
    page.route(ANSWERS, lambda route: route.abort())
    question = first_questions(page)[0]
    question.click()
    expect_told(page, question)
    page.unroute_all()
    failure(page).get_by_role("button", name="Try again").click()
    opened(question)
    expect(question).to_be_focused()
    expect(failure(page)).to_have_count(0)


@pytest.mark.parametrize("status", [500, 503, 404])
def test_a_fault_of_the_server_is_told_the_same_way(page: Page, watch: Watch, status: int) -> None:
    watch.expect(f"status of {status}")
    page.route(ANSWERS, lambda route: route.fulfill(status=status, body="<p id=boom>Boom</p>"))
    question = first_questions(page)[0]
    question.click()
    expect_told(page, question)
    expect(page.locator("#boom")).to_have_count(0)
    page.unroute_all()
    failure(page).get_by_role("button", name="Try again").click()
    opened(question)
    expect(failure(page)).to_have_count(0)


def test_the_link_in_the_message_leads_to_the_answers_own_page(page: Page, watch: Watch) -> None:
    watch.expect(*FETCH_FAILED)
    page.route(ANSWERS, lambda route: route.abort())
    first_questions(page)[1].click()
    expect(failure(page)).to_be_visible()
    page.unroute_all()
    failure(page).get_by_role("link").click()
    page.wait_for_url(ANSWERS)
    expect(page.locator(".page > .answer .short")).to_be_visible()


def test_failing_twice_says_so_once(page: Page, watch: Watch) -> None:
    watch.expect(*FETCH_FAILED)
    page.route(ANSWERS, lambda route: route.abort())
    question = first_questions(page)[0]
    question.click()
    expect(failure(page)).to_have_count(1)
    with page.expect_event("requestfailed"):
        failure(page).get_by_role("button").click()
    expect(failure(page)).to_have_count(1)
    expect(question).to_be_focused()


def test_going_offline_midway_keeps_what_is_open(page: Page, watch: Watch) -> None:
    watch.expect(*FETCH_FAILED)
    outer, inner = dive(page, levels=2)
    question = first_questions(page)[1]
    page.context.set_offline(True)
    question.click()
    expect_told(page, question)
    expect(inner).to_be_visible()
    first_questions(page)[0].click()
    expect(outer).to_be_hidden()
    page.context.set_offline(False)
    open_answer(question)
    expect(failure(page)).to_have_count(0)


def test_a_slow_answer_shows_that_it_is_being_fetched(page: Page) -> None:
    held: list[Route] = []
    page.route(ANSWERS, lambda route: held.append(route))
    question = first_questions(page)[0]
    question.click()
    expect(question).to_have_attribute("aria-busy", "true")
    expect(page.locator("#announcements")).to_have_text("Fetching the answer")
    mark = "link => { const mark = getComputedStyle(link, '::after'); return [mark.opacity, mark.width]; }"
    page.wait_for_function(
        "link => getComputedStyle(link, '::after').opacity === '1'", arg=question.element_handle()
    )
    assert question.evaluate(mark) == ["1", "16px"]
    held[0].continue_()
    opened(question)
    expect(question).not_to_have_attribute("aria-busy", "true")


def test_an_impatient_second_click_draws_one_answer(page: Page) -> None:
    held: list[Route] = []
    page.route(ANSWERS, lambda route: held.append(route))
    fetched = answers_fetched(page)
    question = first_questions(page)[0]
    question.click()
    question.click()
    expect(question).to_have_attribute("aria-busy", "true")
    while held:
        held.pop().continue_()
    opened(question)
    expect(page.locator(".answer[data-path]")).to_have_count(1)
    assert len(fetched) <= 2
