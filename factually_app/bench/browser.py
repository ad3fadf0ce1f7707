"""A browser to measure with: Chromium by Playwright, which only those who develop Factually have."""

import importlib
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from factually_app.domain.errors import FactuallyError

_CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
_SWITCHES = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")


class MissingToolError(FactuallyError):
    """What a benchmark measures with is not installed; the sentence says how it comes."""


@contextmanager
def slow_page(*, times: int) -> Iterator[Any]:
    """Open a page in a browser whose processor is so many times slower than this machine's."""
    program = next(filter(None, map(shutil.which, _CHROMIUM)), None)
    if program is None:
        raise MissingToolError("this part needs Chromium; `tests/tools/install` gets it")
    try:  # looked for by name, because the server does not depend on it
        sync_playwright = importlib.import_module("playwright.sync_api").sync_playwright
    except ModuleNotFoundError:
        raise MissingToolError("this part needs Playwright; `make .venv/.dev` installs it") from None
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(_SWITCHES))
        try:
            page = browser.new_page(viewport={"width": 1280, "height": 900})
            devtools = page.context.new_cdp_session(page)
            devtools.send("Emulation.setCPUThrottlingRate", {"rate": times})
            yield page
        finally:
            browser.close()
