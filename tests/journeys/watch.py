"""What goes wrong in the pages of a journey, and how they are made to say so."""

import re
from dataclasses import dataclass, field

from playwright.sync_api import Page

REPORT_VIOLATIONS = """
document.addEventListener("securitypolicyviolation", (event) =>
  console.error("policy violated: " + event.violatedDirective + " by " + event.blockedURI));
"""


@dataclass
class Watch:
    """What went wrong in any page of a journey, and what was meant to."""

    seen: list[str] = field(default_factory=list)
    provoked: list[str] = field(default_factory=list)

    def over(self, page: Page) -> None:
        page.add_init_script(REPORT_VIOLATIONS)
        page.on("pageerror", lambda error: self.seen.append(f"page error: {error}"))
        page.on("console", lambda said: self._hear(said.type, said.text))
        page.on("request", lambda asked: self._leads_away(asked.url))

    def expect(self, *patterns: str) -> None:
        """Let what matches one of the patterns go wrong: this journey provokes it."""
        self.provoked.extend(patterns)

    @property
    def troubles(self) -> list[str]:
        return [seen for seen in self.seen if not any(re.search(p, seen) for p in self.provoked)]

    def _hear(self, kind: str, text: str) -> None:
        if kind in ("error", "warning"):
            self.seen.append(f"console {kind}: {text}")

    def _leads_away(self, url: str) -> None:
        if not url.startswith(("http://127.0.0.1:", "data:", "blob:", "about:")):
            self.seen.append(f"request to {url}")
