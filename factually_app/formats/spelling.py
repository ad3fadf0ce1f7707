"""Misspelt words: the one that was probably meant."""

import difflib
from collections.abc import Collection

# Comparing takes time for every known word; past this many nobody is helped by a guess.
_MOST_KNOWN = 50_000


def did_you_mean(word: str, known: Collection[str]) -> str:
    """Return ` (did you mean '…'?)`, or nothing when no known word comes close."""
    if len(known) > _MOST_KNOWN:
        return ""
    close = difflib.get_close_matches(word, known, n=1, cutoff=0.7)
    return f" (did you mean '{close[0]}'?)" if close else ""
