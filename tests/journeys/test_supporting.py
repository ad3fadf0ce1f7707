"""From the banner over the test checkout to a higher counter, and back; and away to a provider."""

import re
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.axe import violations
from tests.journeys.conftest import Visit
from tests.journeys.reading import PHONE, expect_to_fit
from tests.journeys.site import FACTUALLY, ROOT, Site, _wait_for
from tests.journeys.test_html import complaints, read
from tests.journeys.watch import Watch

LINK = "https://pay.example/abc"
LIVE = (
    ("FACTUALLY_STRIPE_PAYMENT_LINK", LINK),
    ("FACTUALLY_STRIPE_WEBHOOK_SECRET", "whsec_0123456789abcdef01234567"),
)


@dataclass(frozen=True)
class SiteWithSettings(Site):
    """A running site that is set up in a certain way."""

    settings: tuple[tuple[str, str], ...] = ()

    @property
    def env(self) -> dict[str, str]:
        return {**super().env, **dict(self.settings)}


@contextmanager
def serving(data: Path, *settings: tuple[str, str]) -> Iterator[Site]:
    """Serve the demo content with settings until the end of the block."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    site = SiteWithSettings(f"http://127.0.0.1:{port}", data, settings=settings)
    site.factually("init")
    with (data / "serve.log").open("w") as log:
        command = [*FACTUALLY, "serve", "--port", str(port)]
        server = subprocess.Popen(command, cwd=ROOT, env=site.env, stdout=log, stderr=log)
        try:
            _wait_for(site, server)
            yield replace(site, article=site.origin + site.link("/", "/fact-checks/"))
        finally:
            server.terminate()
            server.wait(timeout=30)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The site of `make run`: with the test checkout."""
    with serving(tmp_path_factory.mktemp("demo"), ("FACTUALLY_DEMO", "on")) as site:
        yield site


