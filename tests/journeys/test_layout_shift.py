"""Nothing jumps: not while the page comes in, not above an answer that opens."""

import pytest
from playwright.sync_api import Page

from tests.journeys.conftest import WIDE, Visit
from tests.journeys.reading import PHONE, first_questions, open_answer, open_evidence
from tests.journeys.site import Site

RECORD_SHIFTS = """
window.shifts = [];
const note = (entries) => {
  for (const entry of entries)
    if (!entry.hadRecentInput)
      window.shifts.push([entry.value, ...entry.sources.map((s) => s.node?.outerHTML?.slice(0, 80) ?? "")]);
};
window.shiftWatcher = new PerformanceObserver((list) => note(list.getEntries()));
window.shiftWatcher.observe({ type: "layout-shift", buffered: true });
window.allShifts = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() =>
  setTimeout(() => { note(window.shiftWatcher.takeRecords()); done(window.shifts); }))));
"""

TOPS = """() => [...document.querySelectorAll("h1, h2, .dive a.ask")]
  .filter((e) => e.checkVisibility())
  .map((e) => [e.textContent.trim(), e.getBoundingClientRect().top + scrollY])"""


def shift(page: Page) -> float:
    shifts = page.evaluate("allShifts()")
    total = sum(value for value, *_ in shifts)
    assert total < 0.02, shifts
    return float(total)


def test_what_moves_is_recorded(visit: Visit, site: Site) -> None:
    page = visit()
    page.add_init_script(RECORD_SHIFTS)
    page.goto(site.article)
    page.evaluate("allShifts().then(() => document.querySelector('header.site').append('x '.repeat(5000)))")
    with pytest.raises(AssertionError):
        shift(page)


@pytest.mark.parametrize("shape", [{"viewport": WIDE}, PHONE], ids=["wide", "phone"])
def test_nothing_moves_while_a_page_loads(
    visit: Visit, site: Site, every_page: dict[str, str], shape: dict[str, object]
) -> None:
    page = visit(**shape)
    page.add_init_script(RECORD_SHIFTS)
    for name, path in every_page.items():
        page.goto(site.origin + path, wait_until="networkidle")
        print(f"{name}: {shift(page):.4f}")


def test_nothing_moves_with_answers_open_a_closed_banner_and_a_folded_phone(visit: Visit, site: Site) -> None:
    page = visit(**PHONE)
    page.goto(site.article)
    open_evidence(open_answer(first_questions(page)[1]))
    page.get_by_role("button", name="Hide the supporter goal").tap()
    page.add_init_script(RECORD_SHIFTS)
    page.reload(wait_until="networkidle")
    shift(page)


@pytest.mark.parametrize("shape", [{"viewport": WIDE}, PHONE], ids=["wide", "phone"])
def test_opening_an_answer_moves_nothing_above_it(visit: Visit, site: Site, shape: dict[str, object]) -> None:
    page = visit(**shape)
    page.goto(site.article)
    question = first_questions(page)[2]
    question.scroll_into_view_if_needed()
    before = page.evaluate(TOPS)
    scrolled = page.evaluate("scrollY")
    open_answer(question)
    top = question.evaluate("q => q.getBoundingClientRect().top + scrollY")
    above = [place for place in before if place[1] <= top]
    assert len(above) >= 5
    assert [place for place in page.evaluate(TOPS) if place in above] == above
    assert page.evaluate("scrollY") == scrolled
