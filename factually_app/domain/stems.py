"""Stems: what the forms of a word have in common, in the languages that the index does not stem itself."""

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

import snowballstemmer

from factually_app.domain.languages import ENGLISH, WORD, told_language

_STEMMERS = {
    "de": "german",
    "fr": "french",
    "es": "spanish",
    "it": "italian",
    "nl": "dutch",
    "pt": "portuguese",
    "pl": "polish",
    "ru": "russian",
    ENGLISH: "porter",
}
"""English by the very algorithm that FTS5 has."""

_LONGEST = 64
"""Letters of a word that is stemmed: longer ones are none."""


def added_stems(text: str, *, said: str = "") -> str:
    """Return the stems that a text is to be found by besides its words; none for English.

    `said` is the language that its record says it is in, '' when it says none.
    """
    words = [word.lower() for word in WORD.findall(text)]
    language = told_language(words, said=said)
    if language == ENGLISH:
        return ""
    return " ".join(stems_beside(words, language))


def stems_beside(words: Iterable[str], language: str) -> list[str]:
    """Return the stems of folded words that are not words of theirs already, each once."""
    pairs = ((without_marks(word), without_marks(stem(word, language))) for word in words)
    return list(dict.fromkeys(stemmed for word, stemmed in pairs if stemmed and stemmed != word))


def stem(word: str, language: str) -> str:
    """Return the stem of a folded word; the word itself where we cannot stem."""
    if language not in _STEMMERS or len(word) > _LONGEST:
        return word
    return _stem(word, language)


@lru_cache(maxsize=100_000)
def _stem(word: str, language: str) -> str:
    # A stemmer keeps the word that it works on in itself, so that threads may not share one.
    return str(snowballstemmer.stemmer(_STEMMERS[language]).stemWord(word))


def without_marks(word: str) -> str:
    """Return a word as the index has it: without the marks on its letters."""
    if word.isascii():
        return word
    return "".join(
        letter for letter in unicodedata.normalize("NFD", word) if not unicodedata.combining(letter)
    )
