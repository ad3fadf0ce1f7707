"""Reading with a mouse: questions open in place, down to the evidence and on to the next."""

import re

from playwright.sync_api import Page, expect

from tests.journeys.reading import (
    answer_path,
    answers_fetched,
    closed_questions,
    dive,
    first_questions,
    next_questions,
    open_answer,
    open_evidence,
    opened,
)
from tests.journeys.site import Site


def test_each_of_the_five_questions_opens_in_place(page: Page, site: Site) -> None:
    questions = first_questions(page)
    assert len(questions) == 5
    for question in questions:
        answer = open_answer(question)
        assert page.url.startswith(site.article + "?open=")
        expect(answer.locator("> .short")).to_have_text(re.compile(r"\w{3,}"))
        expect(answer.locator("> .records > .claim").first).to_be_visible()


def test_the_records_stand_in_the_order_of_the_answer_with_date_rating_and_sources(page: Page) -> None:
    question = first_questions(page)[0]
    answer = open_answer(question)
    records = answer.locator("> .records > .claim")
    for position, record in enumerate(records.all(), start=1):
        expect(record.locator(".when b")).to_have_text(str(position))
        expect(record.locator(".when")).to_have_text(re.compile(r"\d (\d|[A-Z]|no date)"))
        expect(record.locator("summary .tag")).to_have_text(re.compile(r"\w"))
        expect(record.locator("summary .tally")).to_have_text(re.compile(r"^[1-9]\d* sources?$"))
    here = [link.get_attribute("href") for link in records.locator("a.text").all()]
    page.goto(str(question.evaluate("link => link.href")))
    assert here == [link.get_attribute("href") for link in page.locator(".records a.text").all()]


def test_a_claim_opens_into_its_evidence(page: Page) -> None:
    answer = open_answer(first_questions(page)[0])
    evidence = open_evidence(answer)
    for piece in evidence.locator(".bearing > li").all():
        expect(piece.locator(".tag")).to_have_text(re.compile("supports|disputes|context|not address"))
        expect(piece.locator("a.title")).to_have_attribute("href", re.compile("^/sources/"))
        expect(piece.locator(".passage")).to_have_text(re.compile(r"\w"))
        expect(piece.locator("a.outward").first).to_have_attribute("href", re.compile("^https?://"))


def test_a_number_in_the_short_answer_leads_to_its_record(page: Page) -> None:
    answer = open_answer(first_questions(page)[0])
    mark = answer.locator("> .short a.claim-mark").first
    number = mark.inner_text().strip("()")
    mark.click()
    expect(answer.locator(".claim:target .when b")).to_have_text(number)
    expect(answer.locator(".claim:target")).to_be_in_viewport()


def test_answers_lead_on_three_levels_deep(page: Page) -> None:
    outer, middle, inner = dive(page, levels=3)
    assert answer_path(inner).startswith(answer_path(middle) + ".")
    assert answer_path(middle).startswith(answer_path(outer) + ".")
    expect(inner.locator("> .trail a")).to_have_count(2)
    expect(inner.locator("> .records > .claim").first).to_be_visible()


def test_an_answer_leads_on_to_another_of_the_five(page: Page) -> None:
    others = {link.get_attribute("href") for link in first_questions(page)[1:]}
    answer = open_answer(first_questions(page)[0])
    for question in next_questions(answer):
        deeper = open_answer(question)
        for leading in closed_questions(deeper):
            if leading.get_attribute("href") in others:
                expect(open_answer(leading).locator("> .records > .claim").first).to_be_visible()
                return
    raise AssertionError("no answer under the first question leads on to another of the five")


def test_a_question_that_is_open_above_is_linked_and_not_drawn_again(page: Page) -> None:
    answer = open_answer(first_questions(page)[0])
    while not answer.locator("> .next a.ask.above").count():
        answer = open_answer(closed_questions(answer)[-1])
    link = answer.locator("> .next a.ask.above").first
    expect(link).to_contain_text("Open above")
    assert link.get_attribute("data-hx-get") is None
    fetched = answers_fetched(page)
    drawn = page.locator(".answer[data-path]").count()
    link.click()
    above = page.locator(f"{link.get_attribute('href')} > a.ask")
    expect(above).to_have_attribute("aria-expanded", "true")
    expect(above).to_be_in_viewport()
    assert not fetched
    assert page.locator(".answer[data-path]").count() == drawn


def test_closing_and_reopening_an_answer_asks_nothing_again(page: Page) -> None:
    fetched = answers_fetched(page)
    question = first_questions(page)[0]
    answer = open_answer(question)
    open_evidence(answer)
    question.click()
    expect(answer).to_be_hidden()
    expect(question).to_have_attribute("aria-expanded", "false")
    question.click()
    expect(opened(question).locator("details.evidence[open]")).to_have_count(1)
    assert len(fetched) == 1


def test_all_twenty_questions_open_by_clicking_on(page: Page) -> None:
    waiting = [(link.get_attribute("href"), link) for link in first_questions(page)]
    seen = {href for href, _ in waiting}
    while waiting:
        _, question = waiting.pop(0)
        answer = open_answer(question)
        expect(answer.locator("> .records > .claim").first).to_be_visible()
        for link in closed_questions(answer):
            if (href := link.get_attribute("href")) not in seen:
                seen.add(href)
                waiting.append((href, link))
    assert len(seen) == 20


def test_answers_lead_on_until_every_next_question_is_open_above(page: Page) -> None:
    answer = open_answer(first_questions(page)[0])
    depth = 1
    while closed_questions(answer):
        answer = open_answer(closed_questions(answer)[-1])
        depth += 1
    assert depth > 3
    expect(answer.locator("> .trail a")).to_have_count(depth - 1)
    page.reload()
    expect(page.locator(".answer[data-path]")).to_have_count(depth)
