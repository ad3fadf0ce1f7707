"""Pasted HTML: what word processors put on the clipboard becomes clean Markdown.

First the few tags that our Markdown knows are picked out, with whatever a word processor means by them;
all else is words. Only then is Markdown made of it, so that size and depth are bounded.
"""

import re
from html import escape
from html.parser import HTMLParser

from factually_app.content.plain import plain_text
from factually_app.content.sanitize import is_safe_href
from factually_app.domain.errors import UnreadableTextError
from factually_app.late import late

_markdownify = late("markdownify")

LONGEST = 500_000
DEEPEST = 100
"""Tags inside tags."""

_BOLD, _ITALIC = {"b", "strong"}, {"i", "em"}
_BLOCKS = {"p", "div", "section", "article", "figure", "figcaption", "address", "dd", "dt", "pre", "center"}
_HEADINGS = {f"h{level}" for level in range(1, 7)}
_SILENT = {
    "script",
    "style",
    "head",
    "title",
    "template",
    "noscript",
    "object",
    "svg",
    "math",
    "textarea",
    "select",
}
_EMPTY = {
    "br",
    "img",
    "hr",
    "input",
    "meta",
    "link",
    "col",
    "wbr",
    "area",
    "base",
    "embed",
    "source",
    "track",
}
_ENDS = {
    "p": {"p"},
    "li": {"li", "p"},
    "td": {"td", "th", "p"},
    "th": {"td", "th", "p"},
    "tr": {"td", "th", "tr", "p"},
}
"""What ends, as HTML has it, where the next one begins without a word."""
_WEIGHT = re.compile(r"(?<![\w-])font-weight\s*:\s*(\w+)")
_SLANT = re.compile(r"font-style\s*:\s*italic")
_BULLET = re.compile(r"^[\s\u00a0]*(?:[·•▪◦§o–-]|\(?[0-9a-z]{1,3}[.)])[\s\u00a0]+", re.IGNORECASE)


def markdown_of_html(html: str) -> str:
    """Return pasted HTML as Markdown; UnreadableTextError for what is too large or nested too deeply."""
    text = plain_text(html, limit=LONGEST)
    reader = _Reader()
    reader.feed(text)
    reader.close()
    made = _markdownify().markdownify(reader.clean(), bullets="-", heading_style="atx", escape_misc=False)
    return _tidy(made)


class _Reader(HTMLParser):
    """Writes down again, of what it reads, only what our Markdown has a sign for."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._out: list[str] = []
        self._open: list[
            tuple[str, str]
        ] = []  # the tag that was read, and what closes what was written for it
        self._silent = 0
        self._skips_marker = False  # between <![if !supportLists]> and <![endif]>
        self._starts_item = False

    def clean(self) -> str:
        """Return what was written, with everything closed that was left open."""
        return "".join([*self._out, *(closing for _, closing in reversed(self._open))])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self._out.append("" if self._silent else "<br>")
        if tag in _EMPTY:
            return
        while self._open and self._open[-1][0] in _ENDS.get(tag, ()):
            self.handle_endtag(self._open[-1][0])
        if len(self._open) >= DEEPEST:
            raise UnreadableTextError(f"more than {DEEPEST} tags stand inside each other")
        if tag in _SILENT:
            self._silent += 1
        opening, closing = self._signs(tag, {name: value or "" for name, value in attrs})
        self._open.append((tag, closing))
        self._out.append("" if self._silent else opening)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in [name for name, _ in self._open]:
            return
        while self._open:
            name, closing = self._open.pop()
            self._out.append("" if self._silent else closing)
            self._silent -= name in _SILENT
            if name == tag:
                return

    def handle_data(self, data: str) -> None:
        if self._silent or self._skips_marker:
            return
        if self._starts_item and data.strip():
            data = _BULLET.sub("", data)
            self._starts_item = False
        self._out.append(escape(data.replace("\u00a0", " "), quote=False))

    def unknown_decl(self, data: str) -> None:
        """Word marks what only old programs are to see: the bullets of its lists."""
        self._skips_marker = data.startswith("if !supportLists")

    def _signs(self, tag: str, attributes: dict[str, str]) -> tuple[str, str]:
        style = attributes.get("style", "").lower()
        if tag == "a" and is_safe_href(attributes.get("href", "")):
            return f'<a href="{escape(attributes["href"])}">', "</a>"
        if tag in _HEADINGS:
            return "<p><strong>", "</strong></p>"
        if tag == "p" and "mso-list" in style:
            self._starts_item = True
            return "<ul><li>", "</li></ul>"
        if tag in ("ul", "ol", "li", "blockquote"):
            return f"<{tag}>", f"</{tag}>"
        if tag in _BLOCKS or tag == "table":
            return ("<p>", "</p>") if not self._is_inside("li", "td", "th") else ("", " ")
        if tag == "tr":
            return "", "<br>"
        if tag in ("td", "th"):
            return "", " | "
        return _emphasis(tag, style)

    def _is_inside(self, *tags: str) -> bool:
        return any(name in tags for name, _ in self._open)


def _emphasis(tag: str, style: str) -> tuple[str, str]:
    """Return what an inline tag means: Google Docs wraps all in a <b> that says it is not bold."""
    weight = _WEIGHT.search(style)
    bold = _is_bold(weight[1]) if weight else tag in _BOLD
    italic = bool(_SLANT.search(style)) or (tag in _ITALIC and "font-style:normal" not in style)
    opening = ("<strong>" if bold else "") + ("<em>" if italic else "")
    return opening, ("</em>" if italic else "") + ("</strong>" if bold else "")


def _is_bold(weight: str) -> bool:
    return weight in ("bold", "bolder") or (weight.isdigit() and int(weight[:4]) >= 600)


def _tidy(markdown: str) -> str:
    lines = [re.sub(r"(?: \|)+\s*$", "", line).rstrip() for line in markdown.split("\n")]
    text = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
    return re.sub(r"(?m)^(- .+)\n\n(?=- )", r"\1\n", text)
