"""Differences: what of a text was taken out, what was put in, word for word."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import groupby

MOST_WORDS = 6_000
"""Of a changed stretch that is compared word for word; what is longer is shown as replaced whole."""

_PART = re.compile(r"\s+|[\w'’-]+|[^\w\s]")


class Change(StrEnum):
    """What happened to a run of words."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True)
class Run:
    """Words in a row that share their fate."""

    change: Change
    text: str


@dataclass(frozen=True)
class FieldDifference:
    """One field that differs, with its text as runs of words."""

    field: str
    runs: tuple[Run, ...]

    @property
    def before(self) -> tuple[Run, ...]:
        """The runs of the older text."""
        return tuple(run for run in self.runs if run.change is not Change.ADDED)

    @property
    def after(self) -> tuple[Run, ...]:
        """The runs of the newer text."""
        return tuple(run for run in self.runs if run.change is not Change.REMOVED)


def field_differences(before: Mapping[str, object], after: Mapping[str, object]) -> list[FieldDifference]:
    """Return the fields that differ, in the order of `after`, then those that are gone."""
    names = dict.fromkeys([*after, *before])
    pairs = ((name, _text(before.get(name)), _text(after.get(name))) for name in names)
    return [FieldDifference(name, word_runs(old, new)) for name, old, new in pairs if old != new]


def word_runs(before: str, after: str) -> tuple[Run, ...]:
    """Return how `after` came of `before`, word for word."""
    old, new = _PART.findall(before), _PART.findall(after)
    start = _shared(old, new)
    end = _shared(old[start:][::-1], new[start:][::-1])
    middle = _changed(old[start : len(old) - end], new[start : len(new) - end])
    runs = [
        Run(Change.SAME, "".join(old[:start])),
        *middle,
        Run(Change.SAME, "".join(old[len(old) - end :])),
    ]
    return tuple(run for run in runs if run.text)


def _gathered(runs: Sequence[Run]) -> list[Run]:
    """Let a blank or a mark between two changed stretches change with them, so that both can be read."""
    made: list[Run] = []
    for n, run in enumerate(runs):
        between = 0 < n < len(runs) - 1 and run.change is Change.SAME
        if between and len(run.text) <= 3 and not any(char.isalnum() for char in run.text):
            made += [Run(Change.REMOVED, run.text), Run(Change.ADDED, run.text)]
        else:
            made.append(run)
    return list(_joined(made))


def _joined(runs: Sequence[Run]) -> Iterator[Run]:
    """Yield changed stretches in a row as one that goes and one that comes."""
    for is_same, group in groupby(runs, key=lambda run: run.change is Change.SAME):
        stretch = list(group)
        if is_same:
            yield Run(Change.SAME, "".join(run.text for run in stretch))
            continue
        for change in (Change.REMOVED, Change.ADDED):
            yield Run(change, "".join(run.text for run in stretch if run.change is change))


def _changed(old: Sequence[str], new: Sequence[str]) -> list[Run]:
    if len(old) > MOST_WORDS or len(new) > MOST_WORDS:
        return [Run(Change.REMOVED, "".join(old)), Run(Change.ADDED, "".join(new))]
    runs: list[Run] = []
    for kind, i, j, k, m in SequenceMatcher(None, old, new).get_opcodes():
        if kind == "equal":
            runs.append(Run(Change.SAME, "".join(old[i:j])))
        else:
            runs += [Run(Change.REMOVED, "".join(old[i:j])), Run(Change.ADDED, "".join(new[k:m]))]
    return _gathered(runs)


def _shared(old: Sequence[str], new: Sequence[str]) -> int:
    """Return how many words both begin with."""
    count = 0
    for left, right in zip(old, new, strict=False):
        if left != right:
            break
        count += 1
    return count


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return "\n".join(_text(item) for item in value)
    if isinstance(value, Mapping):
        return "\n".join(f"{name}: {_text(item)}" for name, item in value.items())
    return str(value)
