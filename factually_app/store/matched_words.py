"""Why a record was found: which of the words that were asked for it holds, in one form or another."""

from collections.abc import Iterable, Sequence

from factually_app.domain.asked import AskedWord
from factually_app.domain.languages import ENGLISH, WORD
from factually_app.domain.stems import stem, without_marks

_SAME_LETTERS = 2
"""Letters that no stemming of English ever changes; only what begins with them has to be looked at."""


def words_that_met(asked: Sequence[tuple[AskedWord, int]], texts: Iterable[str]) -> list[tuple[str, ...]]:
    """Return, for each text, the words asked for that it holds, as typed, the rarest first.

    `asked` are words with the number of records that hold them.
    """
    rarest_first = [word for word, _ in sorted(asked, key=lambda item: item[1])]
    forms = [(word, [without_marks(form) for form in word.forms]) for word in rarest_first]
    beginnings = tuple({form[:_SAME_LETTERS] for _, own in forms for form in own})
    met = []
    for text in texts:
        words = {word for word in _folded(text) if word.startswith(beginnings)}
        stems = {stem(word, ENGLISH) for word in words}
        met.append(tuple(word.typed for word, own in forms if _is_met(word, own, words, stems)))
    return met


def _is_met(word: AskedWord, forms: Sequence[str], words: set[str], stems: set[str]) -> bool:
    if word.is_unfinished:
        return any(other.startswith(form) for form in forms for other in words | stems)
    return any(stem(form, ENGLISH) in stems for form in forms)


def _folded(text: str) -> set[str]:
    return {without_marks(word) for word in WORD.findall(text.lower())}
