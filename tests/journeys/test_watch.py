"""The watch over the journeys sees what it is there to see."""

import pytest
from playwright.sync_api import Page

from tests.journeys.watch import Watch


@pytest.mark.parametrize(
    ("mischief", "seen"),
    [
        ("setTimeout(() => { throw new Error('loose'); })", "page error: .*loose"),
        ("console.error('bad news')", "console error: bad news"),
        ("document.body.setAttribute('style', 'color: red')", "policy violated: style-src-attr"),
        (
            "document.body.append(Object.assign(new Image(), {src: 'https://elsewhere.example/'}))",
            "elsewhere",
        ),
        ("location.hash = '#never'; fetch('/nothing')", "status of 404"),
    ],
)
def test_mischief_in_a_page_is_seen(page: Page, watch: Watch, mischief: str, seen: str) -> None:
    watch.expect(seen, "Content Security Policy")
    with page.expect_event("pageerror" if "throw" in mischief else "console"):
        page.evaluate(f"() => {{ {mischief} }}")
    page.evaluate("() => new Promise((done) => setTimeout(done))")
    assert watch.seen
    assert not watch.troubles
