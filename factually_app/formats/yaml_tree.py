"""YAML as a tree in which every value knows its line; JSON is read too, being YAML.

Scalars are those of YAML 1.2 without numbers that have a point: `no` is text, `2025-11-13` is text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

import yaml

from factually_app.domain.errors import InputError, Problem

LONGEST = 20_000_000
DEEPEST = 40

Scalar = str | int | bool | None


class Node(NamedTuple):
    """A value and its line: that of its key in a mapping, of its first character in a list."""

    value: "Scalar | list[Node] | dict[str, Node]"
    line: int


def read_tree(text: str, *, file: str) -> tuple[Node, list[Problem]]:
    """Return the document in `text`, and the keys in it that are written twice.

    Raises InputError when it cannot be read as YAML at all.
    """
    builder = _Builder(file)
    try:
        for event in _events(text, file):
            builder.take(event)
    except InputError as error:
        raise InputError([*builder.problems, *error.problems]) from None
    return builder.root, builder.problems


def _events(text: str, file: str) -> Iterator[yaml.Event]:
    _refuse_unreadable(text, file)
    try:
        yield from yaml.parse(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        raise InputError([Problem(file, line, f"this cannot be read as YAML: {error.problem}")]) from None


# What YAML lets stand in a document unescaped (its production c-printable), turned round.
_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def _refuse_unreadable(text: str, file: str) -> None:
    if len(text) > LONGEST:
        message = f"the file is {len(text):,} characters long; {LONGEST:,} is the most, so divide it"
        raise InputError([Problem(file, 1, message)])
    if bad := _UNPRINTABLE.search(text):
        line = text.count("\n", 0, bad.start()) + 1
        raise InputError([Problem(file, line, f"the character U+{ord(bad[0]):04X} cannot stand in YAML")])


_NOTHING = Node(None, 1)


@dataclass(eq=False)
class _Open:
    """A list or mapping whose end has not come yet, with the key that waits for its value."""

    container: list[Node] | dict[str, Node]
    line: int
    key: str | None = None
    key_line: int = 0


@dataclass(eq=False)
class _Builder:
    """Puts a document together from its events, one level at a time and none too many."""

    file: str
    root: Node = _NOTHING
    problems: list[Problem] = field(default_factory=list)
    _open: list[_Open] = field(default_factory=list)
    _documents: int = 0

    def take(self, event: yaml.Event) -> None:
        """Take the next event of the document."""
        line = event.start_mark.line + 1 if event.start_mark else 1
        match event:
            case yaml.ScalarEvent():
                self._take_scalar(event, line)
            case yaml.SequenceStartEvent() | yaml.MappingStartEvent():
                self._begin([] if isinstance(event, yaml.SequenceStartEvent) else {}, event.tag, line)
            case yaml.SequenceEndEvent() | yaml.MappingEndEvent():
                ended = self._open.pop()
                self._put(ended.container, ended.line)
            case yaml.AliasEvent():
                raise self._refused(line, f"`*{event.anchor}` repeats by alias; write out what it stands for")
            case yaml.DocumentStartEvent():
                self._documents += 1
                if self._documents > 1:
                    raise self._refused(line, "a second document begins here; a file holds one")

    def _take_scalar(self, event: yaml.ScalarEvent, line: int) -> None:
        self._refuse_tag(event.tag, line)
        parent = self._open[-1] if self._open else None
        if parent and isinstance(parent.container, dict) and parent.key is None:
            parent.key, parent.key_line = event.value, line
        else:
            is_plain = bool(event.implicit[0])
            self._put(_scalar(event.value) if is_plain else event.value, line)

    def _begin(self, container: list[Node] | dict[str, Node], tag: str | None, line: int) -> None:
        self._refuse_tag(tag, line)
        if self._open and isinstance(self._open[-1].container, dict) and self._open[-1].key is None:
            raise self._refused(line, "a key has to be a word, not a list or a mapping")
        if len(self._open) == DEEPEST:
            raise self._refused(line, f"this is nested more than {DEEPEST} levels deep")
        self._open.append(_Open(container, line))

    def _put(self, value: Scalar | list[Node] | dict[str, Node], line: int) -> None:
        if not self._open:
            self.root = Node(value, line)
            return
        parent = self._open[-1]
        if isinstance(parent.container, list):
            parent.container.append(Node(value, line))
            return
        key, parent.key = parent.key or "", None
        if key in parent.container:
            first = parent.container[key].line
            message = f"`{key}` stands on line {first} already"
            self.problems.append(Problem(self.file, parent.key_line, message))
        parent.container.setdefault(key, Node(value, parent.key_line))

    def _refuse_tag(self, tag: str | None, line: int) -> None:
        if tag not in {None, "!", "tag:yaml.org,2002:str"}:
            raise self._refused(line, f"the tag `{tag}` is not read here")

    def _refused(self, line: int, message: str) -> InputError:
        return InputError([Problem(self.file, line, message)])


_WORDS: dict[str, Scalar] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
# Eighteen digits fit the database; more is no count of anything and stays text, as does an id such as 012389.
_WHOLE_NUMBER = re.compile(r"[-+]?(0|[1-9]\d{0,17})", re.ASCII)


def _scalar(text: str) -> Scalar:
    if text in _WORDS:
        return _WORDS[text]
    return int(text) if _WHOLE_NUMBER.fullmatch(text) else text
