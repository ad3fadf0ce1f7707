"""How the newsroom stands on a screen: what belongs together is in line, what is to be read is not cut."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import FloatRect, Locator, Page, expect

from factually_app.domain.ids import public_id
from factually_app.domain.letter import LetterKind
from factually_app.domain.staff import Role
from tests.journeys.conftest import Visit
from tests.journeys.letters import Newsroom, newsroom_of
from tests.journeys.reading import PHONE, expect_to_fit
from tests.journeys.site import Site
from tests.journeys.staff import begin_question, sign_in

IS_CUT = "(field) => field.scrollWidth > field.clientWidth + 1 || field.scrollHeight > field.clientHeight + 1"


@pytest.fixture
def newsroom(site: Site, tmp_path: Path) -> Iterator[Newsroom]:
    with newsroom_of(site, tmp_path) as newsroom:
        yield newsroom


def box(found: Locator) -> FloatRect:
    found_box = found.bounding_box()
    assert found_box
    return found_box


def at(visit: Visit, site: Site, path: str, **shape: object) -> Page:
    page = visit(**shape)
    sign_in(page, site, Role.EDITOR)
    page.goto(path if path.startswith("http") else site.origin + path)
    return page


def test_fields_of_an_article_are_in_line_and_their_words_whole(visit: Visit, site: Site) -> None:
    path = "/staff/articles/" + site.article.rsplit("-", 1)[1]
    page = at(visit, site, path)
    labels = [box(page.locator(f"label[for=f-{name}]"))["y"] for name in ("topic", "checked_on")]
    assert labels[0] == labels[1]
    for shape in ({}, PHONE):
        page = at(visit, site, path, **shape)
        for name in ("rating_reason", "slug"):
            assert not page.locator(f"#f-{name}").evaluate(IS_CUT), name


def test_what_is_typed_into_a_question_is_seen_whole(visit: Visit, site: Site) -> None:
    page = at(visit, site, begin_question(site, public_id("looks")).url, **PHONE)
    page.locator("#q-new-claim > summary").click()
    page.locator("#f-claim-text").fill("The clock of Oddly Weir stopped when nobody looked at it. " * 5)
    assert not page.locator("#f-claim-text").evaluate(IS_CUT)
    wide = at(visit, site, page.url)
    for field in ("#f-claim-q", "#f-next-q"):
        assert box(wide.locator(field))["width"] == box(wide.locator("#f-short_answer"))["width"]


def test_a_letter_has_its_button_below_its_words_on_a_phone(
    newsroom: Newsroom, visit: Visit, site: Site
) -> None:
    text = "Who paid for the bridge over the mill race, and why did nobody in town ask for the bill?"
    _, letter_id = newsroom.letter(LetterKind.QUESTION, text)
    page = at(visit, site, "/staff/letters", **PHONE)
    line = page.locator(".letters > li").filter(has_text=text)
    button = line.get_by_role("button", name="Make a question of it")
    assert box(button)["x"] == pytest.approx(box(line.locator("div"))["x"], abs=1)
    wide = at(visit, site, f"/staff/letters/{letter_id}")
    for heading, below in (("What becomes of it", "#do + form"), ("Here already, perhaps", "#near + form")):
        above = box(wide.get_by_role("heading", name=heading))
        assert box(wide.locator(below))["y"] - above["y"] - above["height"] >= 8
    planning = wide.locator("form[action$='/plan']")
    card, act = box(planning), box(planning.locator("button"))
    assert act["y"] - card["y"] == pytest.approx(card["y"] + card["height"] - act["y"] - act["height"], abs=3)


def test_what_is_there_already_stands_below_its_link_and_can_be_used(
    newsroom: Newsroom, visit: Visit, site: Site
) -> None:
    query = "SELECT id, text FROM claims WHERE status = 'live' LIMIT 1"
    (claim,) = newsroom.engine.reader().query(query)
    page = at(visit, site, "/staff/claims/new", **PHONE)
    page.locator("#f-claim-text").fill(str(claim["text"]))
    there = page.locator(".alike li").first
    assert box(there.locator("small"))["y"] >= box(there.locator("a").first)["y"] + 20
    expect_to_fit(page)
    page.get_by_role("link", name="Use it instead").first.click()
    expect(page).to_have_url(f"{site.origin}/staff/claims/{claim['id']}")


def test_dates_of_the_search_are_below_each_other_on_a_phone(visit: Visit, site: Site) -> None:
    page = visit(**PHONE)
    page.goto(f"{site.origin}/search?q=clock&from=2008")
    assert box(page.locator("[name=from]"))["x"] == box(page.locator("[name=to]"))["x"]
    expect_to_fit(page)
