"""What this installation was set up with, as the pages and addresses need it."""

from collections.abc import Callable

from flask import current_app

from factually_app.config import Settings
from factually_app.store.meaning import Meaning
from factually_app.store.throttle import Throttle
from factually_app.web.pace import Pace

Secret = Callable[[], str]


def settings() -> Settings:
    """Return the settings this application was made with."""
    found: Settings = current_app.extensions["factually_settings"]
    return found


def throttle() -> Throttle:
    """Return what counts tries; its file is made when first needed."""
    found: Throttle = current_app.extensions["factually_throttle"]
    return found


def search_pace() -> Pace:
    """Return the pace at which one address may search."""
    found: Pace = current_app.extensions["factually_search_pace"]
    return found


def meaning() -> Meaning | None:
    """Return what knows texts that are close in meaning; None where no setting asks for it."""
    found: Meaning | None = current_app.extensions["factually_meaning"]
    return found


def people_key() -> bytes:
    """Return the key that people's digests are made with; its file is made when first needed."""
    read: Secret = current_app.extensions["factually_secret_key"]
    return read().encode()


def demo_secret() -> str:
    """Return what the test checkout signs with; only asked for where that is switched on."""
    read: Secret = current_app.extensions["factually_demo_secret"]
    return read()
