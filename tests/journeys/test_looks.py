"""Other eyes: dark, double text, less motion, forced colours."""

import re

from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visit
from tests.journeys.reading import (
    PHONE,
    dive,
    expect_to_fit,
    first_questions,
    open_answer,
    open_evidence,
)
from tests.journeys.site import Site

CUT = """() => [...document.querySelectorAll("main *, header *, footer *, .support *")]
  .filter((e) => e.checkVisibility() && !e.closest("svg, .unseen, .scroll, progress"))
  .filter((e) => ["hidden", "clip"].includes(getComputedStyle(e).overflowX))
  .filter((e) => e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1)
  .map((e) => e.outerHTML.slice(0, 120))"""

LIGHTNESS = """() => getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number)"""


def expect_nothing_lost(page: Page) -> None:
    expect_to_fit(page)
    assert page.evaluate(CUT) == []


def test_a_dark_screen_gets_a_dark_page(visit: Visit, site: Site) -> None:
    pictures = []
    for scheme, dark in (("light", False), ("dark", True)):
        page = visit(color_scheme=scheme)
        page.goto(site.article)
        assert (max(page.evaluate(LIGHTNESS)) < 60) == dark
        pictures.append(page.screenshot())
    assert pictures[0] != pictures[1]


def test_a_page_follows_when_the_screen_turns_dark(page: Page) -> None:
    light = page.evaluate(LIGHTNESS)
    page.emulate_media(color_scheme="dark")
    assert page.evaluate(LIGHTNESS) != light


def test_text_twice_as_large_by_zoom_loses_nothing(visit: Visit, site: Site) -> None:
    page = visit(viewport={"width": 640, "height": 450}, device_scale_factor=2)
    page.goto(site.article)
    for answer in dive(page):
        open_evidence(answer)
    page.get_by_role("button", name="Open all").click()
    expect_nothing_lost(page)


def test_text_twice_as_large_by_the_browsers_font_size_loses_nothing(page: Page) -> None:
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    for answer in dive(page):
        open_evidence(answer)
    expect_nothing_lost(page)
    page.set_viewport_size({"width": 640, "height": 900})
    expect_nothing_lost(page)


def test_text_twice_as_large_fits_a_phone(visit: Visit, site: Site) -> None:
    page = visit(**PHONE)
    page.goto(site.article)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    expect_to_fit(page)
    for answer in dive(page):
        open_evidence(answer)
    expect_to_fit(page)


def test_a_page_zoomed_four_times_needs_no_scrolling_sideways(
    visit: Visit, site: Site, every_page: dict[str, str]
) -> None:
    page = visit(viewport={"width": 320, "height": 256}, device_scale_factor=4)
    for path in every_page.values():
        page.goto(site.origin + path)
        expect_nothing_lost(page)


def test_wider_letters_and_lines_lose_nothing(page: Page) -> None:
    page.evaluate("""() => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important;
        word-spacing: .16em !important; } p { margin-bottom: 2em !important; }`);
      document.adoptedStyleSheets = [sheet];
    }""")
    dive(page)
    expect_nothing_lost(page)


def test_less_motion_moves_less_and_works(visit: Visit, site: Site) -> None:
    page = visit(reduced_motion="reduce")
    page.goto(site.article)
    question = first_questions(page)[0]
    assert question.evaluate("link => getComputedStyle(link, '::before').transitionDuration") == "0s"
    open_answer(question)
    assert page.evaluate("document.getAnimations().length") == 0


def test_forced_colours_keep_every_sign(visit: Visit, site: Site) -> None:
    page = visit(forced_colors="active")
    page.goto(site.article)
    answer = open_answer(first_questions(page)[0])
    expect(open_evidence(answer).locator(".tag").first).to_have_text(re.compile(r"\w"))
    for chosen in (
        ".verdict .rating",
        ".record .tag",
        "a.cite",
        "button[data-sections]",
        "#support progress",
    ):
        border = page.locator(chosen).first.evaluate("e => getComputedStyle(e).borderTopWidth")
        assert float(border.removesuffix("px")) >= 1
