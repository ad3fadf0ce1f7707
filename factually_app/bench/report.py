"""How a report is printed: a table for people, JSON for programs."""

import json
from collections.abc import Sequence
from dataclasses import asdict

from factually_app.bench.figures import Figure, Report, Spread

_HEAD = ("measure", "unit", "middle (least to most)", "ratio (least to most)", "wanted", "")


def as_table(report: Report) -> str:
    """Return the figures as a table in Markdown, and the notes below it."""
    rows = [_HEAD, tuple("---" for _ in _HEAD), *map(_row, report.figures)]
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join([*lines, "", *report.notes])


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
        return _short(spread.middle)
    return f"{_short(spread.middle)} ({_short(spread.least)} to {_short(spread.most)})"


def _short(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"
