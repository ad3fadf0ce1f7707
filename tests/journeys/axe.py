"""axe-core, put into a page, and what it finds there."""

from functools import cache

from playwright.sync_api import Page

from tests.journeys.conftest import missing
from tests.journeys.site import ROOT

AXE = ROOT / "tests/tools/node_modules/axe-core/axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

RUN = """async (rules) => {
  const found = await axe.run(document, {runOnly: rules, resultTypes: ["violations"]});
  return found.violations.flatMap((violation) =>
    violation.nodes.map((node) => `${violation.id}: ${node.html.slice(0, 160)} ${node.failureSummary}`));
}"""


@cache
def _source() -> str:
    return AXE.read_text() if AXE.exists() else missing("axe-core")


def violations(page: Page) -> list[str]:
    """Check the page as it stands; evaluating is not subject to its policy, so that one stays on."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(_source())
    return list(page.evaluate(RUN, RULES))
