"""Spelling: how far two words are from one another, and which of several was most likely meant."""

from collections.abc import Iterable

_SWAPS_UP_TO = 8
"""In longer words a swap of two letters leaves enough trigrams alone."""


def trigrams(word: str) -> list[str]:
    """Return the stretches of three characters in a word, with where it begins and ends, each once."""
    whole = f"^{word}$"
    return list(dict.fromkeys(whole[at : at + 3] for at in range(len(whole) - 2)))


def near_trigrams(word: str) -> list[str]:
    """Return the trigrams of a word and of what it would be with two neighbouring letters swapped."""
    swapped = [word]
    if len(word) <= _SWAPS_UP_TO:
        swapped += [word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(len(word) - 1)]
    return list(dict.fromkeys(part for each in swapped for part in trigrams(each)))


def nearest_words(word: str, known: Iterable[str]) -> list[str]:
    """Return those of the known words that `word` may be a slip for, the likeliest first."""
    slips = 1 if len(word) <= 5 else 2 if len(word) <= 9 else 3
    steps = {each: distance(word, each) for each in known if each != word}
    near = [each for each, count in steps.items() if count <= slips]
    return sorted(near, key=lambda each: (steps[each], -likeness(word, each), each))


def likeness(one: str, other: str) -> float:
    """Return how many of their trigrams two words share: 1 for all, 0 for none."""
    ours, theirs = set(trigrams(one)), set(trigrams(other))
    return 2 * len(ours & theirs) / (len(ours) + len(theirs))


def distance(one: str, other: str) -> int:
    """Return in how many steps one word becomes the other: a letter more, less, changed, or two swapped."""
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(one, start=1):
        this = [row]
        for at, wanted in enumerate(other, start=1):
            least = min(last[at] + 1, this[at - 1] + 1, last[at - 1] + (letter != wanted))
            if row > 1 and at > 1 and letter == other[at - 2] and one[row - 2] == wanted:
                least = min(least, before[at - 2] + 1)
            this.append(least)
        before, last = last, this
    return last[-1]
