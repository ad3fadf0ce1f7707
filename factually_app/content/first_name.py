"""First names as somebody typed them: what may be shown of them, and what else they turn out to be."""

import re
import unicodedata

from factually_app.content.plain import plain_text
from factually_app.domain.errors import UnreadableTextError
from factually_app.domain.thanks_wall import LONGEST_NAME, WallError

_PUNCTUATION = " -'.’"
_BLANK_LETTERS = "\u115f\u1160\u3164\uffa0"
"""Letters by their category, and yet nothing to see: fillers of Hangul syllables."""

_MOST_MARKS = 4
_MOST_TYPED = 4096

# A full stop ends an initial or an abbreviation; before a word of two letters or more it makes an address.
_STOP_INSIDE = re.compile(r"\.(?!$|[ -]|[^\W\d_](?![^\W\d_]))")
_ODD_PUNCTUATION = re.compile(r"^[-.]|-$|[-'’][-'.’]|\.['.’]")


def first_name(typed: str) -> str:
    """Return a first name as it is kept: one line of letters, composed (NFC), trimmed.

    WallError, with a sentence for whoever typed it, when it is not one.
    """
    trimmed = typed.strip()
    if not trimmed:
        raise WallError("Write a first name.")
    if len(trimmed.splitlines()) > 1:
        raise WallError("Write the first name on one line.")
    name = " ".join(_plain(trimmed).split())
    if len(name) > LONGEST_NAME:
        raise WallError(f"A first name has at most {LONGEST_NAME} characters here; this has {len(name):,}.")
    _require_letters(name)
    return name


def _plain(text: str) -> str:
    try:
        return plain_text(text, limit=_MOST_TYPED)
    except UnreadableTextError as error:
        raise WallError(f"This cannot be kept: {error}.") from None


def _require_letters(name: str) -> None:
    for char in name:
        if not _is_of_a_name(char):
            raise WallError(_sentence(char))
    if not any(unicodedata.category(char).startswith("L") for char in name):
        raise WallError("A first name has letters.")
    if _STOP_INSIDE.search(name):
        raise WallError("A first name is no address: a full stop may only end an initial, as in J. R.")
    if _ODD_PUNCTUATION.search(name) or unicodedata.category(name[0]).startswith("M"):
        raise WallError("A first name begins with a letter, and has one hyphen or apostrophe at a time.")
    if _most_marks_in_a_row(name) > _MOST_MARKS:
        raise WallError(f"A letter of a first name has at most {_MOST_MARKS} accents.")


def _is_of_a_name(char: str) -> bool:
    is_letter = unicodedata.category(char)[0] in "LM" and char not in _BLANK_LETTERS
    return is_letter or char in _PUNCTUATION


def _sentence(char: str) -> str:
    kind = unicodedata.category(char)[0]
    if kind == "N":
        return "A first name has no digits."
    shown = f"“{char}”" if kind in "PS" else f"the invisible character U+{ord(char):04X}"
    return f"A first name has letters, spaces, hyphens, apostrophes and full stops only: take out {shown}."


def _most_marks_in_a_row(name: str) -> int:
    runs = "".join("m" if unicodedata.category(char)[0] == "M" else " " for char in name).split()
    return max(map(len, runs), default=0)
