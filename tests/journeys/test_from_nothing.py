"""A check of five questions in the browser alone: its source, claims, answers, review and readers."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyotp
import pytest
from playwright.sync_api import Page, expect

from tests.journeys.accounts import ADAM, add_member, newsroom, set_up_factor, sign_in
from tests.journeys.axe import violations
from tests.journeys.conftest import Visit
from tests.journeys.newsroom import add_question, begin_article, expect_saved
from tests.journeys.reading import expect_to_fit, open_answer
from tests.journeys.site import Site
from tests.journeys.test_html import complaints
from tests.journeys.watch import Watch

WILLA, ROWAN, EDDA = ("willa@weir.example", "rowan@weir.example", "edda@weir.example")
ROLES = {WILLA: ("Willa", "writer"), ROWAN: ("Rowan", "reviewer"), EDDA: ("Edda", "editor")}
TITLE = "The weir of Oddly Weir runs uphill"
ANSWERS = {
    "Which way does the weir run?": "The weir runs downhill on every day of the year.",
    "Who first said that it runs uphill?": "The miller said in 1893 that it runs uphill.",
    "Was the miller at the weir that day?": "The miller was at the market that day.",
    "Did anybody measure the slope?": "The town clerk measured a slope of one in forty.",
    "What do the fish do?": "Eleven fish were counted swimming up.",
}


@pytest.fixture(scope="module")
def staff_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with newsroom(tmp_path_factory.mktemp("from-nothing")) as site:
        for address, (name, role) in ROLES.items():
            add_member(site, address, name, role)
        yield site


@pytest.fixture(scope="module")
def phones() -> dict[str, str]:
    """What each member's phone has taken up so far."""
    return {}


@pytest.fixture
def enter(staff_site: Site, phones: dict[str, str], visit: Visit):
    """Come in by the form and the second step; the first time, set that up."""

    def enter(address: str) -> Page:
        page = visit()
        sign_in(page, staff_site, address)
        if address not in phones:
            if address != ADAM:  # an administrator is led there
                expect(page.get_by_role("heading", name="Desk")).to_be_visible()
                page.goto(f"{staff_site.origin}/staff/second-factor/set-up")
            phones[address] = set_up_factor(page)
            page.get_by_role("button", name="Sign out").click()
            sign_in(page, staff_site, address)
        page.get_by_label("Code").fill(fresh_code(page, phones[address]))
        page.get_by_role("button", name="Go on").click()
        expect(page.get_by_role("heading", name="Desk")).to_be_visible()
        return page

    return enter


SPENT: dict[str, int] = {}


def fresh_code(page: Page, secret: str) -> str:
    """Return a code that was not spent yet, waiting for one where need be: no step is taken twice."""
    now = int(datetime.now(UTC).timestamp()) // 30
    step = max(now + (secret not in SPENT), SPENT.get(secret, 0) + 1)
    while step > int(datetime.now(UTC).timestamp()) // 30 + 1:
        page.wait_for_timeout(500)
    SPENT[secret] = step
    return str(pyotp.TOTP(secret).at(step * 30))


def test_an_article_of_five_answered_questions_comes_to_be(
    staff_site: Site, enter, visit: Visit, watch: Watch
) -> None:
    editor = enter(EDDA)
    editor.goto(f"{staff_site.origin}/staff/topics")
    editor.get_by_label("Name").fill("Oddly Weir")
    editor.get_by_label("What it is about").fill("A town with a weir.")
    editor.get_by_role("button", name="Add it").click()

    writer = enter(WILLA)
    add_source(writer, staff_site)
    path = write_article(writer)
    for link in question_links(writer):
        answer_question(writer, staff_site.origin + link)
    writer.goto(f"{staff_site.origin}{path}/review")
    expect(writer.get_by_text("To be put right")).to_have_count(0)
    writer.get_by_label("A word to the reviewer").fill("All five rest on the minutes.")
    writer.get_by_role("button", name="Submit for review").click()
    expect(writer.get_by_role("button", name="Approve")).to_have_count(0)

    reviewer = enter(ROWAN)
    reviewer.get_by_role("link", name=TITLE).click()
    expect(reviewer.locator(".difference")).to_contain_text("What the minutes say")
    reviewer.get_by_role("button", name="Approve").click()
    expect(reviewer.get_by_role("button", name="Publish now")).to_have_count(0)
    expect(reviewer.get_by_role("status").first).to_contain_text("Approved")

    editor.goto(f"{staff_site.origin}{path}/review")
    editor.get_by_role("button", name="Publish now").click()
    editor.get_by_role("link", name="As readers see it").click()
    read_all_five(visit(), editor.url)


