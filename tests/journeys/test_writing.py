"""Writing an article in the browser alone, from nothing to readers, and everything that can come between."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from factually_app.domain.staff import Role
from tests.journeys.axe import violations
from tests.journeys.conftest import Visit
from tests.journeys.newsroom import Desk, add_question, begin_article, desk_of, expect_saved
from tests.journeys.reading import PHONE, expect_to_fit, open_answer
from tests.journeys.site import Site
from tests.journeys.test_html import complaints

ENDS = ("", "/review", "/revisions", "/revisions/1", "/links", "/preview", "/withdraw")
QUESTIONS = [f"What does the clock do at {hour}?" for hour in ("one", "two", "three", "four", "five")]


@pytest.fixture
def desk(site: Site, visit: Visit) -> Desk:
    return desk_of(site, visit)


def test_an_article_of_five_questions_is_written_reviewed_and_published(
    desk: Desk, visit: Visit, site: Site
) -> None:
    page = desk(Role.WRITER)
    path = begin_article(page, "The clock of Oddly Weir runs backwards")
    page.get_by_label("Reason of the rating").fill("Nobody has seen it do so.")
    page.get_by_label("Rating", exact=True).select_option("unproven")
    page.get_by_role("textbox", name="Summary").fill("It is said to run backwards.")
    page.get_by_role("button", name="Insert [n] into the summary").click()
    page.get_by_label("Find another source").fill("nato")
    page.locator("#found-source-pick button").first.click()
    expect(page.get_by_role("textbox", name="Summary")).to_have_value("It is said to run backwards.[1]")
    expect(page.locator(".source-row")).to_have_count(1)
    page.get_by_role("button", name="Add a section").click()
    expect(page.get_by_label("Heading", exact=True)).to_be_focused()
    page.keyboard.type("What the minutes say")
    page.get_by_label("Text", exact=True).fill("They say nothing of it. [1]")
    for question in QUESTIONS:
        add_question(page, question)
    expect(page.locator(".preview .questions > li")).to_have_count(5)
    expect(page.locator(".preview h1")).to_have_text("The clock of Oddly Weir runs backwards")
    expect(page.locator("#findings")).not_to_contain_text("To be put right")
    expect_saved(page)
    page.get_by_role("button", name="Save and go on to review").click()
    page.get_by_label("A word to the reviewer").fill("Please look at the rating.")
    page.get_by_role("button", name="Submit for review").click()
    expect(page.get_by_role("status").first).to_contain_text("Submitted")

    reviewer = desk(Role.REVIEWER)
    reviewer.get_by_role("link", name="The clock of Oddly Weir runs backwards").click()
    expect(reviewer.locator(".difference")).to_contain_text("What the minutes say")
    reviewer.get_by_role("button", name="Approve").click()
    expect(reviewer.get_by_role("status").first).to_contain_text("Approved")

    editor = desk(Role.EDITOR)
    editor.goto(f"{site.origin}{path}/review")
    editor.get_by_role("button", name="Publish now").click()
    editor.get_by_role("link", name="As readers see it").click()
    reader = visit()
    reader.goto(editor.url)
    expect(reader.locator("h1")).to_have_text("The clock of Oddly Weir runs backwards")
    expect(reader.locator(".dive > .questions > li")).to_have_count(5)
    open_answer(reader.locator(".dive a.ask").first)
    reader.locator("a.cite").first.click()


def test_two_editors_meet_and_nothing_of_either_is_lost(desk: Desk, watch, site: Site) -> None:
    watch.expect("409")
    first = desk(Role.WRITER)
    path = begin_article(first, "Trains through Oddly Weir are slow")
    second = desk(Role.EDITOR)
    second.goto(site.origin + path)
    second.get_by_role("textbox", name="Summary").fill("Edda says that they are slow.")
    expect_saved(second)
    first.get_by_role("textbox", name="Summary").fill("Willa says that they are slow.")
    conflict = first.locator("#conflict")
    expect(conflict).to_be_visible(timeout=25_000)
    expect(first.get_by_role("textbox", name="Summary")).to_be_focused()
    conflict.get_by_text("Compare the two versions").click()
    expect(conflict.locator("del")).to_have_text("Edda")
    expect(conflict.locator("ins")).to_have_text("Willa")
    expect(first.get_by_role("textbox", name="Summary")).to_have_value("Willa says that they are slow.")
    assert violations(first) == []
    first.get_by_role("button", name="Save mine over theirs").click()
    expect(first.get_by_role("status").first).to_contain_text("Saved.")
    expect(first.get_by_role("textbox", name="Summary")).to_have_value("Willa says that they are slow.")
    first.goto(f"{site.origin}{path}/review")
    expect(first.locator(".difference")).to_contain_text("Willa says")


def test_a_conflict_on_a_phone_leaves_whoever_types_in_place(desk: Desk, watch, site: Site) -> None:
    watch.expect("409")
    first = desk(Role.WRITER, **PHONE)
    path = begin_article(first, "Long stories of Oddly Weir")
    long = "\n\n".join(
        f"Paragraph {n} of the long story of the tower, which nobody changed." for n in range(60)
    )
    first.get_by_role("textbox", name="Summary").fill(long)
    first.get_by_role("button", name="Add a section").click()
    expect(first.get_by_label("Heading", exact=True)).to_be_focused()
    first.keyboard.type("Where it goes on")
    expect_saved(first)
    second = desk(Role.EDITOR)
    second.goto(site.origin + path)
    second.get_by_role("textbox", name="Summary").fill(f"{long}\n\nEdda ends it.")
    expect_saved(second)
    text = first.get_by_label("Text", exact=True)
    text.scroll_into_view_if_needed()
    text.press_sequentially("Willa goes on.")
    before = text.bounding_box()
    line = first.locator("#meanwhile")
    expect(line).to_be_visible(timeout=25_000)
    expect(text).to_be_focused()
    after = text.bounding_box()
    assert before
    assert after
    assert abs(before["y"] - after["y"]) < 2
    first.keyboard.type(" And on.")
    expect(text).to_have_value("Willa goes on. And on.")
    assert violations(first) == []
    line.get_by_role("link", name="Compare the two versions").click()
    conflict = first.locator("#conflict")
    expect(conflict).to_be_focused()
    expect(line).to_be_hidden()
    expect(conflict.locator("del")).to_contain_text("Edda ends it.")
    expect(conflict.locator("ins")).to_have_text("Willa goes on.")
    expect(conflict.get_by_text("Paragraph 7 ")).to_have_count(2)
    expect(conflict.get_by_text("Paragraph 7 ").first).to_be_hidden()
    box = conflict.bounding_box()
    assert box
    assert box["height"] < 1200
    conflict.get_by_text("… 60 unchanged paragraphs").first.click()
    expect(conflict.get_by_text("Paragraph 7 ").first).to_be_visible()
    expect_to_fit(first)


def test_a_save_while_one_is_on_its_way_is_no_conflict_with_oneself(desk: Desk, site: Site) -> None:
    page = desk(Role.WRITER)
    begin_article(page, "A tab that saves by itself")
    page.get_by_role("textbox", name="Summary").fill("First words.")
    held: list[Route] = []

    def hold_the_first(route: Route) -> None:
        if held:
            route.continue_()
        else:
            held.append(route)

    page.route(re.compile(r"/staff/articles/[0-9a-f]+$"), hold_the_first)
    page.evaluate("htmx.trigger(document.querySelector('#standing'), 'autosave')")
    page.get_by_role("textbox", name="Summary").press_sequentially(" More.")
    page.locator("#save").click(no_wait_after=True)
    held[0].continue_()
    expect(page.get_by_role("status").first).to_contain_text("Saved.")
    expect(page.get_by_role("textbox", name="Summary")).to_have_value("First words. More.")


def test_what_a_word_processor_pastes_becomes_markdown(desk: Desk) -> None:
    page = desk(Role.WRITER)
    begin_article(page, "Pasted from elsewhere")
    page.get_by_role("textbox", name="Summary").focus()
    page.evaluate(
        """() => {
          const data = new DataTransfer();
          data.setData("text/html", "<p class=MsoNormal>The <b>clock</b> rests.<o:p></o:p></p>");
          data.setData("text/plain", "The clock rests.");
          document.activeElement.dispatchEvent(
            new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
        }"""
    )
    expect(page.get_by_role("textbox", name="Summary")).to_have_value("The **clock** rests.")
    expect(page.locator(".preview .summary strong")).to_have_text("clock")


def test_a_link_for_outsiders_opens_and_is_revoked(desk: Desk, visit: Visit, site: Site, watch) -> None:
    watch.expect("410")
    page = desk(Role.EDITOR)
    path = begin_article(page, "For the eyes of the mayor")
    add_question(page, "Does the mayor wind the clock?")
    page.locator("#save").click()
    page.get_by_role("link", name="Preview links").click()
    page.get_by_label("For whom").fill("The mayor")
    page.get_by_role("button", name="Make a link").click()
    address = page.get_by_label("Address").input_value()
    outsider = visit()
    outsider.goto(address)
    expect(outsider.locator("h1")).to_have_text("For the eyes of the mayor")
    expect(outsider.get_by_text("Preview, not published")).to_be_visible()
    assert violations(outsider) == []
    open_answer(outsider.locator(".dive a.ask").first)
    outsider.get_by_role("link", name="Sources").count()
    page.get_by_role("button", name="Revoke").click()
    outsider.goto(address)
    expect(outsider.locator("h1")).to_have_text("This link works no more")
    assert path


def test_it_is_written_without_scripts(desk: Desk, site: Site) -> None:
    page = desk(Role.EDITOR, java_script_enabled=False)
    path = begin_article(page, "Written without any script")
    page.get_by_role("button", name="Add a section").click()
    page.get_by_label("Heading", exact=True).fill("What there is")
    page.get_by_label("Text", exact=True).fill("Nothing but forms. [1]")
    page.get_by_label("Find a source").fill("nato")
    page.locator("button[value=find-source]").click()
    page.locator("#found-source button").first.click()
    expect(page.get_by_label("Text", exact=True)).to_have_value("Nothing but forms. [1]")
    expect(page.get_by_label("Number", exact=True)).to_have_value("1")
    page.get_by_label("Begin a new question").fill("Does it need scripts?")
    page.get_by_role("button", name="Begin this question").click()
    expect(page.locator("#questions-part ol")).to_contain_text("Does it need scripts?")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("status").first).to_contain_text("Saved.")
    page.goto(f"{site.origin}{path}/review")
    page.get_by_role("button", name="Publish now").click()
    expect(page.get_by_role("status").first).to_contain_text("Published")


def test_it_is_written_with_the_keyboard_alone(desk: Desk) -> None:
    page = desk(Role.WRITER)
    begin_article(page, "Written with keys alone")
    page.get_by_role("button", name="Insert [n] into the summary").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#cite")).to_be_visible()
    expect(page.get_by_label("Find another source")).to_be_focused()
    page.keyboard.type("nato")
    expect(page.locator("#found-source-pick button").first).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("textbox", name="Summary")).to_have_value("[1]")
    expect(page.get_by_role("textbox", name="Summary")).to_be_focused()
    expect(page.locator(".source-row")).to_have_count(1)
    page.keyboard.type(" goes on")
    expect(page.get_by_role("textbox", name="Summary")).to_have_value("[1] goes on")
    page.get_by_role("button", name="Insert [n] into the summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    expect(page.locator("#cite")).to_be_hidden()


def test_a_source_and_a_claim_are_made_without_leaving_the_article(desk: Desk, watch, site: Site) -> None:
    watch.expect("status of 422")
    page = desk(Role.WRITER)
    begin_article(page, "The bell of Oddly Weir is borrowed")
    summary = page.get_by_role("textbox", name="Summary")
    summary.fill("It is borrowed.")
    page.get_by_role("button", name="Insert [n] into the summary").click()
    page.get_by_label("Find another source").fill("zqxv")
    page.locator("#cite").get_by_role("link", name="New source").last.click()
    make = page.locator("#make")
    make.get_by_label("Title").fill("A receipt for the bell of Oddly Weir")
    make.get_by_role("button", name="Add as a draft").click()
    expect(make.locator(".problems")).to_contain_text("publish")
    expect(make.get_by_label("Title")).to_have_value("A receipt for the bell of Oddly Weir")
    make.get_by_label("Publisher").fill("Bell Foundry")
    assert violations(page) == []
    make.get_by_role("button", name="Add as a draft").click()
    expect(make).to_be_hidden()
    expect(summary).to_have_value("It is borrowed.[1]")
    expect(summary).to_be_focused()
    expect(page.locator(".source-row legend")).to_contain_text(
        "A receipt for the bell of Oddly Weir, Bell Foundry"
    )

    page.get_by_role("button", name="Add a section").click()
    expect(page.get_by_label("Heading", exact=True)).to_be_focused()
    page.get_by_label("A claim found below becomes").select_option("1")
    page.locator("#claims-part").get_by_role("link", name="New claim").click()
    make.get_by_label("Claim: one checkable sentence").fill("The bell of Oddly Weir was borrowed in 1994.")
    page.keyboard.press("Escape")
    expect(make).to_be_hidden()
    page.locator("#claims-part").get_by_role("link", name="New claim").click()
    expect(make.get_by_label("Claim: one checkable sentence")).to_have_value(
        "The bell of Oddly Weir was borrowed in 1994."
    )
    make.get_by_label("Rating", exact=True).select_option("supported")
    make.get_by_role("button", name="Add evidence").click()
    make.get_by_role("link", name="New source").click()
    make.locator("#source-form").get_by_label("Title").fill("The diary of the sexton of Oddly Weir")
    make.locator("#source-form").get_by_label("Publisher").fill("The sexton")
    make.locator("#source-form").get_by_role("button", name="Add as a draft").click()
    expect(make.locator("#found-1 input")).to_be_checked()
    make.locator("#claim-form").get_by_role("button", name="Add as a draft").last.click()
    expect(make).to_be_hidden()
    expect(page.locator("#claims-part ul.chosen")).to_contain_text("was borrowed in 1994")
    page.locator("#sources-part").get_by_role("link", name="New source").click()
    make.get_by_label("Title").fill("Minutes of the bell committee of Oddly Weir")
    make.get_by_label("Publisher").fill("Town Hall")
    make.get_by_role("button", name="Add as a draft").click()
    expect(page.locator(".source-row")).to_have_count(2)
    expect(page.locator(".source-row legend").last).to_contain_text("[2] Minutes of the bell committee")
    expect(summary).to_have_value("It is borrowed.[1]")
    page.locator("#claims-part").get_by_role("link", name="New claim").click()
    make.get_by_label("Claim: one checkable sentence").fill("The bell of Oddly Weir was borrowed in 1994.")
    make.get_by_role("link", name="Use it instead").click()
    expect(make).to_be_hidden()
    expect(page.locator("#claims-part p.chosen")).to_contain_text("was borrowed in 1994")
    expect_saved(page)
    page.reload()
    expect(page.locator("#claims-part ul.chosen")).to_contain_text("was borrowed in 1994")
    expect(page.locator(".source-row")).to_have_count(2)


@pytest.mark.parametrize("shape", [{}, PHONE, {"color_scheme": "dark"}], ids=["wide", "phone", "dark"])
def test_every_page_of_it_fits_and_is_accessible(desk: Desk, site: Site, shape: dict[str, object]) -> None:
    page = desk(Role.EDITOR, **shape)
    path = demo_of(page, site)
    places = ["/staff", "/staff/articles", "/staff/articles/new", "/staff/topics"]
    for place in [*places, *(path + end for end in ENDS)]:
        page.goto(site.origin + place)
        assert violations(page) == [], place
        expect_to_fit(page)


def demo_of(page: Page, site: Site) -> str:
    """The path of the demo article in the newsroom."""
    found = re.search(r"-([0-9a-f]{6,})$", site.article)
    assert found
    return f"/staff/articles/{found[1]}"


def test_every_page_of_it_is_valid_html(desk: Desk, site: Site, tmp_path: Path) -> None:
    page = desk(Role.EDITOR)
    path = demo_of(page, site)
    places = ["/staff", "/staff/articles", "/staff/articles/new", "/staff/topics", "/staff/topics/ukraine"]
    files = []
    for n, place in enumerate([*places, *(path + end for end in ENDS)]):
        files.append(tmp_path / f"{n}{place.replace('/', '-')}.html")
        files[-1].write_text(page.request.get(site.origin + place).text())
    # The preview beside the form is the reader's whole page, with its heading.
    assert [found for found in complaints(files) if "Consider using the “h1”" not in found] == []
