"""The newsroom in a browser: a server with an administrator who knows a password."""

import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyotp
from playwright.sync_api import Page, expect

from tests.journeys.site import FACTUALLY, ROOT, Site, serving

PASSWORD = "ladder bell tower slow"
ADAM = "adam@weir.example"


@contextmanager
def newsroom(data: Path) -> Iterator[Site]:
    """Serve a site whose only member is Adam, an administrator without a second factor."""
    with serving(data) as site:
        add_member(site, ADAM, "Adam", "administrator")
        yield site


def add_member(site: Site, address: str, name: str, role: str) -> None:
    """Let somebody sign in with PASSWORD."""
    command = [*FACTUALLY, "staff", "add", address, "--name", name, "--role", role, "--password", "-"]
    subprocess.run(command, cwd=ROOT, env=site.env, input=f"{PASSWORD}\n", text=True, check=True, timeout=60)


def sign_in(page: Page, site: Site, address: str, password: str = PASSWORD) -> None:
    """Go through the first step."""
    page.goto(f"{site.origin}/staff/sign-in")
    page.get_by_label("E-mail address").fill(address)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()


def set_up_factor(page: Page) -> str:
    """Set up a second factor on its page, past the recovery codes, and return the secret."""
    secret = re.sub(r"\s", "", page.locator(".secret").inner_text())
    page.get_by_label("Code").fill(pyotp.TOTP(secret).now())
    page.get_by_role("button", name="Turn it on").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    page.get_by_role("link", name="I have kept them").click()
    return secret
