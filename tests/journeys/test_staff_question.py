"""Answering a question in the newsroom: by keyboard, without scripts, with a pointer, in two windows."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from factually_app.domain.ids import public_id
from factually_app.domain.staff import Role
from tests.journeys.axe import violations
from tests.journeys.conftest import Visit
from tests.journeys.reading import PHONE, expect_to_fit, press_until
from tests.journeys.site import Site
from tests.journeys.staff import Begun, begin_question, sign_in
from tests.journeys.test_html import complaints
from tests.journeys.watch import Watch

Open = Callable[..., Page]
AS_SENT = "fetch(location.href).then((r) => r.text())"


@pytest.fixture
def begun(site: Site, request: pytest.FixtureRequest) -> Begun:
    """A question of its own for each journey."""
    return begin_question(site, public_id(request.node.name))


@pytest.fixture
def open_screen(visit: Visit, site: Site, begun: Begun) -> Open:
    def open_screen(role: Role = Role.EDITOR, **shape: object) -> Page:
        page = visit(**shape)
        sign_in(page, site, role)
        page.goto(begun.url)
        return page

    return open_screen


def linked(page: Page) -> Locator:
    return page.locator("#q-claims .in-order > li .text")


def preview(page: Page) -> Locator:
    return page.locator("#q-side .preview .answer").first


def test_three_claims_by_keyboard_alone(open_screen: Open, begun: Begun) -> None:
    page = open_screen(Role.WRITER)
    press_until(page, "Tab", page.locator("#f-claim-q"))
    page.keyboard.type(f"{begun.name} weasel")
    expect(page.locator("#q-found button.offer").first).to_contain_text("weasel")
    page.keyboard.press("Enter")
    expect(linked(page)).to_have_text([begun.claims[1]])
    expect(page.locator("#announcements")).to_contain_text("Claim is number 1 of 1.")
    expect(page.locator("#f-claim-q")).to_be_focused()
    expect(page.locator("#f-claim-q")).to_have_value("")
    page.keyboard.type(f"nobody saw {begun.name}")
    expect(page.locator("#q-found button.offer").first).to_contain_text("Nobody")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#q-found button.offer").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(linked(page)).to_have_text([begun.claims[1], begun.claims[2]])

    press_until(page, "Tab", page.locator("#q-new-claim > summary"))
    page.keyboard.press("Enter")
    press_until(page, "Tab", page.locator("#f-claim-text"))
    page.keyboard.type("The bell was borrowed.")
    press_until(page, "Tab", page.locator("#f-claim-rating"))
    page.keyboard.type("Disp")
    press_until(page, "Tab", page.locator("#q-new-claim details > summary"))
    page.keyboard.press("Enter")
    press_until(page, "Tab", page.locator("#f-source-title"))
    page.keyboard.type("A receipt for a bell")
    press_until(page, "Tab", page.locator("#f-source-publisher"))
    page.keyboard.type("Bell Foundry")
    press_until(page, "Tab", page.locator("#f-evidence-1-locator"))
    page.keyboard.type("line 2")
    page.keyboard.press("Enter")
    expect(linked(page)).to_have_count(3)
    expect(linked(page).nth(2)).to_have_text("The bell was borrowed.")
    expect(page.locator("#f-claim-text")).to_have_value("")

    press_until(page, "Shift+Tab", linked(page).nth(2))
    page.keyboard.press("Alt+ArrowUp")
    page.keyboard.press("Alt+ArrowUp")
    expect(linked(page).first).to_have_text("The bell was borrowed.")
    expect(linked(page).first).to_be_focused()
    expect(page.locator("#announcements")).to_contain_text("Claim is number 1 of 3.")

    press_until(page, "Shift+Tab", page.locator("#f-short_answer"))
    page.keyboard.type("Somebody borrowed the bell {1}.")
    expect(preview(page).locator(".short")).to_contain_text("Somebody borrowed the bell.")
    expect(preview(page).locator(".claim")).to_have_count(3)
    preview(page).locator(".evidence summary").first.click()
    expect(preview(page)).to_contain_text("A receipt for a bell")
    page.reload()
    expect(page.locator("#f-short_answer")).to_have_value("Somebody borrowed the bell {1}.")


def test_the_same_word_finds_again_after_it_linked(open_screen: Open, begun: Begun) -> None:
    page = open_screen(Role.WRITER)
    for count in (1, 2):
        page.locator("#f-claim-q").focus()
        page.keyboard.type(begun.name)
        page.keyboard.press("Enter")  # at once: what is offered then was found for something else
        expect(linked(page)).to_have_count(count)
        expect(page.locator("#f-claim-q")).to_have_value("")
    assert {*linked(page).all_text_contents()} < {*begun.claims}
    follows = page.locator("#q-next .in-order > li")
    page.locator("#f-next-q").fill(f"Who wound the {begun.name} clock?")
    page.locator("#offer-new").click()
    expect(follows).to_have_count(1)
    page.get_by_role("button", name="Take out: Who wound").click()
    expect(follows).to_have_count(0)
    page.locator("#f-next-q").fill(f"Who wound the {begun.name} clock?")
    page.locator("#q-next-found button.offer").first.click()
    expect(follows).to_have_count(1)


def test_marks_move_along_on_the_screen_too(open_screen: Open) -> None:
    page = open_screen()
    for count in (1, 2):
        page.locator("#q-found button.offer").first.click()
        expect(linked(page)).to_have_count(count)
    page.locator("#f-short_answer").fill("First")
    page.get_by_role("button", name="Put the mark 1").click()
    expect(page.locator("#f-short_answer")).to_have_value("First {1}")
    page.get_by_role("button", name="Move down").first.click()
    expect(page.locator("#f-short_answer")).to_have_value("First {2}")
    page.get_by_role("button", name="Take out").first.click()
    expect(page.locator("#undo")).to_be_focused()
    expect(page.locator("#f-short_answer")).to_have_value("First {1}")
    page.keyboard.press("Enter")
    expect(page.locator("#f-short_answer")).to_have_value("First {2}")


def test_quick_moves_are_each_made_in_turn(open_screen: Open) -> None:
    page = open_screen()
    for count in (1, 2, 3):
        page.locator("#q-found button.offer").first.click()
        expect(linked(page)).to_have_count(count)
    texts = linked(page).all_text_contents()
    linked(page).first.focus()
    page.evaluate(
        """() => { for (let n = 0; n < 2; n++) document.activeElement.dispatchEvent(
             new KeyboardEvent("keydown", {key: "ArrowDown", altKey: true, bubbles: true})); }"""
    )
    expect(linked(page)).to_have_text([texts[1], texts[2], texts[0]])


def test_a_pointer_drags_a_claim_by_its_number(open_screen: Open) -> None:
    page = open_screen()
    for count in (1, 2, 3):
        page.locator("#q-found button.offer").first.click()
        expect(linked(page)).to_have_count(count)
    texts = linked(page).all_text_contents()
    expect(page.locator("#f-claim-q")).to_be_focused()
    grips = page.locator("#q-claims [data-grip]")
    grips.first.scroll_into_view_if_needed()
    start, end = grips.first.bounding_box(), page.locator("#q-claims .in-order > li").last.bounding_box()
    assert start
    assert end
    page.mouse.move(start["x"] + 8, start["y"] + 8)
    page.mouse.down()
    page.mouse.move(start["x"] + 8, end["y"] + end["height"] - 4, steps=8)
    page.mouse.up()
    expect(linked(page)).to_have_text([texts[1], texts[2], texts[0]])


def test_without_scripts_the_same_is_done_by_whole_pages(
    open_screen: Open, begun: Begun, watch: Watch
) -> None:
    watch.expect("status of 422")
    page, bell = open_screen(java_script_enabled=False), f"The {begun.name} bell was borrowed."
    page.locator("#f-short_answer").fill("Typed before {1}.")
    page.locator("#f-claim-q").fill(f"{begun.name} weasel")
    page.get_by_role("button", name="Find").first.click()
    page.locator("#q-found button.offer").first.click()
    expect(linked(page)).to_have_text([begun.claims[1]])
    expect(page.locator("#f-short_answer")).to_have_value("Typed before {1}.")
    page.locator("#q-new-claim > summary").click()
    page.locator("#f-claim-text").fill(bell)
    page.locator("#f-claim-rating").select_option("disputed")
    page.locator("#q-new-claim details > summary").click()
    page.locator("#f-source-title").fill(f"A receipt for the {begun.name} bell")
    page.get_by_role("button", name="Add it and link it").click()
    expect(page.locator("main .problems, main .conflict")).to_contain_text("Say who published it.")
    expect(page.locator("#f-claim-text")).to_have_value(bell)
    page.locator("#f-source-publisher").fill("Bell Foundry")
    page.get_by_role("button", name="Add it and link it").click()
    expect(linked(page)).to_have_text([begun.claims[1], bell])
    page.get_by_role("button", name=f"Move up: {bell}").click()
    expect(linked(page)).to_have_text([bell, begun.claims[1]])
    expect(page.locator("#f-short_answer")).to_have_value("Typed before {2}.")
    page.locator("#f-next-q").fill("Who paid for the bell of " + begun.url[-6:] + "?")
    page.get_by_role("button", name="Find").last.click()
    page.get_by_role("button", name="as a new question").click()
    expect(page.locator("#q-next .in-order > li")).to_have_count(1)
    page.get_by_role("button", name="Publish now").click()
    expect(page.locator(".message")).to_have_text("Published. Readers see it from now on.")


def test_two_windows_keep_both_texts(open_screen: Open, watch: Watch) -> None:
    watch.expect("status of 409")
    mine, theirs = open_screen(), open_screen(Role.WRITER)
    theirs.locator("#f-short_answer").fill("Willa wrote this.")
    theirs.get_by_role("button", name="Save", exact=True).click()
    expect(theirs.locator("#q-saved")).to_contain_text("Saved by Willa")
    mine.locator("#f-short_answer").fill("Edda wrote that.")
    expect(mine.locator(".conflict")).to_contain_text("Willa saved this question")
    expect(mine.locator("#f-short_answer")).to_be_focused()
    mine.locator(".conflict").get_by_text("Compare the two versions").click()
    expect(mine.locator(".conflict ins").first).to_have_text(re.compile("Edda"))
    expect(mine.locator("#f-short_answer")).to_have_value("Edda wrote that.")
    assert violations(mine) == []
    mine.get_by_role("button", name="Save mine instead").click()
    expect(mine.locator("#q-saved")).to_contain_text("Saved by Edda")
    expect(mine.locator(".conflict")).to_have_count(0)


def test_a_session_that_ends_while_somebody_types_loses_nothing(
    open_screen: Open, site: Site, watch: Watch
) -> None:
    watch.expect("status of 401")
    page = open_screen()
    page.context.clear_cookies()
    page.locator("#f-short_answer").fill("Typed after the session ended.")
    expect(page.locator("#q-saved")).to_contain_text("you are signed out")
    expect(page.locator("#f-short_answer")).to_have_value("Typed after the session ended.")


@pytest.mark.parametrize(
    "shape", [{}, {"color_scheme": "dark"}, PHONE, {**PHONE, "color_scheme": "dark"}], ids=str
)
def test_no_state_of_the_screens_violates_a_rule(
    open_screen: Open, site: Site, begun: Begun, watch: Watch, shape: dict[str, object]
) -> None:
    # axe leaves style attributes behind, which htmx then carries over: none of ours.
    watch.expect("inline style", "style-src-attr", "status of 422")
    page = open_screen(**shape)

    def look() -> None:
        assert violations(page) == []
        expect_to_fit(page)

    look()
    page.locator("#f-claim-q").fill("clock")
    expect(page.locator("#q-found .label")).to_contain_text("found")
    look()
    page.locator("#q-found button.offer").first.click()
    expect(linked(page)).to_have_count(1)
    page.locator("#f-next-q").fill("Was NATO")
    expect(page.locator("#q-next-found .offer").first).to_be_visible()
    look()
    page.locator("#q-new-claim > summary").click()
    page.locator("#q-new-claim details > summary").click()
    page.locator("#add-claim").click()
    expect(page.locator("main .problems, main .conflict").first).to_be_visible()
    look()
    for path in ("/review", "/revisions"):
        page.goto(begun.url + path)
        look()
    for path in ("/staff/questions", "/staff/questions/new?text=clock"):
        page.goto(site.origin + path)
        look()


def test_every_state_is_valid_html(
    open_screen: Open, site: Site, begun: Begun, watch: Watch, tmp_path: Path
) -> None:
    watch.expect("status of 422")
    page = open_screen()
    page.locator("#q-found button.offer").first.click()
    expect(linked(page)).to_have_count(1)
    page.locator("#f-next-q").fill("clock")
    expect(page.locator("#q-next-found .offer").first).to_be_visible()
    page.locator("#q-new-claim > summary").click()
    page.locator("#add-claim").click()
    expect(page.locator("main .problems, main .conflict").first).to_be_visible()
    pages = {"wrong": "<!doctype html>" + page.content().removeprefix("<!DOCTYPE html>")}
    for path in ("", "/review", "/revisions"):
        page.goto(begun.url + path)
        pages["question" + path.replace("/", "-")] = page.evaluate(AS_SENT)
    for path in ("/staff/questions", "/staff/questions/new?text=clock"):
        page.goto(site.origin + path)
        pages["list" if path.endswith("questions") else "new"] = page.evaluate(AS_SENT)
    files = [tmp_path / f"{name}.html" for name in pages]
    for file, text in zip(files, pages.values(), strict=True):
        file.write_text(text)
    assert complaints(files) == []
