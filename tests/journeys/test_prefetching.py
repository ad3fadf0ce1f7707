"""Opening feels instant: an answer is on its way before the click is done, and comes once."""

from playwright.sync_api import Page, expect

from tests.journeys.reading import answers_fetched, first_questions, open_answer, opened, point_at


def test_pressing_the_pointer_fetches_and_the_click_does_not_fetch_again(page: Page) -> None:
    fetched = answers_fetched(page)
    question = first_questions(page)[0]
    point_at(question)
    assert not fetched
    with page.expect_request("**/questions/**"):
        page.mouse.down()
    expect(question).to_have_attribute("aria-expanded", "false")
    page.mouse.up()
    opened(question)
    assert len(fetched) == 1


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
    point_at(question)
    with page.expect_request("**/questions/**"):
        page.mouse.down()
    page.locator("#dive").hover()
    page.mouse.up()
    expect(question).to_have_attribute("aria-expanded", "false")
    expect(page.locator(".answer[data-path]")).to_have_count(0)


def test_an_answer_inside_an_answer_is_fetched_ahead_too(page: Page) -> None:
    answer = open_answer(first_questions(page)[0])
    fetched = answers_fetched(page)
    onward = answer.locator("> .next a.ask").first
    point_at(onward)
    with page.expect_request("**/questions/**"):
        page.mouse.down()
    page.mouse.up()
    opened(onward)
    assert len(fetched) == 1


def test_with_a_modifier_key_the_answer_opens_on_its_own_page(page: Page) -> None:
    question = first_questions(page)[0]
    with page.context.expect_page() as opening:
        question.click(modifiers=["ControlOrMeta"])
    expect(opening.value.locator(".page > .answer")).to_be_visible()
    expect(question).to_have_attribute("aria-expanded", "false")
