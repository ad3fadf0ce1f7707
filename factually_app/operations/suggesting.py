"""Suggesting what was meant: words that find nothing, replaced by the nearest that find something."""

import re
from collections.abc import Collection

from factually_app.domain.asked import asked_words
from factually_app.domain.errors import BusyError
from factually_app.domain.spelling import near_trigrams, nearest_words
from factually_app.domain.stems import without_marks
from factually_app.store.engine import Engine
from factually_app.store.matching import find_matches
from factually_app.store.spellings import words_sharing

_WORD = re.compile(r"[^\W\d_]{4,40}")
_MOST_SLIPS = 4
"""Words of one search that are looked into."""
_MOST_TRIED = 3
"""Words that a slip may have been meant as, of which one has to find something that is public."""


def suggest(engine: Engine, text: str, *, known: Collection[str]) -> str | None:
    """Return what may have been meant; None where every word finds something, or nothing is near.

    `known` are words that found something already. A word that is in drafts alone is never suggested.
    """
    folded = {_folded(word) for word in known}
    telling = {word.typed.lower() for word in asked_words(text, typing=True)}
    slips = [
        found
        for found in _WORD.finditer(text)
        if found[0].lower() in telling and _folded(found[0]) not in folded
    ]
    try:
        meant = {found.span(): _meant(engine, found) for found in slips[:_MOST_SLIPS]}
    except BusyError:
        return None
    changes = {span: word for span, word in meant.items() if word}
    for (start, end), word in reversed(changes.items()):
        text = text[:start] + word + text[end:]
    return text if changes else None


def _meant(engine: Engine, slip: re.Match[str]) -> str | None:
    db, word = engine.reader(), _folded(slip[0])
    is_last = not slip.string[slip.end() :].strip()
    if find_matches(db, slip[0], limit=1, typing=is_last):
        return None
    near = nearest_words(word, words_sharing(db, near_trigrams(word)))
    return next((each for each in near[:_MOST_TRIED] if find_matches(db, each, limit=1)), None)


def _folded(word: str) -> str:
    """Return a word as the index keeps it: without case and accents."""
    return without_marks(word.casefold())
