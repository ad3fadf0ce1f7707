"""The fixed furniture of the site's pages: what a copy carries along that no newsroom wrote."""

import re
from collections.abc import Sequence

from factually_app.content.pasted_lines import Line

_PLAIN = str.maketrans({"’": "'", "‘": "'", "–": "-", "—": "-", "…": "..."})

_ANYWHERE = re.compile(
    r"""keep\ factually\ independent
    |whether\ you\ agree\ or\ disagree\ with\ our\ analysis,\ these\ conversations\ matter\b.*
    |(?:loading(?:\.\.\.)?\s*)+
    |loading\.\.\.\s*(?:goal|time\ left):.{0,60}
    |are\ you\ looking\ for\ more\ information\ regarding\ factually\?(?:\ check\ out\ our\ faq!?)?
    |check\ out\ our\ faq!?
    |still\ have\ questions\?(?:\ reach\ out!?)?
    |reach\ out!
    |disclaimer:\ factually\b.*
    |(?:please\ )?verify\ important\ info(?:rmation)?\ or\ breaking\ news\.?(?:\ learn\ more\.?)?
    |(?:or\ )?(?:breaking\ )?news\.\ learn\ more\.?
    |learn\ more\.?
    |this\ fact-?check\ may\ be\ outdated\b.*
    |consider\ refreshing\ it\ to\ get\ the\ most\ current\ information\.?
    |was\ this\ fact-?check\ helpful\?(?:\s*(?:yes|no|/))*
    |found\ [0-9,]+\ sources?\.?""",
    re.IGNORECASE | re.VERBOSE,
)

_AMOUNT = r"[$€£]?\s?[0-9][0-9.,]*\s?(?:[€£]|usd|eur)?"
_SPAN = r"[0-9]+\s?(?:days?|hours?|hrs?|minutes?|mins?|seconds?|secs?|weeks?|d|h|m|s)\b"
_COUNTER = re.compile(
    rf"""loading(?:\.\.\.)?
    |goal:?\s*{_AMOUNT}(?:\s*supporters)?
    |time\ left:?(?:\s*\.\.\.|(?:[\s,:]*{_SPAN})*)
    |(?:{_SPAN}[\s,]*)+(?:left|to\ go)
    |{_AMOUNT}\s*(?:/|of)\s*{_AMOUNT}(?:\s*(?:supporters|raised))?
    |{_AMOUNT}\s*(?:supporters|raised|donated)
    |[0-9]{{1,3}}\s?%(?:\s*(?:funded|of\ goal))?
    |ends\ (?:today|soon)|goal\ reached!?""",
    re.IGNORECASE | re.VERBOSE,
)
_BETWEEN_COUNTERS = " \t,.|/·•-:"
_LONGEST_COUNTER = 100

_BARE_NUMBER = re.compile(r"[$€£]?[0-9][0-9.,]*")

_BUTTON = re.compile(
    r"""share(?:\ (?:this|on|via|to)\b.{0,40})?|copy(?:\ (?:the\ )?link)?|link\ copied!?|copied!?
    |(?:post\ on\ )?(?:tweet|twitter|x|facebook|linkedin|whatsapp|reddit|telegram|bluesky|threads)
    |e-?mail|print|save|bookmark|report|cite|yes|no|back\ to\ top|donate|support\ us|subscribe""",
    re.IGNORECASE | re.VERBOSE,
)
_SHARE_BUTTON = re.compile(r"share(?: this.{0,40})?|copy (?:the )?link", re.IGNORECASE)
_FOOTER = re.compile(r"©.*|\(c\) .*|copyright\b.*|.*\ball rights reserved\b.*", re.IGNORECASE)


def is_furniture(line: Line) -> bool:
    """Tell whether a line is one of those that stand on every page, wherever it was copied to."""
    return bool(_ANYWHERE.fullmatch(_plain(line.text)))


def is_counter(line: Line) -> bool:
    """Tell whether a line is the goal or its progress, loading or loaded, in people or money."""
    text = _plain(line.text)
    if len(text) > _LONGEST_COUNTER or _BARE_NUMBER.fullmatch(text):
        return False
    rest = _COUNTER.sub("", text).strip(_BETWEEN_COUNTERS)
    return rest != text and (not rest or bool(_BARE_NUMBER.fullmatch(rest)))


def is_button(line: Line) -> bool:
    """Tell whether a line is a share button or one of its neighbours."""
    return bool(_BUTTON.fullmatch(line.text))


def is_footer(line: Line) -> bool:
    """Tell whether the footer of the site begins with this line."""
    return bool(_FOOTER.fullmatch(line.text))


def is_bare_number(line: Line) -> bool:
    """Tell whether a line is a number alone: a counter that has loaded, or a title such as 1984."""
    return bool(_BARE_NUMBER.fullmatch(line.text))


def without_buttons_at_the_end(lines: Sequence[Line]) -> Sequence[Line]:
    """Drop the buttons and footer below the prose, of which one must be known for a share button.

    One word alone could be the newsroom's; a row of buttons could not.
    """
    end = len(lines)
    while end and (is_button(lines[end - 1]) or is_footer(lines[end - 1])):
        end -= 1
    certain = any(_SHARE_BUTTON.fullmatch(line.text) or is_footer(line) for line in lines[end:])
    return lines[:end] if certain else lines


def _plain(text: str) -> str:
    return " ".join(text.translate(_PLAIN).split())
