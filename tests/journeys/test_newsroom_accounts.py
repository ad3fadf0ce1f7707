"""From an account that does not exist to one whose session somebody else ends."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pyotp
import pytest
from playwright.sync_api import Page, expect

from tests.journeys.accounts import ADAM, PASSWORD, add_member, newsroom, set_up_factor, sign_in
from tests.journeys.axe import violations
from tests.journeys.conftest import Visit
from tests.journeys.reading import expect_to_fit
from tests.journeys.site import Site
from tests.journeys.watch import Watch

NORA = "nora@weir.example"
SHAPES = ("wide", "dark", "phone", "phone dark")
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 360, "height": 780}


@pytest.fixture(scope="module")
def staff_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with newsroom(tmp_path_factory.mktemp("newsroom")) as site:
        add_member(site, "edda@weir.example", "Edda", "editor")
        yield site


def later_code(secret: str) -> str:
    """Return the code of the next step, which the server takes too: the one of now was spent."""
    return str(pyotp.TOTP(secret).at(int(datetime.now(UTC).timestamp()) + 30))


def look_at(page: Page, shots: Path, name: str) -> None:
    """Hold a page against the rules of access in four shapes, and keep a picture of each."""
    size = page.viewport_size
    assert size
    for shape in SHAPES:
        page.emulate_media(color_scheme="dark" if "dark" in shape else "light")
        page.set_viewport_size(NARROW if "phone" in shape else WIDE)
        page.evaluate("document.querySelectorAll('main details').forEach((each) => (each.open = true))")
        assert violations(page) == [], f"{name}, {shape}"
        expect_to_fit(page)
        page.screenshot(path=shots / f"{name}-{shape.replace(' ', '-')}.png", full_page=True)
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(size)


def test_an_account_from_its_beginning_to_a_session_that_is_revoked(
    staff_site: Site, visit: Visit, watch: Watch, shots: Path
) -> None:
    watch.expect("status of 422", "status of 404")
    adam, nora, phone = visit(), visit(), visit()

    sign_in(adam, staff_site, ADAM, "a wrong password, long enough")
    expect(adam.locator("#problem")).to_have_text("The address or the password is not right.")
    look_at(adam, shots, "sign-in")
    sign_in(adam, staff_site, ADAM)
    expect(adam).to_have_url(re.compile("/second-factor/set-up"))
    expect(adam.locator(".qr")).to_have_js_property("complete", True)
    assert adam.locator(".qr").evaluate("e => e.naturalWidth") > 100
    look_at(adam, shots, "set-up")
    set_up_factor(adam)

    adam.get_by_role("link", name="Staff", exact=True).click()
    adam.get_by_label("Name").fill("Nora")
    adam.get_by_label("E-mail address").fill(NORA)
    adam.get_by_label("Role", exact=True).select_option("editor")
    adam.get_by_role("button", name="Add, and make a link").click()
    link = adam.get_by_label("Link for Nora").input_value()
    look_at(adam, shots, "members")

    nora.goto(staff_site.origin + link)
    look_at(nora, shots, "welcome")
    nora.get_by_label("Password", exact=True).fill(PASSWORD)
    nora.get_by_label("The same once more").fill(PASSWORD)
    nora.get_by_role("button", name="Set the password").click()
    expect(nora.get_by_role("status").first).to_have_text("Your password is set. Sign in with it.")
    sign_in(nora, staff_site, NORA)
    expect(nora.get_by_role("heading", name="Desk")).to_be_visible()
    phone.goto(staff_site.origin + link)
    expect(phone.get_by_role("heading", name="This link leads nowhere any more")).to_be_visible()
    look_at(phone, shots, "link-over")

    nora.get_by_role("link", name="Nora").click()
    nora.get_by_role("link", name="Set it up").click()
    secret = set_up_factor(nora)
    nora.get_by_role("button", name="Sign out").click()
    expect(nora.get_by_role("status").first).to_have_text("You are signed out.")
    sign_in(nora, staff_site, NORA)
    expect(nora.get_by_role("heading", name="Second step")).to_be_visible()
    nora.get_by_label("Code").fill("000000")
    nora.get_by_role("button", name="Go on").click()
    look_at(nora, shots, "second-step")
    nora.get_by_label("Code").fill(later_code(secret))
    nora.get_by_role("button", name="Go on").click()
    expect(nora.get_by_role("heading", name="Desk")).to_be_visible()

    nora.goto(f"{staff_site.origin}/staff/account")
    expect(nora.locator(".work > li")).to_have_count(1)
    look_at(nora, shots, "account")
    adam.goto(f"{staff_site.origin}/staff/members")
    adam.locator("li", has_text=NORA).locator("summary").click()
    adam.locator("li", has_text=NORA).get_by_role("button", name="Sign out everywhere").click()
    expect(adam.get_by_role("status").first).to_have_text("They are signed out everywhere.")
    nora.reload()
    expect(nora).to_have_url(re.compile("/staff/sign-in"))

    adam.get_by_role("link", name="Audit").click()
    expect(adam.locator(".audit > li").first).to_contain_text("Revoke sessions")
    expect(adam.locator(".chain")).to_contain_text("holds")
    look_at(adam, shots, "audit")


def test_without_scripts_and_by_keyboard(staff_site: Site, visit: Visit) -> None:
    page = visit(java_script_enabled=False)
    page.goto(f"{staff_site.origin}/staff/account")
    for _ in range(3):
        page.keyboard.press("Tab")
    page.get_by_label("E-mail address").focus()
    page.keyboard.type("edda@weir.example")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Your account")).to_be_visible()
    page.get_by_role("button", name="Sign out").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()


FORM = """(origin) => {
  const form = document.createElement("form");
  form.action = origin; form.method = "post";
  document.body.append(form); form.submit();
}"""


FETCH = """(url) => {
  const body = new URLSearchParams({form_word: "x"});
  const sent = fetch(url, {method: "POST", credentials: "include", mode: "no-cors", body});
  return sent.then((answer) => answer.type, () => "kept from reading it");
}"""


def elsewhere(page: Page, site: Site) -> Page:
    """Open a page of another origin in the same browser; it has no policy that would hold it back."""
    strange = page.context.new_page()
    theirs = {"body": "<title>x</title>", "content_type": "text/html"}
    strange.route(f"{site.origin}/evil", lambda route: route.fulfill(**theirs))
    strange.goto(f"{site.origin}/evil")
    return strange


def test_a_page_of_another_origin_changes_nothing(
    staff_site: Site, site: Site, visit: Visit, watch: Watch
) -> None:
    """Both are 127.0.0.1, so that a lax cookie goes along: two ports are two origins and one site."""
    watch.expect(
        "status of 40",
        "policy violated",
        "Content Security Policy",
        "Failed to fetch",
        "ERR_BLOCKED_BY_RESPONSE",
    )
    page = visit()
    sign_in(page, staff_site, "edda@weir.example")
    expect(page.get_by_role("heading", name="Desk")).to_be_visible()
    for path in ("/staff/account/sessions/end-others", "/staff/sign-out", "/staff/members", "/staff/sign-in"):
        there = staff_site.origin + path
        strange = elsewhere(page, site)
        with strange.expect_response(there) as answered:
            strange.evaluate(FORM, there)
        assert answered.value.status == 403, path
        strange = elsewhere(page, site)
        assert strange.evaluate(FETCH, there) == "kept from reading it", path
    page.reload()
    expect(page.get_by_role("heading", name="Desk")).to_be_visible()
