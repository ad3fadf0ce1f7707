"""`make charts`: the charts and the tables of docs/performance.md, from the results kept in docs/runs/.

A result is what `factually bench PART --json` printed, as PART.json or, of several sizes, PART-SIZE.json.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from factually_app.bench.charts.parts import CHARTS, chart_of
from factually_app.bench.report import as_table, results_in

DOCS = Path(__file__).parent.parent / "docs"
RUNS, DRAWN, PAGE = DOCS / "runs", DOCS / "charts", DOCS / "performance.md"
_PLACE = "<!-- {part} -->\n{told}<!-- /{part} -->"


def kept() -> Mapping[str, list[Path]]:
    """Return the results that are kept, by part, of several sizes the smallest first."""
    found: dict[str, list[Path]] = {}
    for file in sorted(RUNS.glob("*.json"), key=lambda file: (len(file.stem), file.stem)):
        found.setdefault(file.stem.partition("-")[0], []).append(file)
    return found


def drawn() -> Mapping[str, str]:
    """Return the chart of each part that has one."""
    return {part: chart_of(part, results_in(part, files)) for part, files in kept().items() if part in CHARTS}


def page_of(text: str) -> str:
    """Return the page with what was found last in its places: a chart, a table and the notes of each part."""
    for part, files in kept().items():
        told = _PLACE.format(part=part, told=_told(part, files))
        place = _PLACE.format(part=part, told=".*?")
        text, count = re.subn(place, lambda _, told=told: told, text, flags=re.DOTALL)
        if count != 1:
            raise SystemExit(f"{PAGE.name} has {count} places for '{part}', not one")
    return text


def _told(part: str, files: list[Path]) -> str:
    reports = [results_in(part, [file]) for file in files]
    chart = f"![What is in the table below, as a chart](charts/{part}.svg)\n\n" if part in CHARTS else ""
    tables = (
        as_table(replace(report, notes=[f"- {note}" for note in report.notes])).rstrip() for report in reports
    )
    return chart + "\n\n".join(tables) + "\n"


def main() -> None:
    """Write all of it."""
    DRAWN.mkdir(exist_ok=True)
    for part, chart in drawn().items():
        (DRAWN / f"{part}.svg").write_text(chart, "utf-8")
    PAGE.write_text(page_of(PAGE.read_text("utf-8")), "utf-8")


if __name__ == "__main__":
    main()
