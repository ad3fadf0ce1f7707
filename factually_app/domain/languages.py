"""Which language a text is in, as far as stop words and stems have to know: told by its smallest words."""

import re
from collections.abc import Mapping, Sequence

from factually_app.domain.stop_words import STOP_WORDS

ENGLISH = "en"
"""What a text is taken for when nothing speaks against it."""

WORD = re.compile(r"[^\W_][^\W_\u0300-\u036f]*(?:[\u0300-\u036f]+[^\W_]*)*")
"""A word: letters and digits, with the marks that stand on them."""

_CODE = re.compile(r"([A-Za-z]{2})(?:[-_]|$)")

_LETTERS = {"de": "äöüß", "es": "ñ", "pt": "ãõ", "fr": "èêœ", "pl": "łąęśżźćń", "ru": "ыэёъ", "uk": "іїєґ"}
"""Letters that hardly any other of these languages has; that there are any says as much as two words."""

_CYRILLIC = "ru"
"""What Cyrillic words are taken for when none of them says more."""

_ENGLISH_TOO = frozenset(
    """
    bin die hat he hem her hun mine man men once over per sea see sole son van via war wet
    """.split()  # noqa: SIM905 - words are read more easily than a list of them
)
"""Small words of other languages that are English words of another meaning: they speak for neither."""

_A_SENTENCE = 12
"""Words of which in English hardly ever none is a small one."""


def _by_word() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for language, words in STOP_WORDS.items():
        for word in words - _ENGLISH_TOO:
            found[word] = (*found.get(word, ()), language)
    return found


_BY_WORD = _by_word()
_BY_LETTER = {letter: language for language, letters in _LETTERS.items() for letter in letters}


def told_language(words: Sequence[str], *, said: str = "") -> str:
    """Return the language of folded words: the one that is said, if we know it, or that they sound like."""
    if code := _CODE.match(said):
        return code[1].lower() if code[1].lower() in STOP_WORDS else ENGLISH
    votes: dict[str, int] = {}
    for word in words:
        for language in _BY_WORD.get(word, ()):
            votes[language] = votes.get(language, 0) + 1
    marked = [word for word in words if not word.isascii()]
    for language in {_BY_LETTER[letter] for word in marked for letter in word if letter in _BY_LETTER}:
        votes[language] = votes.get(language, 0) + 2
    best = max(votes, key=lambda language: (votes[language], language == ENGLISH), default=ENGLISH)
    # One word alone may be somebody's name: Van, Al, Los.
    if votes.get(best, 0) > max(1, votes.get(ENGLISH, 0)):
        return best
    return _CYRILLIC if any(map(_is_cyrillic, marked)) else ENGLISH


def is_english(text: str, *, said: str = "") -> bool:
    """Say whether a text is taken for English with some reason, as what understands nothing else has to know.

    `said` is the language that its record says it is in, '' when it says none.
    """
    if said:
        return said[:2].lower() == ENGLISH
    words = [word.lower() for word in WORD.findall(text)]
    if told_language(words) != ENGLISH:
        return False
    if sum(map(_is_latin, words)) * 2 < len(words):
        return False
    # Languages that we have no small words of are taken for English where only those are asked.
    return len(words) < _A_SENTENCE or any(word in STOP_WORDS[ENGLISH] for word in words)


def _is_latin(word: str) -> bool:
    return word[:1] < "\u0250"


def _is_cyrillic(word: str) -> bool:
    return "\u0400" <= word[:1] <= "\u04ff"
