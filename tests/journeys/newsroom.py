"""The newsroom in a browser: staff who are signed in, and what they do on its pages."""

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

from factually_app.domain.staff import Role
from factually_app.domain.staff_session import Stage
from factually_app.operations.database import open_engine
from factually_app.operations.sessions import new_session
from tests.journeys.conftest import Visit
from tests.journeys.site import Site
from tests.staff import a_member

Desk = Callable[..., Page]


def desk_of(site: Site, visit: Visit) -> Desk:
    """Return how to open a browser in which a member of a role is signed in."""

    def open_desk(role: Role, **shape: Any) -> Page:
        engine = open_engine(site.data / "factually.db")
        session = new_session(a_member(engine, role), Stage.FULL, device="Chromium", network="127.0.0.0/24")
        engine.commit(session.statements)
        engine.close()
        page = visit(**shape)
        cookie = {"name": "factually", "value": session.token, "url": site.origin}
        page.context.add_cookies([cookie])  # type: ignore[list-item]
        page.goto(f"{site.origin}/staff")
        return page

    return open_desk


def begin_article(page: Page, title: str) -> str:
    """Begin an article by the form; return its path."""
    page.get_by_role("link", name="New article").first.click()
    page.get_by_label("Title").fill(title)
    page.get_by_label("Topic").select_option(index=1)
    page.get_by_role("button", name="Begin").click()
    page.wait_for_url(re.compile(r"/staff/articles/[0-9a-f]{6,}$"))
    return "/staff/articles/" + page.url.rsplit("/", 1)[1]


def add_question(page: Page, text: str) -> None:
    """Begin a question under the article, without leaving the page."""
    page.get_by_label("Begin a new question").fill(text)
    page.get_by_role("button", name="Begin this question").click()
    expect(page.locator("#questions-part ol")).to_contain_text(text)


def expect_saved(page: Page) -> None:
    """Wait until the page has saved by itself what was typed."""
    expect(page.locator(".said")).to_contain_text("Saved by", timeout=25_000)