def add_source(page: Page, site: Site) -> None:
    """Enter the one source, by its own form."""
    page.goto(f"{site.origin}/staff/sources/new")
    page.get_by_label("Title").fill("Minutes of the Oddly Weir water board")
    page.get_by_label("Publisher").fill("Oddly Weir Town Hall")
    page.get_by_label("Date").fill("1893-07")
    page.get_by_label("Kind").fill("minutes")
    page.get_by_role("button", name="Add as a draft").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Minutes of the Oddly Weir water board")


def write_article(page: Page) -> str:
    """Write the article around the questions, and begin those; return its path."""
    page.goto(page.url.partition("/staff")[0] + "/staff")
    path = begin_article(page, TITLE)
    page.get_by_label("Topic").select_option(label="Oddly Weir")
    page.get_by_label("Rating", exact=True).select_option("not-supported")
    page.get_by_label("Reason of the rating").fill("It was measured, and it runs down.")
    page.get_by_role("textbox", name="Summary").fill("The water board looked into it.")
    page.get_by_role("button", name="Insert [n] into the summary").click()
    page.get_by_label("Find another source").fill("water board")
    page.locator("#found-source-pick li", has_text="water board").get_by_role("button").click()
    expect(page.get_by_role("textbox", name="Summary")).to_have_value("The water board looked into it.[1]")
    page.get_by_role("button", name="Add a section").click()
    page.get_by_label("Heading", exact=True).fill("What the minutes say")
    page.get_by_label("Text", exact=True).fill("They give the slope and the names. [1]")
    for question in ANSWERS:
        add_question(page, question)
    expect_saved(page)
    page.locator("#save").click()
    expect(page.get_by_role("status").first).to_contain_text("Saved.")
    return path


def question_links(page: Page) -> list[str]:
    links = page.locator("#questions-part ol.chosen a")
    expect(links).to_have_count(5)
    return [str(link.get_attribute("href")) for link in links.all()]


def answer_question(page: Page, address: str) -> None:
    """Write a claim with its evidence in place, and an answer whose sentence rests on it."""
    page.goto(address)
    text = ANSWERS[page.locator("#f-text").input_value()]
    page.locator("#q-new-claim > summary").click()
    page.locator("#f-claim-text").fill(text)
    page.locator("#f-claim-rating").select_option("supported")
    page.get_by_label("Find a source").fill("water board")
    page.locator("#q-sources label", has_text="water board").locator("input").check()
    page.get_by_label("Where in it").fill("page 3")
    page.get_by_label("What it says").fill("The clerk wrote it down.")
    page.locator("#add-claim").click()
    expect(page.locator("#q-claims .in-order > li .text")).to_have_text([text])
    page.locator("#f-short_answer").fill(text.removesuffix("."))
    expect(page.locator("#q-side .findings")).to_contain_text("No claim stands behind")
    page.get_by_role("button", name="Put the mark 1").click()
    expect(page.locator("#q-side .findings")).not_to_contain_text("No claim stands behind")
    expect(page.locator("#q-side .findings")).to_contain_text("Nothing stands in the way.")
    page.reload()
    expect(page.locator("#f-short_answer")).to_have_value(f"{text.removesuffix('.')} {{1}}")


