"""Writing to the newsroom and hearing of it; notices where we were wrong."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, Route, expect

from factually_app.domain.letter import LetterKind
from factually_app.operations.publishing import publish_question
from factually_app.store.letters import get_letter
from tests.journeys.axe import violations
from tests.journeys.conftest import Visit
from tests.journeys.letters import Newsroom, newsroom_of
from tests.journeys.reading import PHONE, expect_to_fit, press_until
from tests.journeys.site import serving
from tests.journeys.test_html import complaints
from tests.journeys.watch import Watch
from tests.letters import stamp_in
from tests.staff import EDDA

WHO = "Who paid for the bridge over the mill race?"
WRONG = "The log says two, not noon; see its page 3."
PATIENCE = 2_200
"""Milliseconds that a reader takes at least to look over what they wrote."""

SHAPES: list[dict[str, Any]] = [{}, {"color_scheme": "dark"}, PHONE, {**PHONE, "color_scheme": "dark"}]
PLAIN: list[dict[str, Any]] = [{"java_script_enabled": False}, {**PHONE, "java_script_enabled": False}]


@pytest.fixture
def newsroom(tmp_path: Path) -> Iterator[Newsroom]:
    """A site of its own, because nobody sends two letters in a minute."""
    with serving(tmp_path / "site") as site, newsroom_of(site, tmp_path) as newsroom:
        yield newsroom


@pytest.fixture(params=PLAIN, ids=["wide", "phone"])
def reader(request: pytest.FixtureRequest, visit: Visit) -> Page:
    """A reader's browser that runs no script."""
    return visit(**request.param)


def send(page: Page) -> None:
    page.wait_for_timeout(PATIENCE)
    page.get_by_role("button", name="Send it to the newsroom").click()


def test_a_question_is_asked_taken_up_and_answered(newsroom: Newsroom, reader: Page, visit: Visit) -> None:
    reader.goto(newsroom.site.article)
    reader.get_by_label("What do you want to know about this?").fill(WHO)
    reader.get_by_role("button", name="See what is known").click()
    expect(reader.get_by_label("Your question")).to_have_value(WHO)
    send(reader)
    expect(reader.get_by_role("heading", name="Received")).to_be_visible()
    expect(reader.get_by_text(WHO)).to_be_visible()

    staff = visit(java_script_enabled=False)
    newsroom.sign_in(staff)
    staff.goto(f"{newsroom.site.origin}/staff/letters")
    staff.get_by_role("button", name=f"Make a question of it {WHO[:20]}").click()
    expect(staff.get_by_role("status").first).to_contain_text("It is a question of the newsroom")
    reader.reload()
    expect(reader.get_by_role("heading", name="The newsroom looks into it")).to_be_visible()

    letter = get_letter(newsroom.engine.reader(), staff.url.split("?")[0].rsplit("/", 1)[1])
    assert letter.question_id
    publish_question(newsroom.engine, EDDA, letter.question_id, seen=1)
    reader.reload()
    expect(reader.get_by_role("heading", name="Answered")).to_be_visible()
    reader.get_by_role("link", name=WHO).click()
    expect(reader.locator("h1")).to_have_text(WHO)


def test_a_report_becomes_a_correction_that_is_shown(newsroom: Newsroom, reader: Page, visit: Visit) -> None:
    reader.goto(newsroom.site.article)
    reader.get_by_role("link", name="Report an error on this page").click()
    reader.get_by_label("The passage").fill("at noon")
    reader.get_by_label("What is wrong, and how you know").fill(WRONG)
    send(reader)
    expect(reader.get_by_role("heading", name="Received")).to_be_visible()

    staff = visit(java_script_enabled=False)
    newsroom.sign_in(staff)
    staff.goto(f"{newsroom.site.origin}/staff/letters")
    staff.get_by_role("link", name=WRONG).click()
    staff.get_by_role("link", name="Give a correction for it").click()
    staff.get_by_label("What was wrong").fill("The text said noon.")
    staff.get_by_label("What is right").fill("It was two.")
    staff.get_by_role("button", name="Tell readers").click()
    expect(staff.get_by_text("Readers are told.")).to_be_visible()

    reader.reload()
    expect(reader.get_by_role("heading", name="Answered")).to_be_visible()
    reader.get_by_role("link", name="Correction, ").click()
    notice = reader.locator(".notice:target")
    expect(notice).to_contain_text("It was two.")
    expect(reader.get_by_label("Recent corrections")).to_contain_text("The text said noon.")