@pytest.fixture(scope="module")
def paying(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site that hands over to a provider."""
    with serving(tmp_path_factory.mktemp("paying"), *LIVE) as site:
        yield site


def supporters(page: Page) -> int:
    return int(page.locator("#support-counter b").inner_text().replace(",", ""))


def banner(page: Page) -> Locator:
    return page.locator("#support")


def choose(page: Page, amount: str, how_often: str = "Once") -> None:
    """Fill in the form as a reader does."""
    page.get_by_label(amount, exact=True).check()
    page.get_by_label(how_often).check()
    page.get_by_role("button", name="Go on").click()


def press(page: Page, button: str) -> None:
    page.get_by_role("button", name=button, exact=True).click()
    expect(page.get_by_role("heading", name="What the webhook answered")).to_be_visible()


def test_support_moves_the_counter_in_another_tab_and_a_refund_moves_it_back(
    visit: Visit, demo: Site
) -> None:
    onlooker = visit()
    onlooker.goto(demo.article)
    onlooker.evaluate("window.sameDocument = true")
    before = supporters(onlooker)

    page = visit()
    page.goto(demo.article)
    banner(page).get_by_role("link", name="Support").click()
    choose(page, "$10")
    press(page, "Pay")
    page.get_by_role("link", name="Back to the site").click()
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    expect(page.locator(".standing")).to_contain_text("Received")
    assert supporters(page) == before + 1

    look_again(onlooker)
    expect(onlooker.locator("#support-counter b")).to_have_text(f"{before + 1:,}")

    page.get_by_role("link", name="Back to the test checkout").click()
    press(page, "Refund")
    page.get_by_role("link", name="Back to the site").click()
    expect(page.locator(".standing")).to_contain_text("Given back")

    look_again(onlooker)
    expect(onlooker.locator("#support-counter b")).to_have_text(f"{before:,}")
    assert onlooker.evaluate("window.sameDocument")


def look_again(page: Page) -> None:
    """What happens by itself every fifteen seconds, and when a tab comes to the front."""
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def test_whoever_gave_is_not_asked_again_in_this_browser(visit: Visit, demo: Site) -> None:
    page = visit()
    page.goto(demo.origin + "/support")
    choose(page, "$5")
    press(page, "Pay")
    page.get_by_role("link", name="Back to the site").click()
    page.get_by_role("link", name="All fact checks").click()
    expect(banner(page)).to_be_hidden()
    page.goto(demo.article)
    expect(banner(page)).to_be_hidden()
    page.get_by_role("link", name="Supporter goal").click()
    expect(banner(page)).to_be_visible()
    other = visit()
    other.goto(demo.article)
    expect(banner(other)).to_be_visible()


def test_a_payment_that_fails_hides_nothing(visit: Visit, demo: Site) -> None:
    page = visit()
    page.goto(demo.origin + "/support")
    choose(page, "$5")
    press(page, "Let it fail")
    page.get_by_role("link", name="Back to the site").click()
    expect(page.locator(".standing")).to_contain_text("Nothing was taken")
    page.goto(demo.article)
    expect(banner(page)).to_be_visible()


def test_all_of_it_works_without_scripts(visit: Visit, demo: Site) -> None:
    page = visit(java_script_enabled=False)
    page.goto(demo.article)
    before = supporters(page)
    banner(page).get_by_role("link", name="Support").click()
    choose(page, "$25", "Every month")
    press(page, "Pay")
    press(page, "Renew for another month")
    page.get_by_role("link", name="Back to the site").click()
    expect(page.locator(".standing")).to_contain_text("Received")
    assert supporters(page) == before + 1
    page.goto(demo.origin + "/support")
    page.get_by_text("The same as a table").click()
    expect(page.get_by_role("table")).to_be_visible()


def test_the_keyboard_is_enough(visit: Visit, demo: Site) -> None:
    page = visit()
    page.goto(demo.origin + "/support")
    page.get_by_label("$5", exact=True).focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_label("$10", exact=True)).to_be_checked()
    page.keyboard.press("Tab")
    page.keyboard.type("12.50")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("$12.50 once")


def test_a_page_that_shows_the_goal_refreshes_it(visit: Visit, demo: Site) -> None:
    page = visit()
    page.goto(demo.origin + "/support")
    with page.expect_response("**/support/counter"):
        look_again(page)
    assert page.locator("#support-counter").count() == 1


def test_the_policy_lets_a_reader_go_to_the_provider(visit: Visit, paying: Site, watch: Watch) -> None:
    """A redirect that answers a form would be refused by `form-action 'self'`; a link is not."""
    watch.expect(rf"request to {LINK}")
    page = visit()
    page.route(f"{LINK}**", lambda route: route.fulfill(body="the provider's page"))
    page.goto(paying.article)
    banner(page).get_by_role("link", name="Support").click()
    choose(page, "$50")
    page.get_by_role("link", name="Go on to pay.example").click()
    page.wait_for_url(
        re.compile(rf"{LINK}\?client_reference_id=[0-9a-f]+-[0-9a-f]{{16}}&__prefilled_amount=5000")
    )
    assert page.text_content("body") == "the provider's page"


@pytest.fixture(scope="module")
def every_support_page(demo: Site) -> dict[str, str]:
    """One address of each kind of page of support, with something on the ledger."""
    demo.factually("supporters", "add", "a reader of the pages", "--amount", "5")
    campaign = re.search(r'data-campaign="([0-9a-f]+)"', demo.get("/"))
    assert campaign
    query = f"ref={campaign[1]}-0123456789abcdef&amount=5&every=monthly"
    return {
        "support": "/support",
        "a choice that cannot be": "/support/checkout?amount=much&every=once",
        "checkout": f"/support/demo?{query}",
        "pending": f"/support/thanks?{query}",
        "unknown": "/support/thanks?ref=nobody",
        "ledger": "/support/ledger",
    }


@pytest.mark.parametrize(
    "shape", [{}, {"color_scheme": "dark"}, PHONE, {**PHONE, "color_scheme": "dark"}], ids=str
)
def test_no_rule_of_access_is_violated(
    visit: Visit, demo: Site, every_support_page: dict[str, str], shape: dict[str, object], watch: Watch
) -> None:
    watch.expect("status of 40[04]")
    page = visit(**shape)
    for name, path in every_support_page.items():
        page.goto(demo.origin + path)
        for fold in page.locator("details").all():
            fold.evaluate("fold => { fold.open = true; }")
        assert violations(page) == [], name
        expect_to_fit(page)


def test_the_pages_need_no_scrolling_sideways_when_zoomed_four_times(
    visit: Visit, demo: Site, every_support_page: dict[str, str], watch: Watch
) -> None:
    watch.expect("status of 40[04]")
    page = visit(viewport={"width": 320, "height": 256}, device_scale_factor=4)
    for path in every_support_page.values():
        page.goto(demo.origin + path)
        expect_to_fit(page)


def test_the_pages_are_valid(
    demo: Site, paying: Site, every_support_page: dict[str, str], tmp_path: Path
) -> None:
    files = []
    for name, path in every_support_page.items():
        files.append(tmp_path / f"{name.replace(' ', '-')}.html")
        files[-1].write_text(read(demo, path))
    files.append(tmp_path / "handover.html")
    files[-1].write_text(read(paying, "/support/checkout?amount=5&every=once"))
    assert complaints(files) == []
