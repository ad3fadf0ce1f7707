"""On paper: everything is open, sources say their addresses, what is for the screen alone is gone."""

import io
import re
import unicodedata
from itertools import pairwise

import pytest
from playwright.sync_api import Locator, Page
from pypdf import PdfReader

from tests.journeys.conftest import Visit
from tests.journeys.reading import PHONE, dive, open_evidence, what_is_open
from tests.journeys.site import Site


@pytest.fixture
def phone(visit: Visit, site: Site) -> Page:
    page = visit(**PHONE)
    page.goto(site.article)
    return page


def squeeze(text: str) -> str:
    """Take ligatures apart and leave out spaces and hyphens, where a line may break."""
    return re.sub(r"[\s\u00ad-]+", "", unicodedata.normalize("NFKC", text))


class Paper:
    """What a page says when it is printed, sheet by sheet."""

    def __init__(self, page: Page) -> None:
        reader = PdfReader(io.BytesIO(page.pdf(format="A4")))
        self.sheets = [squeeze(sheet.extract_text()) for sheet in reader.pages]

    def __contains__(self, text: str) -> bool:
        """Say whether a text is on one sheet or goes on from one to the next.

        Where the paper turns within a few letters of either end, the next sheet has to begin with the rest.
        """
        text = squeeze(text)
        return any(text in sheet for sheet in self.sheets) or any(
            text[:cut] in sheet
            and (text[cut:] in following if 8 <= cut < len(text) - 7 else following.startswith(text[cut:]))
            for sheet, following in pairwise(self.sheets)
            for cut in range(1, len(text))
        )


def stretches(element: Locator) -> list[str]:
    """The text of an element between the elements in it."""
    return list(element.evaluate("e => [...e.childNodes].filter(n => n.nodeType === 3).map(n => n.data)"))


def test_paper_shows_the_prose_of_sections_that_are_closed_on_the_screen(phone: Page) -> None:
    assert what_is_open(phone)["sections"] == []
    paper = Paper(phone)
    for paragraph in phone.locator(".section .body p").all():
        assert not [stretch for stretch in stretches(paragraph) if stretch not in paper]
    assert what_is_open(phone)["sections"] == []


def test_paper_shows_the_evidence_of_opened_answers(phone: Page) -> None:
    answer = dive(phone, levels=2)[1]
    open_evidence(answer)
    before = what_is_open(phone)
    paper = Paper(phone)
    for text in (".short", ".claim a.text", ".bearing a.title", ".bearing .says"):
        for words in answer.locator(text).all():
            assert not [stretch for stretch in stretches(words) if stretch not in paper]
    assert what_is_open(phone) == before


def test_paper_names_the_address_of_every_source_and_leaves_out_what_is_for_the_screen(page: Page) -> None:
    dive(page, levels=2)
    paper = Paper(page)
    addresses = page.eval_on_selector_all(
        ".sources a.outward", "links => links.map(l => l.getAttribute('href'))"
    )
    assert len(addresses) > 20
    assert not [address for address in addresses if address not in paper]
    for words in ("Keep Factually independent", "Open all", "On this page", "Back up to", "Learn more"):
        assert words not in paper


def test_before_printing_everything_opens_and_afterwards_it_closes_again(phone: Page) -> None:
    dive(phone, levels=1)
    folds = phone.locator("main details").count()
    before = what_is_open(phone)
    phone.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert phone.locator("main details[open]").count() == folds
    phone.evaluate("dispatchEvent(new Event('afterprint'))")
    assert what_is_open(phone) == before
    assert phone.locator("main details[open]").count() == 0


def test_paper_is_light_though_the_screen_is_dark(visit: Visit, site: Site) -> None:
    page = visit(color_scheme="dark")
    page.goto(site.article)
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    tag = page.locator(".verdict .rating")
    assert tag.evaluate("tag => getComputedStyle(tag).color") == "rgb(163, 64, 26)"
