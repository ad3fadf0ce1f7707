"""Asking under a check: what is known appears while one types and opens there; the rest is sent."""

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from factually_app.domain.letter import LetterState
from factually_app.operations.publishing import publish_question
from factually_app.store.letters import get_letter, letters_standing
from tests.journeys.axe import violations
from tests.journeys.conftest import Visit
from tests.journeys.letters import Newsroom, newsroom_of
from tests.journeys.reading import PHONE, expect_to_fit, next_questions, open_answer, press_until
from tests.journeys.site import Site, serving
from tests.journeys.test_layout_shift import RECORD_SHIFTS, TOPS
from tests.staff import EDDA

KNOWN = "Did Ukraine apply for NATO membership before 2022"
WHO = "Who paid for the bridge over the mill race?"
SHAPES: list[dict[str, Any]] = [{}, {"color_scheme": "dark"}, PHONE, {**PHONE, "color_scheme": "dark"}]
PATIENCE = 2_200
"""Milliseconds that a reader takes at least to look over what they wrote."""


@pytest.fixture
def newsroom(tmp_path: Path) -> Iterator[Newsroom]:
    """A site of its own, because nobody sends two letters in a minute."""
    with serving(tmp_path / "site") as site, newsroom_of(site, tmp_path) as newsroom:
        yield newsroom


def box(page: Page) -> Locator:
    return page.get_by_label("What do you want to know about this?")


def found(page: Page) -> Locator:
    return page.locator("#near > .questions > .question > a.ask")


def ask(page: Page, text: str) -> None:
    """Type a question as people do, and wait for what is found."""
    box(page).fill("")
    box(page).press_sequentially(text, delay=3)
    expect(page.locator("#ask-send .typed")).to_have_text(text)


@pytest.mark.parametrize("shape", [{}, PHONE], ids=["wide", "phone"])
def test_what_is_known_appears_below_the_box_and_opens_there(
    visit: Visit, site: Site, shape: dict[str, Any]
) -> None:
    page = visit(**shape)
    page.goto(site.article)
    address = page.url
    ask(page, KNOWN)
    expect(box(page)).to_be_focused()
    expect(found(page)).to_have_count(3)
    expect(page.locator("#announcements")).to_have_text("3 records found below")
    answer = open_answer(found(page).filter(has_text="Did Ukraine apply").first)
    deeper = open_answer(next_questions(answer)[0])
    expect(deeper.locator("> .trail a")).to_have_text([found(page).first.inner_text()])
    assert page.url == address


def test_what_opened_below_the_box_breaks_neither_back_nor_what_is_shared(visit: Visit, site: Site) -> None:
    page = visit()
    page.goto(site.article)
    ask(page, KNOWN)
    answer = open_answer(found(page).first)
    page.locator(".dive a.ask").first.click()
    expect(page.locator(".dive .answer[data-path]").first).to_be_visible()
    assert "open=" in page.url
    assert "ask" not in page.url
    answer.get_by_role("link", name="This answer on its own page").first.click()
    expect(page.locator("h1")).to_contain_text("Did Ukraine apply")
    page.go_back()
    expect(page.locator(".dive .answer[data-path]").first).to_be_visible()
    page.reload()
    expect(page.locator(".dive .answer[data-path]").first).to_be_visible()


