"""How a report is printed: a table for people, JSON for programs."""

import json
from collections.abc import Sequence
from dataclasses import asdict, fields
from pathlib import Path

from factually_app.bench.figures import Figure, Report, Spread
from factually_app.domain.errors import FactuallyError

_HEAD = ("measure", "unit", "middle (least to most)", "ratio (least to most)", "wanted", "")


class UnreadableResultError(FactuallyError):
    """A file holds no results; the sentence says so."""


def as_table(report: Report) -> str:
    """Return the figures as a table in Markdown, and the notes below it."""
    rows = [_HEAD, tuple("---" for _ in _HEAD), *map(_row, report.figures)]
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join([*lines, "", *report.notes])


def results_in(part: str, files: Sequence[Path]) -> Report:
    """Return what files hold that `as_json` wrote of one part, together."""
    reports = []
    for file in files:
        found, report = from_json(file.read_text("utf-8", "replace"), file.name)
        if found != part:
            raise UnreadableResultError(f"{file.name} holds results of '{found}', not of '{part}'")
        reports.append(report)
    figures = [figure for report in reports for figure in report.figures]
    return Report(figures, [note for report in reports for note in report.notes])


def from_json(text: str, name: str) -> tuple[str, Report]:
    """Return the part and the report that `as_json` wrote into the file of that name."""
    try:
        said = json.loads(text)
        names = {field.name for field in fields(Figure)}
        figures = [
            Figure(**{name: value for name, value in figure.items() if name in names})
            for figure in said["figures"]
        ]
        return str(said["part"]), Report(figures, said["notes"])
    except (ValueError, TypeError, KeyError, AttributeError):
        raise UnreadableResultError(f"{name} is not what `factually bench PART --json` prints") from None


def as_json(part: str, report: Report) -> str:
    """Return the same for a program: every slice, every spread."""
    figures = [
        {
            **asdict(figure),
            "spread": asdict(figure.spread),
            "ratio": asdict(figure.ratio) if figure.ratio else None,
            "holds": figure.holds,
        }
        for figure in report.figures
    ]
    return json.dumps({"part": part, "figures": figures, "notes": list(report.notes)})


def _row(figure: Figure) -> Sequence[str]:
    ratio = f"{_spread(figure.ratio)} × {figure.yardstick}" if figure.ratio else ""
    wanted = _wanted(figure)
    met = {True: "met", False: "not met", None: "undecided" if wanted else ""}[figure.holds]
    return figure.name, figure.unit, _spread(figure.spread), ratio, wanted, met


def _wanted(figure: Figure) -> str:
    if figure.at_least is not None:
        return f"at least {figure.at_least:g}"
    return f"at most {figure.at_most:g}" if figure.at_most is not None else ""


def _spread(spread: Spread) -> str:
    if spread.least == spread.most:
        return short(spread.middle)
    return f"{short(spread.middle)} ({short(spread.least)} to {short(spread.most)})"


def short(value: float) -> str:
    """Return a value as people read it: to three figures."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"
