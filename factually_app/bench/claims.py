"""Invented claims and questions to match: words as rare and as frequent as in a language, said by nobody."""

import json
import random
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path

_WORDS = 60_000
_CONSONANTS, _VOWELS = "bcdfghklmnprstvz", "aeiou"
_COMMONEST = 100
"""Words that stand in every other sentence, as stop words do; nobody asks by them."""
_SHIFT, _SLOPE = 2.7, 1.07
"""Zipf's law as Mandelbrot has it, with the values that English has about."""


class Speech:
    """Makes texts of invented words, the same ones for the same seed."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)  # noqa: S311 - the same each time
        self._words = [_word(number) for number in range(_WORDS)]
        self._weights = list(accumulate((place + _SHIFT) ** -_SLOPE for place in range(_WORDS)))
        self._common = frozenset(self._words[:_COMMONEST])

    def text(self, words: int) -> str:
        """Return a sentence of so many words."""
        return " ".join(self._chance.choices(self._words, cum_weights=self._weights, k=words))

    def claim(self, number: int) -> dict[str, str]:
        """Return a claim of another newsroom as a line of JSON has it."""
        return {
            "ref": f"claim-{number}",
            "text": f"{self.text(18)}.",
            "title": self.text(10),
            "summary": f"{self.text(15)}.",
            "speaker": self.text(2),
            "publisher": "An invented newsroom",
            "url": f"https://claims.example/{number}",
            "rating": "invented",
        }

    def question(self) -> str:
        """Return what a post asks: eight to twenty words that tell something."""
        told = [word for word in self.text(60).split() if word not in self._common]
        return " ".join(told[: self._chance.randint(8, 20)])


def write_claims(file: Path, speech: Speech, numbers: range) -> Iterator[str]:
    """Write claims to a file, and yield of each the text that is matched."""
    with file.open("w", encoding="utf-8") as stream:
        for number in numbers:
            claim = speech.claim(number)
            stream.write(f"{json.dumps(claim)}\n")
            yield "\n".join(claim[name] for name in ("text", "title", "summary", "speaker"))


def _word(number: int) -> str:
    """Return the word of a number: the more syllables, the higher it is."""
    left, word = number + len(_VOWELS) * len(_CONSONANTS), ""
    while left:
        left, syllable = divmod(left, len(_VOWELS) * len(_CONSONANTS))
        consonant, vowel = divmod(syllable, len(_VOWELS))
        word += _CONSONANTS[consonant] + _VOWELS[vowel]
    return word