def test_by_the_keyboard_alone(visit: Visit, site: Site) -> None:
    page = visit()
    page.goto(site.article)
    box(page).focus()
    page.keyboard.type(KNOWN, delay=3)
    expect(found(page)).to_have_count(3)
    press_until(page, "Tab", found(page).first, most=5)
    page.keyboard.press("Enter")
    expect(found(page).first).to_have_attribute("aria-expanded", "true")
    expect(page.locator("#near .answer[data-path]").first).to_be_visible()
    expect(found(page).first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#near .answer[data-path]").first).to_be_hidden()


def test_a_claim_opens_with_its_evidence(visit: Visit, site: Site) -> None:
    page = visit()
    page.goto(site.article)
    ask(page, "Was NATO enlargement the main reason why Russia launched its full-scale invasion?")
    claim = page.locator("#near .question", has_text="Claim record").first
    claim.locator("> a.ask").click()
    expect(claim.locator(".bearing > li").first).to_be_visible()
    claim.get_by_role("link", name="This record on its own page").click()
    expect(page.locator(".kicker").first).to_contain_text("Claim record")


def test_nothing_above_moves_when_something_is_found(visit: Visit, site: Site) -> None:
    page = visit(**PHONE)
    page.add_init_script(RECORD_SHIFTS)
    page.goto(site.article)
    before = page.evaluate(TOPS)
    ask(page, KNOWN)
    after = dict(map(tuple, page.evaluate(TOPS)))
    for name, top in before:
        if name not in ("Sources",):  # below the box, and below what one reads there
            assert after[name] == pytest.approx(top, abs=1), name


def test_enter_leads_to_the_page_of_the_same_question(visit: Visit, site: Site) -> None:
    page = visit()
    page.goto(site.article)
    ask(page, KNOWN)
    box(page).press("Enter")
    expect(page.get_by_label("Your question")).to_have_value(KNOWN)
    assert "stamp" not in page.url
    expect(page.locator("#near a.ask")).to_have_count(3)


def test_where_nothing_fits_one_press_asks_and_page_and_feed_tell_of_the_answer(
    newsroom: Newsroom, visit: Visit
) -> None:
    page = visit()
    page.goto(newsroom.site.article)
    ask(page, WHO)
    expect(page.locator("#near")).to_contain_text("Nothing here fits that yet.")
    expect(found(page)).to_have_count(0)
    page.wait_for_timeout(PATIENCE)
    page.get_by_role("button", name="Ask the newsroom").click()
    expect(page.get_by_role("heading", name="Received")).to_be_visible()
    expect(page.get_by_text(WHO)).to_be_visible()
    (one,) = letters_standing(newsroom.engine.reader(), LetterState.NEW, limit=9)
    assert one.letter.article_id == newsroom.article_id

    staff = visit()
    newsroom.sign_in(staff)
    staff.goto(f"{newsroom.site.origin}/staff/letters/{one.letter.id}")
    staff.get_by_role("button", name="Make a question of it").click()
    expect(staff.get_by_role("status").first).to_contain_text("It is a question of the newsroom")
    letter = get_letter(newsroom.engine.reader(), one.letter.id)
    assert letter.question_id
    publish_question(newsroom.engine, EDDA, letter.question_id, seen=1)
    page.reload()
    expect(page.get_by_role("heading", name="Answered")).to_be_visible()
    feed = page.locator("link[rel=alternate]").get_attribute("href")
    assert feed
    titles = [entry.text for entry in ET.fromstring(newsroom.site.get(feed)).iter() if "title" in entry.tag]
    assert f"Answered: {WHO}" in titles


def test_without_javascript_the_same_is_links_and_a_form(newsroom: Newsroom, visit: Visit) -> None:
    page = visit(**PHONE, java_script_enabled=False)
    page.goto(newsroom.site.article)
    box(page).fill(KNOWN)
    page.get_by_role("button", name="See what is known").click()
    page.locator("#near").get_by_role("link", name="Did Ukraine apply").first.click()
    expect(page.locator("h1")).to_contain_text("Did Ukraine apply")
    page.go_back()
    page.get_by_label("Your question").fill(WHO)
    page.wait_for_timeout(PATIENCE)
    page.get_by_role("button", name="Send it to the newsroom").click()
    expect(page.get_by_role("heading", name="Received")).to_be_visible()
    expect(page.get_by_role("link", name="A feed of it")).to_be_visible()


def test_every_state_of_the_box_fits_and_is_fit_for_all(newsroom: Newsroom, visit: Visit) -> None:
    for shape in SHAPES:
        page = visit(**shape)
        page.goto(newsroom.site.article)
        for state in ("empty", "matches", "opened", "nothing"):
            if state == "matches":
                ask(page, KNOWN)
            elif state == "opened":
                for place in range(found(page).count()):
                    found(page).nth(place).click()
                    expect(
                        page.locator("#near > ul > li").nth(place).locator(".answer").first
                    ).to_be_visible()
            elif state == "nothing":
                ask(page, WHO)
            assert violations(page) == [], state
            expect_to_fit(page)
            page.evaluate("document.documentElement.style.fontSize = '200%'")
            expect_to_fit(page)
            page.evaluate("document.documentElement.style.fontSize = ''")


def test_a_writer_is_warned_of_a_claim_that_is_there(newsroom: Newsroom, visit: Visit) -> None:
    there = newsroom.site.get(newsroom.site.link(newsroom.site.link("/", "/fact-checks/"), "/claims/"))
    text = unescape(there.split("<h1>")[1].split("</h1>")[0])
    for shape in ({}, PHONE):
        page = visit(**shape)
        newsroom.sign_in(page)
        page.goto(f"{newsroom.site.origin}/staff/claims/new")
        page.get_by_label("Claim: one checkable sentence").press_sequentially(f"{text} Truly", delay=1)
        expect(page.locator("#claim-similar")).to_contain_text("Much like it, and there already")
        page.get_by_label("Claim: one checkable sentence").fill(text)
        expect(page.locator("#claim-similar")).to_contain_text("This very claim is there already")
        expect(page.get_by_label("Mine is another one")).not_to_be_checked()
        assert violations(page) == []
        expect_to_fit(page)
