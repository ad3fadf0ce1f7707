"""What is being written survives: a reload, a session that ends, a server that cannot be reached."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, Route, expect

from tests.journeys.accounts import add_member, newsroom, sign_in
from tests.journeys.conftest import Visit
from tests.journeys.site import Site
from tests.journeys.watch import Watch

TEXT = 'The clock "stopped" <b>twice</b>\n\nand nobody noticed. é 時計'
EDDA = "edda@weir.example"


@pytest.fixture(scope="module")
def staff_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with newsroom(tmp_path_factory.mktemp("drafts")) as site:
        add_member(site, EDDA, "Edda", "editor")
        yield site


def with_form(route: Route) -> None:
    """Give the account page a form to write in, as the editing pages have; it leads on when it is taken."""
    answer = route.fetch(max_redirects=0)
    word = re.search(r'name="form_word" value="(\w+)"', answer.text())
    form = f"""<form id="write" data-keep="article:1" method="post"
      action="/staff/account/sessions/end-others">
      <input type="hidden" name="form_word" value="{word[1] if word else ""}">
      <input type="password" name="password_x" value=""><input type="checkbox" name="tick" value="yes">
      <textarea name="body" rows="4">What was there.</textarea><button>Save</button></form>"""
    route.fulfill(response=answer, body=answer.text().replace("</main>", form + "</main>"))


def write_page(page: Page, site: Site) -> Page:
    page.route(re.compile("/staff/account(\\?.*)?$"), with_form)
    sign_in(page, site, EDDA)
    page.goto(f"{site.origin}/staff/account")
    return page


def body(page: Page):
    return page.locator("#write textarea[name=body]")


def kept(page: Page) -> str:
    return str(
        page.evaluate(
            "JSON.stringify(Object.entries(localStorage).filter(([k]) => k.startsWith('factually:draft')))"
        )
    )


def expect_nothing_kept(page: Page) -> None:
    """Wait for it: the scripts of a page come after its words."""
    for _ in range(50):
        if kept(page) == "[]":
            return
        page.wait_for_timeout(200)
    assert kept(page) == "[]"


def test_a_reload_brings_it_back_and_says_so_and_saving_takes_it_away(staff_site: Site, visit: Visit) -> None:
    page = write_page(visit(), staff_site)
    body(page).fill(TEXT)
    page.locator("[name=tick]").check()
    page.locator("[name=password_x]").fill("never kept anywhere")
    page.reload()
    expect(body(page)).to_have_value(TEXT)
    expect(page.locator("[name=tick]")).to_be_checked()
    expect(page.locator(".kept")).to_contain_text("was not sent yet is back")
    assert "never kept" not in kept(page)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status").first).to_have_text("The other sessions are over.")
    expect_nothing_kept(page)
    page.goto(f"{staff_site.origin}/staff/account")
    expect(body(page)).to_have_value("What was there.")


def test_it_can_be_taken_out_again(staff_site: Site, visit: Visit) -> None:
    page = write_page(visit(), staff_site)
    body(page).fill(TEXT)
    page.reload()
    page.get_by_role("button", name="Take it out again").click()
    expect(body(page)).to_have_value("What was there.")
    expect(page.locator(".kept")).to_have_count(0)


def test_a_session_that_ended_loses_nothing(staff_site: Site, visit: Visit, watch: Watch) -> None:
    watch.expect("status of 401", "status of 403")
    page = write_page(visit(), staff_site)
    body(page).fill(TEXT)
    page.context.clear_cookies()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name="Not sent yet")).to_be_visible()
    page.get_by_text("What you typed", exact=True).click()
    expect(page.locator(".typed dd").last).to_have_text(TEXT)
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Sign in in another tab").click()
    sign_in(opened.value, staff_site, EDDA)
    expect(opened.value.get_by_role("heading", name="Desk")).to_be_visible()
    page.get_by_role("button", name="Send it again").click()
    expect(page.get_by_text("Nothing was changed.")).to_be_visible()
    with page.expect_request(re.compile("/end-others$")) as sent:
        page.get_by_role("button", name="Send it again").click()
    assert "nobody+noticed" in str(sent.value.post_data)
    expect(page.get_by_role("status").first).to_have_text("The other sessions are over.")
    expect_nothing_kept(page)


def test_a_server_that_is_not_there_loses_nothing(staff_site: Site, visit: Visit, watch: Watch) -> None:
    watch.expect("ERR_FAILED", "net::")
    page = write_page(visit(), staff_site)
    body(page).fill(TEXT)
    page.route("**/end-others", lambda route: route.abort())
    page.get_by_role("button", name="Save").click()
    expect(page).to_have_url(re.compile("^chrome-error:"))
    page.goto(f"{staff_site.origin}/staff")
    page.goto(f"{staff_site.origin}/staff/account")
    expect(body(page)).to_have_value(TEXT)


def test_signing_out_leaves_nothing_behind(staff_site: Site, visit: Visit) -> None:
    page = write_page(visit(), staff_site)
    body(page).fill(TEXT)
    page.locator("[name=tick]").check()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    expect_nothing_kept(page)
