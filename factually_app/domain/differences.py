"""What differs between two versions of a record: field by field, and in each field word by word."""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from factually_app.domain.word_runs import Mark, Passage, Run, passages, word_runs

Words = Callable[[str, str], str]
"""Turns the value of a field into what readers of the difference see, such as an id into a title."""

_LABELS = {
    "text": "Claim",
    "about": "What it is about",
    "date": "Date",
    "url": "Address",
    "archive_url": "Archived copy",
    "short_answer": "Short answer",
    "next": "Questions that follow",
    "claim": "Title claim",
    "checked_on": "Checked on",
    "rating_reason": "Why this rating",
    "unnamed_accepted": "Published with sources still to be named",
    "body": "Text",
    "id": "Name in files",
}
_ONE_OF = {"evidence": "Evidence", "sections": "Section", "sources": "Source"}

_SOFT_BREAK = re.compile(r"(?<![\n\\])(?<!  )\n(?=[^\W\d_]|[\"'“‘(\[{*_`]\w)")
"""The end of a line inside a paragraph, which readers do not see, unless `  ` or `\\` stands before it."""
_MARKDOWN = ("body", "summary", "short_answer")
"""What is read as Markdown: there a line is as long as its paragraph."""


@dataclass(frozen=True)
class FieldDifference:
    """A field in two versions; what is missing in one of them has no words there."""

    label: str
    runs: tuple[Run, ...]

    @property
    def is_changed(self) -> bool:
        return any(run.mark is not Mark.SAME for run in self.runs)

    @property
    def before(self) -> tuple[Run, ...]:
        """The earlier version: what stayed and what was taken out."""
        return tuple(run for run in self.runs if run.mark is not Mark.ADDED)

    @property
    def after(self) -> tuple[Run, ...]:
        """The later version: what stayed and what was put in."""
        return tuple(run for run in self.runs if run.mark is not Mark.TAKEN)

    @property
    def passages(self) -> tuple[Passage, ...]:
        """Both versions in passages, so that what stayed need not be read to find what changed."""
        return passages(self.runs)


def differences(
    before: Mapping[str, object], after: Mapping[str, object], *, words: Words = lambda _, text: text
) -> list[FieldDifference]:
    """Return the fields in which two versions differ, in the order of the later one.

    Both are records in their exchange form (`formats.exchange`), parts in lists included: these are
    matched by what they say, so that one put in first does not make all that follow look changed.
    """
    fields = (FieldDifference(label, word_runs(old, new)) for label, old, new in _pairs(before, after, words))
    return [field for field in fields if field.is_changed]


def _pairs(
    before: Mapping[str, object], after: Mapping[str, object], words: Words, prefix: str = ""
) -> Iterator[tuple[str, str, str]]:
    """Yield label, earlier and later text of every field, those of parts in lists among them."""
    for key in dict.fromkeys([*after, *before]):
        old, new = before.get(key), after.get(key)
        if _holds_parts(old) or _holds_parts(new):
            yield from _part_pairs(key, _list(old), _list(new), words)
        else:
            yield prefix + _label(key), _text(key, old, words), _text(key, new, words)


def _part_pairs(
    key: str, old: Sequence[object], new: Sequence[object], words: Words
) -> Iterator[tuple[str, str, str]]:
    name = _ONE_OF.get(key, _label(key))
    keys = (
        [json.dumps(part, sort_keys=True) for part in old],
        [json.dumps(part, sort_keys=True) for part in new],
    )
    for tag, a1, a2, b1, b2 in SequenceMatcher(None, *keys, autojunk=False).get_opcodes():
        if tag != "equal":
            for nth in range(max(a2 - a1, b2 - b1)):
                earlier = _mapping(old[a1 + nth]) if a1 + nth < a2 else {}
                later = _mapping(new[b1 + nth]) if b1 + nth < b2 else {}
                number = (b1 if later else a1) + nth + 1
                yield from _pairs(earlier, later, words, f"{name} {number} · ")


def _text(key: str, value: object, words: Words) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return "\n".join(words(key, str(item)) for item in value)
    return words(key, _SOFT_BREAK.sub(" ", str(value)) if key in _MARKDOWN else str(value))


def _label(key: str) -> str:
    return _LABELS.get(key, key.replace("_", " ").capitalize())


def _holds_parts(value: object) -> bool:
    return any(isinstance(part, Mapping) for part in _list(value))


def _list(value: object) -> Sequence[object]:
    return value if isinstance(value, list | tuple) else ()


def _mapping(part: object) -> Mapping[str, object]:
    return part if isinstance(part, Mapping) else {}
