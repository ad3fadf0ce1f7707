"""`make lighthouse`: Lighthouse, mobile settings, over the demo site: its scores, and what is below 100."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.journeys.site import Site, serving

PROGRAM = Path(__file__).parent / "tools/lighthouse/node_modules/.bin/lighthouse"
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
FLAGS = "--headless=new --no-sandbox --disable-gpu"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")


def main() -> int:
    """Return 0 when every page has 100 everywhere and nothing moved."""
    chromium = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if chromium is None or not PROGRAM.exists():
        sys.exit("Lighthouse needs Chromium, Node and npm; `make lighthouse` could not install them.")
    failures = 0
    print(
        "| page | performance | accessibility | best practices | SEO | layout shift | first, largest paint |"
    )
    print("| --- | --- | --- | --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder)) as site:
        for name, path in pages(site).items():
            report = judged(site.origin + path, chromium)
            print(row(name, report), flush=True)
            for sentence in below(report):
                failures += 1
                print(f"  {name}: {sentence}", file=sys.stderr)
    return 1 if failures else 0


def pages(site: Site) -> dict[str, str]:
    article = site.article.removeprefix(site.origin)
    return {"article": article, "question": site.link(article, "/questions/"), "front page": "/"}


def judged(address: str, chromium: str) -> dict[str, Any]:
    """Let Lighthouse look at a page as a phone on a slow network would show it."""
    command = [str(PROGRAM), address, "--quiet", "--output=json", f"--chrome-flags={FLAGS}"]
    command += [f"--only-categories={','.join(CATEGORIES)}"]
    done = subprocess.run(
        command, env={**os.environ, "CHROME_PATH": chromium}, capture_output=True, text=True, timeout=300
    )
    if done.returncode:
        sys.exit(f"Lighthouse did not finish with {address}: {done.stderr.strip()}")
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def row(name: str, report: dict[str, Any]) -> str:
    scores = [f"{round(report['categories'][category]['score'] * 100)}" for category in CATEGORIES]
    audits = report["audits"]
    paints = [audits[f"{which}-contentful-paint"]["displayValue"] for which in ("first", "largest")]
    shift = audits["cumulative-layout-shift"]["numericValue"]
    return f"| {' | '.join([name, *scores, f'{shift:.3f}', ', '.join(paints)])} |"


def below(report: dict[str, Any]) -> Iterator[str]:
    """Yield what keeps a page from 100, by the words of the audit."""
    for category in CATEGORIES:
        if report["categories"][category]["score"] < 1:
            for part in report["categories"][category]["auditRefs"]:
                audit = report["audits"][part["id"]]
                if part["weight"] and audit["score"] is not None and audit["score"] < 0.9:
                    yield f"{category}: {audit['title']} {audit.get('displayValue', '')}".rstrip()
    if report["audits"]["cumulative-layout-shift"]["numericValue"] > 0:
        yield "something moved"


if __name__ == "__main__":
    sys.exit(main())
