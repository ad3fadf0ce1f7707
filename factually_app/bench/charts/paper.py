"""What a chart is drawn on: an SVG of its own colours, whose title and description say what it shows."""

from collections.abc import Sequence
from xml.etree import ElementTree as ET

WIDTH = 700
_COLOURS = (
    ("#0b5fae", "#75b5ff"),
    ("#a63d00", "#ffa273"),
    ("#00735a", "#4fd1ab"),
    ("#8a3a86", "#e09cdb"),
    ("#6b5900", "#dcc453"),
    ("#b0265c", "#ff8fb5"),
    ("#3f4fc4", "#a9b2ff"),
    ("#4d5a66", "#b5c0cb"),
)
"""Of lines and marks, by light and in the dark."""

_INKS = {
    "paper": ("#fff", "#14181d"),
    "ink": ("#1b1f24", "#e8ebef"),
    "soft": ("#57606a", "#a9b2bc"),
    "line": ("#d5dae0", "#363e47"),
    "wanted": ("#b3261e", "#ff9a91"),
    **{f"c{place}": pair for place, pair in enumerate(_COLOURS)},
}
_RULES = """
text { fill: var(--ink); font: 14px system-ui, -apple-system, "Segoe UI", "Liberation Sans", sans-serif }
.paper { fill: var(--paper) } .grid { stroke: var(--line) } text.soft { fill: var(--soft) }
text.head { font-weight: 600; font-size: 16px } .wanted { stroke: var(--wanted); stroke-width: 2.5 }
.one { stroke: var(--soft); stroke-dasharray: 3 3 } .c { stroke-width: 2; fill: none }
"""


def _style() -> str:
    """Return the rules: by light, in the dark, and a stroke and a fill for each colour."""
    light, dark = (" ".join(f"--{name}: {pair[side]};" for name, pair in _INKS.items()) for side in range(2))
    each = "".join(
        f".c{place} {{ stroke: var(--c{place}) }} .d{place} {{ fill: var(--c{place}) }}\n"
        for place in range(len(_COLOURS))
    )
    return f"\nsvg {{ {light} }}\n@media (prefers-color-scheme: dark) {{ svg {{ {dark} }} }}{_RULES}{each}"


class Paper:
    """An SVG that grows downwards; coordinates are pixels at its own size."""

    def __init__(self, *, title: str, told: str, height: float) -> None:
        self.root = ET.Element(
            "svg",
            {
                "xmlns": "http://www.w3.org/2000/svg",
                "viewBox": f"0 0 {WIDTH} {number(height)}",
                "width": str(WIDTH),
                "height": number(height),
                "role": "img",
                "aria-labelledby": "title told",
            },
        )
        ET.SubElement(self.root, "title", {"id": "title"}).text = title
        ET.SubElement(self.root, "desc", {"id": "told"}).text = told
        ET.SubElement(self.root, "style").text = _style()
        self._add("rect", "paper", width=WIDTH, height=height, rx=6)
        self.text(20, 30, title, "head")

    def text(self, x: float, y: float, words: str, kind: str = "", anchor: str = "start") -> None:
        """Write words; `y` is the line that they stand on."""
        self._add("text", kind, x=x, y=y, text_anchor=anchor).text = words

    def line(self, x1: float, y1: float, x2: float, y2: float, kind: str) -> None:
        self._add("line", kind, x1=x1, y1=y1, x2=x2, y2=y2)

    def path(self, points: Sequence[tuple[float, float]], colour: int) -> None:
        """Draw a line through points."""
        steps = " ".join(f"{number(x)},{number(y)}" for x, y in points)
        self._add("polyline", f"c c{colour}", points=steps)

    def mark(self, x: float, y: float, colour: int) -> None:
        """Draw a mark whose shape tells as much as its colour."""
        outline = _SHAPES[colour % len(_SHAPES)]
        if outline is None:
            self._add("circle", f"d{colour}", cx=x, cy=y, r=4.5)
        else:
            steps = " ".join(f"{number(x + right)},{number(y + down)}" for right, down in outline)
            self._add("polygon", f"d{colour}", points=steps)

    def written(self) -> str:
        """Return it as a file has it."""
        ET.indent(self.root, " ")
        return ET.tostring(self.root, encoding="unicode") + "\n"

    def _add(self, tag: str, kind: str, **said: float | str) -> ET.Element:
        attributes = {
            name.replace("_", "-"): value if isinstance(value, str) else number(value)
            for name, value in said.items()
        }
        return ET.SubElement(self.root, tag, {"class": kind, **attributes} if kind else attributes)


_SHAPES: Sequence[Sequence[tuple[float, float]] | None] = (
    None,
    ((-4, -4), (4, -4), (4, 4), (-4, 4)),
    ((0, -5.5), (5, 4), (-5, 4)),
    ((0, -6), (6, 0), (0, 6), (-6, 0)),
    ((0, 5.5), (5, -4), (-5, -4)),
    ((0, -6), (2, -2), (6, 0), (2, 2), (0, 6), (-2, 2), (-6, 0), (-2, -2)),
    ((-5.5, 0), (4, -5), (4, 5)),
    ((5.5, 0), (-4, -5), (-4, 5)),
)  # fmt: skip


def number(value: float) -> str:
    """Return a coordinate to a tenth of a pixel, the same on every machine."""
    return f"{value:.1f}".removesuffix(".0")
