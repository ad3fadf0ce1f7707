"""When a match fits: enough of the telling words that were asked met it, or nothing is said of it."""

from collections.abc import Sequence

from factually_app.domain.asked import AskedWord, asked_words
from factually_app.domain.match import Match
from factually_app.domain.stop_words import STOP_WORDS

MOST_NEEDED = 4
_TELLS_NOTHING = frozenset[str]().union(*STOP_WORDS.values())


def fitting(text: str, matches: Sequence[Match], *, typing: bool = False) -> list[Match]:
    """Return the matches that fit a text: those that more of its words met first, else in their order.

    What means the same fits whatever its words, and where meanings are looked at the order stays as it is.
    Half of the telling words of what was asked have to have met, two at least where there are two and
    four at most. A word that is still being typed counts for a match and never against it. A text of
    stop words alone tells nothing, so that nothing fits it.
    """
    asked = asked_words(text, typing=typing)
    if all(word.forms[0] in _TELLS_NOTHING for word in asked):
        return []
    fits = [match for match in matches if match.means_the_same or _fits(asked, match)]
    if any(match.closeness is not None for match in matches):
        return fits
    return sorted(fits, key=lambda match: -len(match.words))


def words_needed(asked: int) -> int:
    """Return how many of so many telling words have to meet."""
    return min(MOST_NEEDED, max(min(2, asked), (asked + 1) // 2))


def _fits(asked: Sequence[AskedWord], match: Match) -> bool:
    met = set(match.words)
    counted = [word.typed for word in asked if word.typed in met or not word.is_unfinished]
    return 0 < sum(word in met for word in counted) >= words_needed(len(counted))
