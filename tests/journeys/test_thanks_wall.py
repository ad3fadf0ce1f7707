"""From a payment to a first name on the thank-you wall, and off it again."""

import json
import re
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.axe import violations
from tests.journeys.conftest import Visit
from tests.journeys.reading import PHONE, expect_to_fit
from tests.journeys.site import Site
from tests.journeys.test_html import complaints, read
from tests.journeys.test_supporting import choose, press, serving
from tests.journeys.watch import Watch

OFFER = "Put my first name on the thank-you wall"
NARROW = {"viewport": {"width": 320, "height": 256}}
LONG = "Wilhelmina-Konstantine Maria-Magdalena S"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The site of `make run`: with the test checkout."""
    with serving(tmp_path_factory.mktemp("wall"), ("FACTUALLY_DEMO", "on")) as site:
        yield site


@pytest.fixture(params=[{}, {**PHONE, "java_script_enabled": False}], ids=["wide", "phone without scripts"])
def reader(request: pytest.FixtureRequest, visit: Visit) -> Page:
    return visit(**request.param)


def pay(page: Page, demo: Site) -> None:
    """Give five dollars, and come back to the page that thanks for it."""
    page.goto(demo.origin + "/support")
    choose(page, "$5")
    press(page, "Pay")
    page.get_by_role("link", name="Back to the site").click()


def offer(page: Page, name: str, button: str = OFFER) -> None:
    page.get_by_label("First name").fill(name)
    page.get_by_role("button", name=button).click()


def decide(demo: Site, decision: str, name: str) -> None:
    """Moderate a name as the newsroom does."""
    kept = json.loads(demo.factually("supporters", "wall", "--all", "--json"))
    demo.factually("supporters", "wall", decision, *(found["id"] for found in kept if found["name"] == name))


def names(page: Page, demo: Site) -> list[str]:
    page.goto(demo.origin + "/support/wall")
    return page.locator(".names li").all_inner_texts()


def test_a_name_goes_from_the_payment_to_the_wall_and_a_refund_takes_it_off(
    reader: Page, demo: Site, watch: Watch
) -> None:
    watch.expect("status of 422")
    pay(reader, demo)
    back = reader.url
    field = reader.get_by_label("First name")
    expect(field).to_have_value("")
    offer(reader, "ada@weir.example")
    expect(reader.get_by_role("alert")).to_contain_text("take out “@”")
    expect(field).to_have_value("ada@weir.example")
    offer(reader, "Ada")
    expect(reader.get_by_role("status").filter(has_text="Ada")).to_contain_text(
        "once somebody of the newsroom"
    )
    reader.reload()
    assert names(reader, demo) == []

    decide(demo, "approve", "Ada")
    assert names(reader, demo) == ["Ada"]
    reader.goto(back)
    expect(reader.locator("#wall")).to_contain_text("Ada is on the wall.")

    reader.get_by_role("link", name="Back to the test checkout").click()
    press(reader, "Refund")
    assert names(reader, demo) == []
    expect(reader.get_by_text("Nobody has chosen to be named yet.")).to_be_visible()


def test_a_name_is_changed_and_taken_away_by_who_gave_it(reader: Page, demo: Site) -> None:
    pay(reader, demo)
    offer(reader, "Bo")
    decide(demo, "approve", "Bo")
    reader.reload()
    offer(reader, "Boo", "Change my name on the wall")
    expect(reader.locator("#wall")).to_contain_text("Boo will be on the wall")
    reader.get_by_role("button", name="Take my name away").click()
    expect(reader.get_by_role("button", name=OFFER)).to_be_visible()
    assert names(reader, demo) == []


def test_the_keyboard_is_enough(visit: Visit, demo: Site) -> None:
    page = visit()
    pay(page, demo)
    page.get_by_label("First name").focus()
    page.keyboard.type("Cy")
    page.keyboard.press("Enter")
    expect(page.locator("#wall")).to_contain_text("Cy will be on the wall")
    page.get_by_label("First name").focus()
    for _ in range(2):
        page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Take my name away")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name=OFFER)).to_be_visible()


@pytest.mark.parametrize(
    "shape",
    [{}, {"color_scheme": "dark"}, PHONE, {**PHONE, "color_scheme": "dark"}, NARROW],
    ids=str,
)
def test_every_state_is_accessible_valid_and_fits(
    visit: Visit, demo: Site, shape: dict[str, object], watch: Watch, tmp_path: Path
) -> None:
    watch.expect("status of 422")
    page, served = visit(**shape), {}

    def hold(state: str) -> None:
        assert violations(page) == [], state
        expect_to_fit(page)
        if state != "refused":
            served[state] = read(demo, page.url.removeprefix(demo.origin))

    page.goto(demo.origin + "/support/wall")
    hold("empty")
    pay(page, demo)
    back = page.url
    hold("offered")
    offer(page, "W" * 60)
    hold("refused")
    offer(page, LONG)
    hold("pending")
    decide(demo, "approve", LONG)
    page.reload()
    hold("approved")
    assert names(page, demo) == [LONG]
    hold("wall")
    decide(demo, "decline", LONG)
    page.goto(back)
    hold("declined")
    if not shape:
        served["refused"] = refused(demo, back)
        assert complaints(written(served, tmp_path)) == []


def refused(demo: Site, back: str) -> str:
    """What is answered to a name that cannot be taken."""
    fields = {"ref": re.findall(r"ref=([^&#]+)", back)[0], "first_name": "Ada 2"}
    asked = urllib.request.Request(demo.origin + "/support/wall", urllib.parse.urlencode(fields).encode())
    with pytest.raises(urllib.error.HTTPError) as error, urllib.request.urlopen(asked, timeout=20):
        pass
    with error.value as answer:
        assert answer.code == 422
        return answer.read().decode()


def written(pages: dict[str, str], folder: Path) -> list[Path]:
    for state, page in pages.items():
        (folder / f"{state}.html").write_text(page)
    return [folder / f"{state}.html" for state in pages]
