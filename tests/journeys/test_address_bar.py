"""The address bar keeps what is open: links copied, pages reloaded, Back."""

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visit
from tests.journeys.reading import (
    PHONE,
    answer_path,
    answers_fetched,
    dive,
    first_questions,
    open_answer,
    open_evidence,
    wait_until,
    what_is_open,
)
from tests.journeys.site import Site


def in_address(page: Page) -> list[str]:
    return parse_qs(urlsplit(page.url).query).get("open", [])


def read_deep(page: Page) -> dict[str, list[str]]:
    """Open answers three deep, another beside them, evidence in both, and close a section."""
    answers = dive(page)
    open_evidence(answers[2])
    open_evidence(open_answer(first_questions(page)[3]))
    page.locator("#s2 > summary").click()
    expect(page.locator("#s2[open]")).to_have_count(0)
    return what_is_open(page)


def test_the_address_follows_what_is_open(page: Page, site: Site) -> None:
    question = first_questions(page)[0]
    answer = open_answer(question)
    path = answer_path(answer)
    assert in_address(page) == [path]
    evidence = open_evidence(answer)
    page.wait_for_url(f"**?open={path}.*")
    assert in_address(page) == [f"{path}.{evidence.get_attribute('data-claim')}"]
    evidence.locator("summary").click()
    page.wait_for_url(f"**?open={path}")
    question.click()
    expect(answer).to_be_hidden()
    page.wait_for_url(site.article)


def test_opening_adds_nothing_to_the_history(page: Page) -> None:
    before = page.evaluate("history.length")
    read_deep(page)
    assert page.evaluate("history.length") == before


def test_a_question_inside_a_closed_answer_leaves_the_address_and_comes_back_with_it(page: Page) -> None:
    outer, _, inner = dive(page)
    question = first_questions(page)[0]
    question.click()
    expect(outer).to_be_hidden()
    wait_until(page, lambda: not in_address(page))
    question.click()
    expect(inner).to_be_visible()
    wait_until(page, lambda: in_address(page) == [answer_path(inner)])


@pytest.mark.parametrize("javascript", [True, False], ids=["with scripts", "without scripts"])
def test_a_copied_link_shows_the_same_page(page: Page, visit: Visit, javascript: bool) -> None:
    seen = read_deep(page)
    assert len(seen["answers"]) == 4
    assert len(seen["evidence"]) == 2
    assert seen["sections"] == ["s1", "s3", "s4", "s5"]
    other = visit(java_script_enabled=javascript)
    fetched = answers_fetched(other)
    other.goto(page.url)
    assert what_is_open(other) == seen
    assert other.url == page.url
    assert not fetched


def test_a_reload_shows_the_same_page(page: Page) -> None:
    seen = read_deep(page)
    page.reload()
    assert what_is_open(page) == seen


def test_back_from_a_claim_shows_the_same_page(page: Page) -> None:
    seen = read_deep(page)
    address = page.url
    page.locator(".answer a.text").last.click()
    page.wait_for_url("**/claims/**")
    page.go_back()
    page.wait_for_url(address)
    assert what_is_open(page) == seen


def test_what_the_server_drew_open_closes_and_leads_on(page: Page) -> None:
    read_deep(page)
    page.reload()
    question = first_questions(page)[3]
    question.click()
    expect(question).to_have_attribute("aria-expanded", "false")
    deeper = dive_on_from(page)
    assert deeper in in_address(page)


def dive_on_from(page: Page) -> str:
    link = page.locator(".answer .answer .answer a.ask[aria-expanded=false]").first
    id_ = str(link.locator("xpath=..").get_attribute("id"))
    return answer_path(open_answer(page.locator(f"#{id_} > a.ask")))


def test_a_link_copied_from_a_phone_shows_the_sections_that_were_open_there(site: Site, visit: Visit) -> None:
    phone = visit(**PHONE)
    phone.goto(site.article)
    phone.locator("#s3 > summary").tap()
    phone.wait_for_url("**?open=s3")
    wide = visit()
    wide.goto(phone.url)
    assert what_is_open(wide)["sections"] == ["s3"]
    phone.reload()
    assert what_is_open(phone)["sections"] == ["s3"]


@pytest.mark.parametrize(
    "query",
    [
        "open=nonsense",
        "open=",
        "open=%00&open=%ff&open=../../etc",
        "open=ffffff.eeeeee",
        "open=<script>alert(1)</script>",
        "open",
        "open=" + ".".join(["abcdef"] * 300),
        "&".join(["open=abcdef"] * 300),
    ],
)
def test_nonsense_in_the_address_opens_nothing(page: Page, site: Site, query: str) -> None:
    usual = what_is_open(page)
    answered = page.goto(f"{site.article}?{query}")
    assert answered
    assert answered.status == 200
    assert what_is_open(page) == usual
    open_answer(first_questions(page)[0])


def test_a_question_on_its_own_page_keeps_what_is_open_in_it(page: Page) -> None:
    page.goto(str(first_questions(page)[0].evaluate("link => link.href")))
    own = page.url
    answer = page.locator(".page > .answer")
    open_evidence(answer)
    link = answer.locator("> .next > ul > li").first
    open_answer(page.locator(f"#{link.get_attribute('id')} > a.ask"))
    seen = what_is_open(page)
    assert page.url.startswith(own + "?open=")
    page.reload()
    assert what_is_open(page) == seen
    assert len(seen["answers"]) == 2
    assert len(seen["evidence"]) == 1
