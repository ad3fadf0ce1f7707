"""What a reader does and sees on a page, in the reader's words; the journeys speak these."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Locator, Page, Request, expect

PHONE: dict[str, Any] = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}

WHAT_IS_OPEN = """() => {
  const shown = (selector) => [...document.querySelectorAll(selector)].filter((e) => !e.closest("[hidden]"));
  return {
    answers: shown(".answer[data-path]").map((answer) => answer.dataset.path).sort(),
    evidence: shown(".answer[data-path] details.evidence[open]").map((d) => d.parentElement.id).sort(),
    sections: shown("details.section[open]").map((section) => section.id).sort(),
  };
}"""


TOO_WIDE = """() => [...document.querySelectorAll("body *")]
  .filter((e) => e.checkVisibility() && !e.closest(".scroll > *, .unseen, .skip, svg"))
  .filter((e) => [...e.getClientRects()].some((box) => box.right > innerWidth + 1 || box.left < -1))
  .map((e) => e.outerHTML.slice(0, 120))"""


def what_is_open(page: Page) -> dict[str, list[str]]:
    """The answers, pieces of evidence and sections that a reader sees open."""
    return dict(page.evaluate(WHAT_IS_OPEN))


def first_questions(page: Page) -> list[Locator]:
    """The links of the questions that stand under the article itself."""
    return _pinned(page.locator(".dive > .questions > .question > a.ask"))


def answer_of(question: Locator) -> Locator:
    """Where the answer to a question opens."""
    return question.page.locator(f"#{question.get_attribute('aria-controls')}")


def next_questions(answer: Locator) -> list[Locator]:
    """The links with which an answer goes on, not those of the answers inside it."""
    return _pinned(answer.locator("> .next > .questions > .question > a.ask"))


def closed_questions(answer: Locator) -> list[Locator]:
    return [link for link in next_questions(answer) if link.get_attribute("aria-expanded") == "false"]


def _pinned(links: Locator) -> list[Locator]:
    """Locators that keep meaning the same links whatever opens or closes."""
    questions = links.locator("xpath=..")
    ids = [question.get_attribute("id") for question in questions.all()]
    return [links.page.locator(f"#{id_} > a.ask") for id_ in ids]


def open_answer(question: Locator) -> Locator:
    """Click a question and wait for its answer to stand there."""
    question.click()
    return opened(question)


def opened(question: Locator) -> Locator:
    answer = answer_of(question)
    expect(question).to_have_attribute("aria-expanded", "true")
    expect(answer).to_be_visible()
    expect(answer).to_have_attribute("data-path", answer_path(answer))
    return answer


def answer_path(answer: Locator) -> str:
    """The path that an answer's element is made for, by its own id."""
    return str(answer.get_attribute("id")).removeprefix("a-").replace("-", ".")


def dive(page: Page, levels: int = 3) -> list[Locator]:
    """Open the first question and on from there, `levels` deep; the answers, outermost first."""
    answers = [open_answer(first_questions(page)[0])]
    while len(answers) < levels:
        answers.append(open_answer(closed_questions(answers[-1])[-1]))
    return answers


def open_evidence(answer: Locator) -> Locator:
    """Open the first claim of an answer into its evidence."""
    evidence = answer.locator("> .records > .claim > details.evidence").first
    evidence.locator("summary").click()
    expect(evidence.locator(".bearing > li").first).to_be_visible()
    return evidence


def point_at(link: Locator) -> None:
    """Move the pointer onto a link of a page whose scripts run, however late the page comes to rest."""
    link.page.wait_for_function("window.htmx && document.readyState === 'complete'")
    for _ in range(20):
        link.hover()
        link.page.wait_for_timeout(50)
        if link.evaluate("element => element.matches(':hover')"):
            return
    raise AssertionError(f"the pointer never came to rest on {link}")


def answers_fetched(page: Page) -> list[str]:
    """A list that grows by the address of each answer that the page fetches."""
    fetched: list[str] = []

    def note(request: Request) -> None:
        if request.resource_type == "fetch" and "/questions/" in request.url:
            fetched.append(request.url)

    page.on("request", note)
    return fetched


def press_until(page: Page, key: str, there: Locator, most: int = 400) -> int:
    """Press a key until the focus is on an element; how often that took."""
    for pressed in range(1, most + 1):
        page.keyboard.press(key)
        if there.evaluate("element => element === document.activeElement"):
            return pressed
    raise AssertionError(f"{most} times {key} did not lead to {there}")


def expect_to_fit(page: Page) -> None:
    """Nothing sticks out at the sides, but for charts and tables that scroll inside themselves."""
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert page.evaluate(TOO_WIDE) == []


def wait_until(page: Page, holds: Callable[[], bool], most: int = 200) -> None:
    """Let the browser go on until something holds that only its events can tell."""
    for _ in range(most):
        if holds():
            return
        page.wait_for_timeout(25)
    raise AssertionError("it never came to hold")
