"""Citations: `[n]` in Markdown becomes `<cite>n</cite>`, and clean HTML tells its numbers again.

To which source a number leads is not known here; the page that shows the text knows.
"""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline, link

from factually_app.domain.errors import UnreadableTextError

_NUMBER = "[1-9][0-9]{0,2}"
_ITEM = rf"{_NUMBER}(?:\s?[-–]\s?{_NUMBER})?"

BRACKET = re.compile(rf"\[({_ITEM}(?:\s*[,;]\s*{_ITEM})*)\]")

LONGEST_RANGE = 50
MOST_IN_A_TEXT = 1_000

_CITE = re.compile(rf"<cite>({_NUMBER})</cite>")


def citation_numbers(html: str) -> tuple[int, ...]:
    """Return every number cited in clean HTML, in order of appearance, repeats included."""
    return tuple(int(number) for number in _CITE.findall(html))


def numbers_in(bracket: str) -> tuple[int, ...]:
    """Return the numbers that `1, 3-5` means; none when one of its ranges makes no sense."""
    parts = [_range(item) for item in re.split("[,;]", bracket)]
    return tuple(number for part in parts for number in part) if all(parts) else ()


def citations(md: MarkdownIt) -> None:
    """Teach `md` to read citations; before links, so that `[1][2]` are two of them."""
    md.inline.ruler.before("link", "citation", _citation)


def _citation(state: StateInline, silent: bool) -> bool:
    found = BRACKET.match(state.src, state.pos, state.posMax)
    numbers = numbers_in(found[1]) if found else ()
    if not found or not numbers or _begins_link(state, found.end()):
        return False
    if not silent:
        _push(state, numbers)
    state.pos = found.end()
    return True


def _range(item: str) -> range:
    first, *rest = (int(number) for number in re.split("[-–]", item))
    last = rest[0] if rest else first
    if rest and not first < last < first + LONGEST_RANGE:
        return range(0)
    return range(first, last + 1)


def _begins_link(state: StateInline, end: int) -> bool:
    """Tell `[1](/page)`, a link, from `[1](as the council says)`, a citation and an aside."""
    if not state.src.startswith("(", end, state.posMax):
        return False
    start = state.pos
    is_link = link(state, True)
    state.pos = start
    return is_link


def _push(state: StateInline, numbers: tuple[int, ...]) -> None:
    state.env["citations"] = state.env.get("citations", 0) + len(numbers)
    if state.env["citations"] > MOST_IN_A_TEXT:
        raise UnreadableTextError(f"the text has more than {MOST_IN_A_TEXT:,} citations")
    for position, number in enumerate(numbers):
        if position:
            state.push("text", "", 0).content = " "
        state.push("cite_open", "cite", 1)
        state.push("text", "", 0).content = str(number)
        state.push("cite_close", "cite", -1)
