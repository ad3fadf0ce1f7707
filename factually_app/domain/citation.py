"""Citations in clean prose: every `<cite>n</cite>`, numbered by use, between the stretches of text."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

_MARKS = re.compile(r"\s*(<cite>\d+</cite>(?:\s*<cite>\d+</cite>)*)")
_NUMBER = re.compile(r"<cite>(\d+)</cite>")


@dataclass(frozen=True)
class Use:
    """One use of a source: its number, and the letter that tells this use from the others."""

    number: int
    letter: str

    @property
    def anchor(self) -> str:
        return f"ref-{self.number}-{self.letter}"


@dataclass(frozen=True)
class Stretch:
    """A stretch of clean HTML and the citations that follow it at once."""

    html: str
    uses: tuple[Use, ...]


def stretches_of(passages: Sequence[str]) -> list[tuple[Stretch, ...]]:
    """Split the clean HTML of an article's passages at their citations, in reading order.

    Uses of one source are lettered across all passages: the summary's first `[3]` is `3a`,
    the next one, wherever it stands, `3b`.
    """
    seen: Counter[int] = Counter()
    return [tuple(_stretches(passage, seen)) for passage in passages]


def uses_by_number(passages: Sequence[tuple[Stretch, ...]]) -> dict[int, list[Use]]:
    """Gather every use under its source's number, for the way back from the source list."""
    found: dict[int, list[Use]] = {}
    for passage in passages:
        for stretch in passage:
            for use in stretch.uses:
                found.setdefault(use.number, []).append(use)
    return found


def letter(nth: int) -> str:
    """Return a, b, … z, aa, ab, … for 0, 1, … 25, 26, 27, …"""
    letters = ""
    nth += 1
    while nth:
        nth, rest = divmod(nth - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters


def _stretches(html: str, seen: Counter[int]) -> list[Stretch]:
    stretches = []
    start = 0
    for marks in _MARKS.finditer(html):
        numbers = [int(number) for number in _NUMBER.findall(marks.group(1))]
        stretches.append(Stretch(html[start : marks.start()], tuple(_use(n, seen) for n in numbers)))
        start = marks.end()
    if start < len(html):
        stretches.append(Stretch(html[start:], ()))
    return stretches


def _use(number: int, seen: Counter[int]) -> Use:
    use = Use(number, letter(seen[number]))
    seen[number] += 1
    return use
