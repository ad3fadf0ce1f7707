"""When a match fits: enough of the telling words that were asked met it, or nothing is said of it."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from factually_app.domain.match import Match
from factually_app.domain.telling import telling_words

MOST_NEEDED = 4
_MOST_ASKED = 60
"""Telling words that are looked at; a question of the longest kind holds fewer."""


def fitting(text: str, matches: Sequence[Match], *, typing: bool = False) -> list[Match]:
    """Return the matches that fit a text, in their order, each with those of its words that tell something.

    Half of the telling words of what was asked have to have met, two at least where there are two and
    four at most. The last word of what somebody is still typing counts for a match and never against it.
    """
    last = text.casefold().split()[-1:] if typing else []
    asked = telling_words(text, most=_MOST_ASKED).split()
    told = [_told(match, {*asked, *last}) for match in matches]
    return [match for match in told if _fits(asked, match, last)]


def words_needed(asked: int) -> int:
    """Return how many of so many telling words have to meet."""
    return min(MOST_NEEDED, max(min(2, asked), (asked + 1) // 2))


def _told(match: Match, telling: Collection[str]) -> Match:
    return replace(match, words=tuple(word for word in match.words if word.casefold() in telling))


def _fits(asked: Sequence[str], match: Match, last: Sequence[str]) -> bool:
    met = {word.casefold() for word in match.words}
    counted = [word for word in asked if word in met or word not in last]
    return 0 < sum(word in met for word in counted) >= words_needed(len(counted))
