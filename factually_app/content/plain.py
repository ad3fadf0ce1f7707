"""Plain text: what may be kept of a text from outside, and when two questions ask the same."""

import re
import unicodedata
from itertools import groupby

from factually_app.domain.errors import UnreadableTextError

# Controls but tab and newline, halves of surrogate pairs, and code points that are no characters
# (neither Atom nor any other XML may carry those).
_UNREADABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")

# Unicode's own bound (stream-safe text, UAX #15). Longer runs are no word of any language,
# and sorting them makes normalisation quadratic.
_MOST_MARKS = 30

_ADDS_NOTHING = frozenset(
    re.findall(
        r"\w+",
        "a an the of in on at this that these those there also just really actually exactly please",
    )
)
_APART = re.compile(r"[\s/\u2010-\u2015\u2212-]+")
_QUOTES = str.maketrans("`´", "''")  # typed as quotes, though Unicode says accents


def plain_text(text: str, *, limit: int) -> str:
    """Return `text` as it may be kept: composed (NFC), with `\\n` line ends and no byte order mark.

    Raises UnreadableTextError, saying where, for anything that no text may hold.
    """
    text = unix_text(text)
    if len(text) > limit:
        raise UnreadableTextError(f"the text is {len(text):,} characters long; {limit:,} is the most")
    if found := find_unreadable(text):
        line, what = found
        raise UnreadableTextError(f"line {line} holds {what}, which no text may hold")
    return unicodedata.normalize("NFC", text)


def unix_text(text: str) -> str:
    """Return `text` with `\\n` line ends and without a byte order mark, otherwise as it is."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def find_unreadable(text: str) -> tuple[int, str] | None:
    """Return the line (from 1) and the name of the first thing in `text` that no text may hold."""
    if bad := _UNREADABLE.search(text):
        return _line_at(text, bad.start()), _name(bad[0])
    if (pile := _find_pile_of_marks(text)) is not None:
        return _line_at(text, pile), f"more than {_MOST_MARKS} accents on one letter"
    return None


def same_question_key(text: str) -> str:
    """Return the key that two questions share when they ask the same in the same words.

    Case, punctuation and spacing do not count. A text of punctuation alone is its own key,
    so that it equals no other.
    """
    composed = unicodedata.normalize("NFKC", text.translate(_QUOTES))
    folded = _APART.sub(" ", unicodedata.normalize("NFKC", composed.casefold()))
    kept = "".join(char for char in folded if not unicodedata.category(char).startswith("P"))
    return " ".join(kept.split()) or text.strip()


def gathering_key(text: str) -> str:
    """Return the key that the letters of two readers share when they ask the same.

    It is that of the question without the words that add nothing to it. What may turn a question is kept:
    who and when, not, before and against, to and from, is and was.
    """
    key = same_question_key(text)
    return " ".join(word for word in key.split() if word not in _ADDS_NOTHING) or key


def _find_pile_of_marks(text: str) -> int | None:
    if text.isascii():
        return None
    position = 0
    for is_mark, run in groupby(text, key=lambda char: unicodedata.combining(char) > 0):
        length = sum(1 for _ in run)
        if is_mark and length > _MOST_MARKS:
            return position
        position += length
    return None


def _line_at(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1


def _name(char: str) -> str:
    kind = {"Cc": "control character", "Cs": "half of a surrogate pair"}
    return f"the {kind.get(unicodedata.category(char), 'non-character')} U+{ord(char):04X}"