def test_what_came_too_quickly_is_here_to_be_sent_again(
    newsroom: Newsroom, reader: Page, watch: Watch
) -> None:
    watch.expect("status of 422")
    reader.goto(f"{newsroom.site.origin}/ask?q={WHO}")

    def send_at_once(route: Route) -> None:
        """Let the form be no older than its sending, however long a busy machine takes to click."""
        stamp = quote(stamp_in(newsroom.site.get("/ask")))
        route.continue_(post_data=re.sub("stamp=[^&]*", f"stamp={stamp}", route.request.post_data or ""))

    reader.route("**/ask", send_at_once, times=1)
    reader.get_by_role("button", name="Send it to the newsroom").click()
    expect(reader.get_by_role("alert")).to_contain_text("quicker than anybody reads")
    expect(reader.get_by_label("Your question")).to_have_value(WHO)
    send(reader)
    expect(reader.get_by_role("heading", name="Received")).to_be_visible()


def test_spam_is_set_aside_by_the_keyboard(newsroom: Newsroom, visit: Visit) -> None:
    for n in range(3):
        newsroom.letter(LetterKind.QUESTION, f"Buy bridge number {n}, cheap!")
    staff = visit()
    newsroom.sign_in(staff)
    staff.goto(f"{newsroom.site.origin}/staff/letters")
    marks = staff.get_by_role("checkbox")
    press_until(staff, "Tab", marks.nth(0))
    staff.keyboard.press("Space")
    press_until(staff, "Tab", marks.nth(1))
    staff.keyboard.press("Space")
    press_until(staff, "Shift+Tab", staff.get_by_role("button", name="Set the marked aside as spam"))
    staff.keyboard.press("Enter")
    expect(staff.get_by_text("Set aside as spam.")).to_be_visible()
    expect(staff.locator(".letters > li")).to_have_count(1)


def test_selected_words_become_the_passage_of_a_report(newsroom: Newsroom, visit: Visit) -> None:
    page = visit()
    page.goto(newsroom.site.article)
    report = page.get_by_role("link", name="Report an error on this page")
    expect(report).not_to_have_attribute("href", re.compile("passage"))
    page.evaluate("getSelection().selectAllChildren(document.querySelector('.summary h2'))")
    report.click()
    expect(page.get_by_label("The passage")).to_have_value("Executive summary")
    expect(page.get_by_label("Where")).to_have_value(newsroom.site.article.removeprefix(newsroom.site.origin))


def test_selected_words_come_along_by_the_keyboard_too(newsroom: Newsroom, visit: Visit) -> None:
    page = visit()
    page.goto(newsroom.site.article)
    page.get_by_role("link", name="Report an error on this page").focus()
    page.evaluate("getSelection().selectAllChildren(document.querySelector('.summary h2'))")
    page.keyboard.press("Enter")
    expect(page.get_by_label("The passage")).to_have_value("Executive summary")


def test_what_is_known_shows_while_one_types(newsroom: Newsroom, visit: Visit) -> None:
    page = visit()
    page.goto(f"{newsroom.site.origin}/ask")
    expect(page.locator("#near a")).to_have_count(0)
    box = page.get_by_label("Your question")
    box.press_sequentially("Did Ukraine apply for NATO membership before 2022", delay=5)
    expect(page.locator("#near").get_by_role("link", name="Did Ukraine apply").first).to_be_visible()
    expect(box).to_be_focused()
    expect(box).to_have_value("Did Ukraine apply for NATO membership before 2022")


def test_every_page_of_letters_and_notices_fits_and_is_fit_for_all(
    newsroom: Newsroom, visit: Visit, tmp_path: Path
) -> None:
    asked, _ = newsroom.letter(LetterKind.QUESTION, WHO)
    page = newsroom.site.article.removeprefix(newsroom.site.origin)
    reported, report_id = newsroom.letter(LetterKind.REPORT, WRONG, passage="at noon", page=page)
    newsroom.correct(article_id=newsroom.article_id)
    question = newsroom.site.link(page, "/questions/")
    claim = newsroom.site.link(question, "/claims/")
    newsroom.correct(claim_id=claim.rsplit("-", 1)[1])
    paths = {
        "article": page,
        "claim": claim,
        "question": question,
        "ask": "/ask?q=Did+Ukraine+apply+for+membership",
        "report": f"/report?page={page}&passage=at+noon",
        "asked": asked,
        "reported": reported,
        "corrections": "/corrections",
        "letters": "/staff/letters",
        "letter": f"/staff/letters/{report_id}",
        "given": "/staff/corrections",
        "new": f"/staff/corrections/new?letter={report_id}&seen=1&article={newsroom.article_id}",
    }
    files = []
    for number, shape in enumerate(SHAPES):
        browser = visit(**shape)
        newsroom.sign_in(browser)
        for name, path in paths.items():
            answered = browser.goto(newsroom.site.origin + path)
            assert violations(browser) == [], path
            expect_to_fit(browser)
            if not number and answered:
                files.append(tmp_path / f"{name}.html")
                files[-1].write_text(answered.text())
    assert complaints(files) == []
