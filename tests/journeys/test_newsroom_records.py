"""Claims and sources in the newsroom: with a mouse, by keyboard alone, without scripts, on a phone."""

from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from factually_app.domain.claim import Claim
from factually_app.domain.record import RecordStatus
from factually_app.domain.source import Source
from factually_app.domain.staff import Role
from factually_app.domain.staff_session import Stage
from factually_app.operations.sessions import new_session
from factually_app.store.sqlite_engine import SqliteEngine
from tests.factories import Newsroom, evidence
from tests.journeys.axe import violations
from tests.journeys.conftest import Visit
from tests.journeys.reading import PHONE, expect_to_fit, press_until
from tests.journeys.site import Site
from tests.journeys.watch import Watch
from tests.staff import a_member

Enter = Callable[..., Page]
SHAPES: list[dict[str, Any]] = [{}, {"color_scheme": "dark"}, PHONE, {**PHONE, "color_scheme": "dark"}]


@pytest.fixture
def newsroom(site: Site) -> Iterator[Newsroom]:
    with closing(SqliteEngine(site.data / "factually.db")) as engine:
        yield Newsroom(engine)


@pytest.fixture
def enter(visit: Visit, site: Site, newsroom: Newsroom) -> Enter:
    """Open a browser of some shape in which an editor is signed in."""

    def enter(**shape: Any) -> Page:
        member = a_member(newsroom.engine, Role.EDITOR)
        session = new_session(member, Stage.FULL, device="Weir", network="127.0.0.0/24")
        newsroom.engine.commit(session.statements)
        page = visit(**shape)
        page.context.add_cookies([{"name": "factually", "value": session.token, "url": site.origin}])
        return page

    return enter


def a_source(newsroom: Newsroom, title: str) -> Source:
    return newsroom.source(title, publisher="Weir Gazette")


def a_draft(newsroom: Newsroom, text: str, *titles: str) -> Claim:
    sources = [a_source(newsroom, title) for title in titles]
    found = [evidence(each, note=f"Note on {each.title}") for each in sources]
    return newsroom.claim(text, *found, status=RecordStatus.DRAFT)


def fill_claim(page: Page, text: str) -> None:
    page.get_by_label("Claim: one checkable sentence").fill(text)
    page.get_by_label("Rating", exact=True).select_option("supported")


def notes(page: Page) -> list[str]:
    fields = page.get_by_label("What it shows, in ours").all()
    return [field.input_value() for field in fields]


def save(page: Page, name: str = "Save") -> None:
    page.get_by_role("button", name=name, exact=True).last.click()


def test_a_claim_is_added_with_a_source_found_while_typing(
    enter: Enter, site: Site, newsroom: Newsroom
) -> None:
    a_source(newsroom, "Register of weathercocks")
    page = enter()
    page.goto(f"{site.origin}/staff/claims/new")
    fill_claim(page, "The weathercock turned twice.")
    page.get_by_role("button", name="Add evidence").click()
    finder = page.get_by_label("Source", exact=True)
    expect(finder).to_be_focused()
    finder.press_sequentially("weatherc")
    page.get_by_role("radio", name="Register of weathercocks").check()
    page.get_by_label("Its own words").fill("It turned twice.")
    assert page.url.endswith("/new")
    save(page, "Add as a draft")
    expect(page.get_by_role("status").first).to_contain_text("Added as a draft")
    expect(page.get_by_role("radio", name="Register of weathercocks")).to_be_checked()
    expect(page.get_by_label("Its own words")).to_have_value("It turned twice.")


def test_a_source_is_made_in_place_and_chosen_without_losing_the_page(
    enter: Enter, site: Site, watch: Watch
) -> None:
    watch.expect("status of 422")
    page = enter()
    page.goto(f"{site.origin}/staff/claims/new")
    fill_claim(page, "The bell was cast in the mill.")
    page.get_by_role("button", name="Add evidence").click()
    page.get_by_role("link", name="New source").click()
    page.get_by_label("Title").fill("Bill of the bell founder")
    save(page, "Add as a draft")
    expect(page.locator("#source-form .problem")).to_contain_text("Say who published it.")
    page.get_by_label("Publisher").fill("Weir Foundry")
    page.locator("#source-form").get_by_role("button", name="Add as a draft").click()
    chosen = page.locator("#evidence").get_by_role("radio", name="Bill of the bell founder")
    expect(chosen).to_be_checked()
    page.locator("#claim-form > form .main").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The bell was cast in the mill.")
    expect(page.get_by_role("radio", name="Bill of the bell founder")).to_be_checked()


