"""What an entry of the audit log says, field by field, for people."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from factually_app.domain.audit import AuditEntry

_LONG = 300


@dataclass(frozen=True)
class Difference:
    """A field and what stood in it before and after; None where there was nothing."""

    field: str
    before: str | None
    after: str | None

    @property
    def is_long(self) -> bool:
        return len(self.before or "") + len(self.after or "") > _LONG


@dataclass(frozen=True)
class Shown:
    """An entry with its action in words and what changed by it."""

    entry: AuditEntry
    words: str
    differences: tuple[Difference, ...]

    @classmethod
    def of(cls, entry: AuditEntry) -> "Shown":
        words = in_words(entry.action)
        return cls(entry, words, tuple(differences(_fields(entry.before), _fields(entry.after))))


def in_words(name: str) -> str:
    """Return the name of an action, a kind or a field for people: `change_role` is 'Change role'."""
    return name.replace("_", " ").capitalize()


def differences(before: Mapping[str, object], after: Mapping[str, object]) -> list[Difference]:
    """Return each field that is not the same before and after, in the order in which they are kept."""
    names = [*before, *(name for name in after if name not in before)]
    return [
        Difference(in_words(name), _text(before.get(name)), _text(after.get(name)))
        for name in names
        if before.get(name) != after.get(name)
    ]


def _fields(text: str | None) -> Mapping[str, object]:
    found = json.loads(text) if text else {}
    return found if isinstance(found, dict) else {"value": found}


def _text(value: object) -> str | None:
    if value is None:
        return None
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return value or "(empty)"
    return json.dumps(value, ensure_ascii=False, indent=1)