def read_all_five(reader: Page, address: str) -> None:
    """Open every question, and follow each answer to its source."""
    reader.goto(address)
    questions = reader.locator(".dive > .questions > .question > a.ask")
    expect(questions).to_have_text(list(ANSWERS))
    for nth, (question, text) in enumerate(ANSWERS.items()):
        answer = open_answer(questions.nth(nth))
        expect(answer.locator(".short")).to_contain_text(text.removesuffix("."))
        expect(answer.locator(".claim")).to_have_count(1)
        answer.locator(".evidence summary").first.click()
        expect(answer).to_contain_text("Minutes of the Oddly Weir water board")
        assert question in reader.locator(".dive").inner_text()


def test_a_rating_without_evidence_is_stopped_on_the_way(staff_site: Site, enter, watch: Watch) -> None:
    watch.expect("status of 422")
    writer = enter(WILLA)
    writer.goto(f"{staff_site.origin}/staff/questions/new")
    writer.get_by_label("The question, as a reader").fill("How much of the cheese is holes?")
    writer.get_by_role("button", name="Start it").click()
    writer.locator("#q-new-claim > summary").click()
    writer.locator("#f-claim-text").fill("The cheese is 93 per cent holes.")
    writer.locator("#f-claim-rating").select_option("supported")
    writer.locator("#add-claim").click()
    expect(writer.locator("#q-side .findings")).to_contain_text("no evidence is recorded for it")
    writer.get_by_role("button", name="Submit for review").click()
    expect(writer.locator(".problems")).to_contain_text("no evidence is recorded for it")

    reviewer = enter(ROWAN)
    reviewer.goto(f"{staff_site.origin}/staff/claims?q=cheese")
    reviewer.get_by_role("link", name="The cheese is 93 per cent holes.").click()
    reviewer.get_by_role("button", name="Make live").click()
    expect(reviewer.locator(".problems")).to_contain_text("Readers could not follow this to a source")
    expect(reviewer.locator(".state.draft").first).to_be_visible()


def test_what_is_scheduled_is_read_from_its_moment_on(
    staff_site: Site, enter, visit: Visit, watch: Watch
) -> None:
    watch.expect("status of 404")
    editor = enter(EDDA)
    path = begin_article(editor, "The bridge of Oddly Weir hums")
    editor.get_by_role("button", name="Add a section").click()
    editor.get_by_label("Heading", exact=True).fill("What was heard")
    editor.get_by_label("Text", exact=True).fill("Nothing so far.")
    editor.locator("#save").click()
    editor.get_by_role("status").first.wait_for()
    editor.goto(f"{staff_site.origin}{path}/preview")
    address = (
        f"{staff_site.origin}/fact-checks/ukraine/the-bridge-of-oddly-weir-hums-{path.rsplit('/', 1)[1]}"
    )
    editor.goto(f"{staff_site.origin}{path}/review")
    now = datetime.now(UTC)
    moment = (now + timedelta(minutes=1 if now.second < 40 else 2)).replace(second=0, microsecond=0)
    editor.get_by_label("Or at a moment to come").fill(moment.strftime("%Y-%m-%dT%H:%M"))
    editor.get_by_role("button", name="Schedule", exact=True).click()
    expect(editor.get_by_text(re.compile("It is published at"))).to_be_visible()

    reader = visit()
    assert reader.goto(address).status == 404
    while datetime.now(UTC) < moment:
        reader.wait_for_timeout(1_000)
    for _ in range(60):
        if reader.goto(address).status == 200:
            break
        reader.wait_for_timeout(500)
    expect(reader.locator("h1")).to_have_text("The bridge of Oddly Weir hums")
    editor.reload()
    expect(editor.locator(".state.live").first).to_be_visible()


