"""Two texts as one row of words, each marked by where it stands; in passages that changed or stayed."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import groupby

_TOKEN = re.compile(r"\s*\S+|\s+$")
_MOST_PAIRS = 100_000
"""Comparing more pairs of like words than that would take longer than anybody waits."""
_LEAST_FOLDED = 80
"""What stayed and is shorter than this is shown: folding it away would take as much room."""


class Mark(StrEnum):
    """Whether words are in both versions, in the later one alone, or in the earlier one alone."""

    SAME = "same"
    ADDED = "added"
    TAKEN = "taken"


@dataclass(frozen=True)
class Run:
    """Words in a row that share a mark."""

    mark: Mark
    text: str


@dataclass(frozen=True)
class Passage:
    """Paragraphs in a row that all changed or all stayed; those that stayed may be folded away."""

    runs: tuple[Run, ...]
    is_folded: bool

    @property
    def paragraphs(self) -> int:
        """How many there are, without the empty lines between them."""
        return sum(1 for line in "".join(run.text for run in self.runs).splitlines() if line.strip())


def word_runs(before: str, after: str) -> tuple[Run, ...]:
    """Return two texts as one row of words, each marked by where it stands."""
    runs: list[Run] = []
    lines = before.splitlines(keepends=True), after.splitlines(keepends=True)
    for same, taken, added in _stretches(*lines):
        runs.append(Run(Mark.SAME, same))
        for kept, out, put in _stretches(_TOKEN.findall(taken), _TOKEN.findall(added)):
            runs += [Run(Mark.SAME, kept), Run(Mark.TAKEN, out), Run(Mark.ADDED, put)]
    return _joined(runs)


def passages(runs: Sequence[Run]) -> tuple[Passage, ...]:
    """Return a row of words in passages that changed and passages that stayed, in turn."""
    kinds = groupby(_lines(runs), key=_is_changed)
    found = ((is_changed, _joined([run for line in lines for run in line])) for is_changed, lines in kinds)
    return tuple(Passage(part, not is_changed and _is_long(part)) for is_changed, part in found)


def _is_changed(line: Sequence[Run]) -> bool:
    """Say whether words of a line changed; an empty line more or less is not worth reading it again."""
    return any(run.mark is not Mark.SAME and run.text.strip() for run in line)


def _lines(runs: Sequence[Run]) -> Iterator[list[Run]]:
    """Yield a row of words line by line, each with the end of it."""
    line: list[Run] = []
    for run in runs:
        for text in run.text.splitlines(keepends=True):
            line.append(Run(run.mark, text))
            if text != text.rstrip("\r\n"):
                yield line
                line = []
    if line:
        yield line


def _is_long(runs: Sequence[Run]) -> bool:
    return sum(len(run.text.strip()) for run in runs) >= _LEAST_FOLDED


def _stretches(old: list[str], new: list[str]) -> Iterator[tuple[str, str, str]]:
    """Yield, one after the other, what is the same, or what was taken out and put in instead."""
    in_old, in_new = Counter(old), Counter(new)
    if sum(count * in_new[token] for token, count in in_old.items()) > _MOST_PAIRS:
        yield from _ends(old, new)
        return
    for tag, a1, a2, b1, b2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        taken, added = "".join(old[a1:a2]), "".join(new[b1:b2])
        yield (taken, "", "") if tag == "equal" else ("", taken, added)


def _ends(old: list[str], new: list[str]) -> Iterator[tuple[str, str, str]]:
    """Yield what is the same at both ends, and all between as taken out and put in."""
    most = min(len(old), len(new))
    start = next((n for n in range(most) if old[n] != new[n]), most)
    most -= start
    end = next((n for n in range(most) if old[-1 - n] != new[-1 - n]), most)
    yield "".join(old[:start]), "", ""
    yield "", "".join(old[start : len(old) - end]), "".join(new[start : len(new) - end])
    yield "".join(old[len(old) - end :]), "", ""


def _joined(runs: Sequence[Run]) -> tuple[Run, ...]:
    joined: list[Run] = []
    for run in runs:
        if not run.text:
            continue
        if joined and joined[-1].mark is run.mark:
            joined[-1] = Run(run.mark, joined[-1].text + run.text)
        else:
            joined.append(run)
    return tuple(joined)