def test_rows_move_by_keyboard_and_the_focus_goes_along(enter: Enter, site: Site, newsroom: Newsroom) -> None:
    claim = a_draft(newsroom, "The mill wheel was round.", "Mill book one", "Mill book two")
    page = enter()
    page.goto(f"{site.origin}/staff/claims/{claim.id}")
    down = page.get_by_role("button", name="Move evidence 1 down")
    press_until(page, "Tab", down)
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Move evidence 2 up")).to_be_focused()
    assert notes(page) == ["Note on Mill book two", "Note on Mill book one"]
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Move evidence 1 down")).to_be_focused()
    assert notes(page) == ["Note on Mill book one", "Note on Mill book two"]
    field = page.get_by_label("What it is about, in a few words")
    field.fill("the wheel")
    field.press("Enter")
    expect(page.get_by_role("status").first).to_have_text("Saved.")


def test_without_scripts_rows_come_move_find_and_go(enter: Enter, site: Site, newsroom: Newsroom) -> None:
    a_source(newsroom, "Ferry timetable of the weir")
    claim = a_draft(newsroom, "The ferry sank once.", "Ferry log", "Ferry song")
    page = enter(java_script_enabled=False)
    page.goto(f"{site.origin}/staff/claims/{claim.id}")
    page.get_by_label("What it is about, in a few words").fill("the ferry")
    page.get_by_role("button", name="Move evidence 2 up").click()
    assert notes(page) == ["Note on Ferry song", "Note on Ferry log"]
    page.get_by_role("button", name="Remove evidence 1").click()
    page.get_by_role("button", name="Add evidence").click()
    page.get_by_label("Source", exact=True).fill("ferry timet")
    page.get_by_role("button", name="Find a source for evidence 2").click()
    page.get_by_role("radio", name="Ferry timetable of the weir").check()
    save(page)
    expect(page.get_by_role("status").first).to_have_text("Saved.")
    expect(page.get_by_label("What it is about, in a few words")).to_have_value("the ferry")
    assert notes(page) == ["Note on Ferry log", ""]


def test_a_conflict_shows_both_and_the_words_typed_can_still_be_saved(
    enter: Enter, site: Site, newsroom: Newsroom, watch: Watch
) -> None:
    watch.expect("status of 409")
    source = a_source(newsroom, "Deed of the bridge")
    one, other = enter(), enter()
    for page in (one, other):
        page.goto(f"{site.origin}/staff/sources/{source.id}")
    one.get_by_label("Title").fill("Deed of the old bridge")
    save(one)
    other.get_by_label("Title").fill("Deed of the bridge, a copy")
    save(other)
    expect(other.get_by_role("heading", name="Somebody else saved this meanwhile")).to_be_visible()
    expect(other.locator("ins").first).to_contain_text("old")
    assert violations(other) == []
    save(other)
    expect(other.get_by_role("heading", level=1)).to_have_text("Deed of the bridge, a copy")


def test_the_list_is_narrowed_while_typing(enter: Enter, site: Site, newsroom: Newsroom) -> None:
    a_draft(newsroom, "The pump house hummed.")
    page = enter()
    page.goto(f"{site.origin}/staff/claims")
    page.get_by_label("Find").press_sequentially("pump")
    expect(page.locator("#records li")).to_have_count(1)
    expect(page.locator("#records")).to_contain_text("The pump house hummed.")


@pytest.mark.parametrize("shape", SHAPES, ids=["wide", "wide dark", "phone", "phone dark"])
def test_every_page_is_accessible_and_fits(
    enter: Enter, site: Site, newsroom: Newsroom, shape: dict[str, Any], request: pytest.FixtureRequest
) -> None:
    name = request.node.callspec.id
    claim = a_draft(newsroom, f"The lock was shut {name}.", f"Lock book {name}")
    source = a_source(newsroom, f"Lock plan {name}")
    page = enter(**shape)
    page.goto(f"{site.origin}/staff/sources/{source.id}")
    page.get_by_label("Title").fill(f"Lock plan, {name}, second sheet")
    save(page)
    paths = ["", "/new", f"/{claim.id}", f"/{claim.id}/merge", f"/{claim.id}/revisions", "/find?q=lock"]
    for path in [
        *(f"/staff/claims{path}" for path in paths),
        "/staff/sources",
        f"/staff/sources/{source.id}",
        f"/staff/sources/{source.id}/revisions",
        f"/staff/sources/{source.id}/compare?before=1&after=2",
        "/staff/sources/check",
    ]:
        page.goto(site.origin + path)
        assert violations(page) == [], path
        expect_to_fit(page)


def test_a_form_that_came_back_says_what_is_wrong_and_has_the_focus(
    enter: Enter, site: Site, watch: Watch
) -> None:
    watch.expect("status of 422")
    page = enter()
    page.goto(f"{site.origin}/staff/claims/new")
    page.get_by_role("button", name="Add evidence").click()
    page.get_by_label("Its own words").fill("Words without a source.")
    save(page, "Add as a draft")
    summary: Locator = page.locator(".problems")
    expect(summary).to_be_focused()
    expect(summary).to_contain_text("A claim needs its sentence.")
    expect(page.get_by_label("Its own words")).to_have_value("Words without a source.")
    assert violations(page) == []