def test_a_changed_rating_is_told_to_readers_or_not_published(
    staff_site: Site, enter, visit: Visit, watch: Watch
) -> None:
    watch.expect("status of 422")
    editor = enter(EDDA)
    path = begin_article(editor, "The ladder of Oddly Weir is too short")
    editor.get_by_label("Rating", exact=True).select_option("supported")
    editor.get_by_label("Reason of the rating").fill("It was held against the tower.")
    editor.get_by_role("button", name="Add a section").click()
    editor.get_by_label("Heading", exact=True).fill("The ladder")
    editor.get_by_label("Text", exact=True).fill("It leans there still.")
    editor.get_by_role("button", name="Save and go on to review").click()
    editor.get_by_role("button", name="Publish now").click()
    expect(editor.get_by_role("status").first).to_contain_text("Published")

    editor.goto(staff_site.origin + path)
    editor.get_by_label("Rating", exact=True).select_option("not-supported")
    editor.get_by_role("button", name="Save and go on to review").click()
    expect(editor.get_by_text("The rating changes: readers have to be told.")).to_be_visible()
    editor.get_by_role("button", name="Publish now").click()
    expect(editor.locator(".problems")).to_contain_text("say in a correction what was wrong")
    editor.get_by_label("Notice", exact=True).select_option("correction")
    editor.get_by_label("What was wrong").fill("We held the wrong ladder against the tower.")
    editor.get_by_label("What is right, or new").fill("The right one is long enough.")
    editor.get_by_role("button", name="Publish now").click()
    expect(editor.get_by_role("status").first).to_contain_text("Published")

    editor.get_by_role("link", name="As readers see it").click()
    reader = visit()
    reader.goto(editor.url)
    told = reader.get_by_text("The right one is long enough.")
    expect(told.first).to_be_visible()
    before = "(e) => Boolean(e.compareDocumentPosition(document.querySelector('details.section')) & 4)"
    places = told.evaluate_all(f"(all) => all.map({before})")
    assert True in places, "it does not stand above the text"
    assert False in places, "it does not stand at the foot"
    reader.goto(f"{staff_site.origin}/corrections")
    expect(reader.get_by_text("The right one is long enough.")).to_be_visible()
    expect(reader.get_by_text("We held the wrong ladder against the tower.")).to_be_visible()


def test_an_administrator_comes_in_and_looks_after_the_goal_and_its_supporters(
    staff_site: Site, enter, watch: Watch, tmp_path: Path
) -> None:
    watch.expect("status of 422")
    adam = enter(ADAM)
    adam.goto(f"{staff_site.origin}/staff/supporters")
    adam.get_by_label("Who").evaluate("field => field.removeAttribute('maxlength')")
    adam.get_by_label("Who").fill("miller " * 40)
    adam.get_by_label("Amount").fill("5")
    adam.get_by_role("button", name="Record it").click()
    expect(adam.locator("#p-person")).to_contain_text("characters long")
    expect(adam.get_by_label("Amount")).to_have_value("5")
    adam.get_by_label("Who").fill("miller@weir.example")
    adam.get_by_label("Amount").fill("5")
    adam.get_by_role("button", name="Record it").click()
    expect(adam.get_by_role("status").first).to_be_visible()
    adam.goto(f"{staff_site.origin}/staff/campaign")
    adam.get_by_label("What the banner says").fill("Every turn of the crank helps.")
    adam.get_by_role("button", name="Save").click()
    expect(adam.get_by_label("What the banner says")).to_have_value("Every turn of the crank helps.")

    files = []
    ends = (
        "campaign",
        "campaign/new",
        "supporters",
        "supporters/events",
        "supporters/issues",
        "supporters/wall",
    )
    for end in ends:
        for shape in ({"width": 1280, "height": 900}, {"width": 360, "height": 780}):
            adam.set_viewport_size(shape)
            adam.goto(f"{staff_site.origin}/staff/{end}")
            adam.evaluate("document.querySelectorAll('main details').forEach((each) => (each.open = true))")
            assert violations(adam) == [], end
            expect_to_fit(adam)
        files.append(tmp_path / f"{end.replace('/', '-')}.html")
        files[-1].write_text(adam.request.get(f"{staff_site.origin}/staff/{end}").text())
    assert complaints(files) == []
