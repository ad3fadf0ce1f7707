"""An entry of a content file: one record as it is written there, with the line of each key."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from factually_app.domain.errors import Problem
from factually_app.formats.yaml_tree import Node


class Kind(StrEnum):
    """What an entry describes, in the order in which entries build on each other."""

    TOPIC = "topic"
    SOURCE = "source"
    CLAIM = "claim"
    QUESTION = "question"
    ARTICLE = "article"
    CAMPAIGN = "campaign"
    LEDGER_ROW = "ledger_row"
    PLEDGE = "pledge"
    CORRECTION = "correction"
    MOVED_RECORD = "moved_record"
    REVISION = "revision"

    @property
    def plural(self) -> str:
        """The key under which entries of this kind stand."""
        return f"{self}s"


@dataclass(frozen=True)
class Name:
    """A name by which an entry speaks of another, and where."""

    text: str
    line: int


@dataclass(frozen=True, eq=False)
class Entry:
    """One record in a file. Texts come without the blanks around them, an empty one as absent.

    `sound` is False when the schema found something wrong here: its name still counts, so that
    those who speak of it are not blamed too, but what it says does not.
    """

    kind: Kind
    file: str
    line: int
    fields: dict[str, Node]
    sound: bool = True
    _parts: dict[str, "list[Entry | Name]"] = field(default_factory=dict)

    def has(self, *keys: str) -> bool:
        """Say whether any of these keys is written, be it with nothing behind it."""
        return any(key in self.fields for key in keys)

    def line_of(self, key: str) -> int:
        """Return the line of a key, or of the entry where the key is absent."""
        return self.fields[key].line if key in self.fields else self.line

    def text(self, key: str, default: str = "") -> str:
        """Return a text or date, or the default where it is absent or empty."""
        return self.maybe(key) or default

    def maybe(self, key: str) -> str | None:
        """Return a text or date, None where it is absent or empty."""
        value = self._value(key)
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
        return value.strip() or None if isinstance(value, str) else None

    def flag(self, key: str) -> bool | None:
        """Return a yes or no, None where it is absent."""
        value = self._value(key)
        return value if isinstance(value, bool) else None

    def number(self, key: str, default: int = 0) -> int:
        """Return a whole number, or the default where it is absent."""
        value = self._value(key)
        return value if isinstance(value, int) else default

    def name(self, key: str) -> Name | None:
        """Return the name of another record, None where it is absent."""
        text = self.maybe(key)
        return Name(text, self.line_of(key)) if text else None

    def names(self, key: str) -> list[Name]:
        """Return a list of names of other records."""
        return [Name(item.value, item.line) for item in self._items(key) if isinstance(item.value, str)]

    def parts(self, key: str) -> list["Entry"]:
        """Return the mappings in a list as entries of their own, in the same file."""
        return [part for part in self.parts_and_names(key) if isinstance(part, Entry)]

    def parts_and_names(self, key: str) -> "list[Entry | Name]":
        """Return a list in which records are written in full or named; a part is the same each time."""
        if key not in self._parts:
            self._parts[key] = [part for item in self._items(key) if (part := self._part(item))]
        return self._parts[key]

    def problem(self, message: str, *, line: int = 0) -> Problem:
        """Return what is wrong here, at `line` or at the entry's own."""
        return Problem(self.file, line or self.line, message)

    def _part(self, item: Node) -> "Entry | Name | None":
        if isinstance(item.value, dict):
            return Entry(self.kind, self.file, item.line, item.value, self.sound)
        return Name(item.value, item.line) if isinstance(item.value, str) else None

    def _value(self, key: str) -> object:
        node = self.fields.get(key)
        return node.value if node else None

    def _items(self, key: str) -> Iterable[Node]:
        node = self.fields.get(key)
        return node.value if node and isinstance(node.value, list) else ()
