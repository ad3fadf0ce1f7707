"""Who is who in an import: the records of one kind by public id, by reference, and by what they ask."""

from collections.abc import Iterable
from dataclasses import dataclass

from factually_app.domain.ids import public_id
from factually_app.formats.content_entry import Kind
from factually_app.formats.spelling import did_you_mean
from factually_app.store.exchange_reads import KnownName

# Looking for what was meant takes time for every name there is.
_MOST_GUESSES = 20


@dataclass(frozen=True)
class Identity:
    """What tells an entry from others of its kind: public id, reference, a key (the question)."""

    public_id: str | None
    ref: str | None
    key: str | None


class RecordNames:
    """Every record of one kind that is kept already or that this import brings."""

    def __init__(self, kind: Kind, known: Iterable[KnownName]) -> None:
        self._kind = kind
        self._ids: set[str] = set()
        self._refs: dict[str, str] = {}
        self._keys: dict[str, str] = {}
        self._elsewhere: dict[str, str] = {}  # public ids that exports of other databases use
        self._taken: set[str] = set()  # ids and references: neither may look like another's other
        self._guesses = 0
        for name in known:
            self._add(name.id, Identity(name.id, name.ref, name.key))
        self._kept = frozenset(self._ids)

    def is_kept(self, record_id: str) -> bool:
        """Say whether the record was in the database before this import."""
        return record_id in self._kept

    def identify(self, identity: Identity) -> tuple[str, list[str]]:
        """Return the id of a record, made when it is new, and what speaks against taking it for that."""
        found = self._find(identity)
        objections = self._objections(identity, found)
        record_id = found or self._made(identity)
        self._add(record_id, identity)
        return record_id, objections

    def resolve(self, name: str) -> str | None:
        """Return the id of the record that a file calls `name`, be it a reference or a public id."""
        return self._refs.get(name) or (name if name in self._ids else self._elsewhere.get(name))

    def unknown(self, name: str) -> str:
        """Say that nothing is called `name`, and what was perhaps meant."""
        self._guesses += 1
        guess = did_you_mean(name, self._refs) if self._guesses <= _MOST_GUESSES else ""
        return f"there is no {self._kind} '{name}'{guess}"

    def _find(self, identity: Identity) -> str | None:
        if identity.public_id in self._ids:
            return identity.public_id
        by_ref = self._refs.get(identity.ref) if identity.ref else None
        return by_ref or (self._keys.get(identity.key) if identity.key else None)

    def _objections(self, identity: Identity, found: str | None) -> list[str]:
        ref, key = identity.ref, identity.key
        objections = []
        if ref and self._refs.get(ref, found) != found:
            objections.append(f"`id` '{ref}' belongs to another {self._kind}")
        if ref and ref in self._ids and ref != found:
            objections.append(f"`id` '{ref}' is the public id of another {self._kind}")
        if key and self._keys.get(key, found) != found:
            objections.append(f"another {self._kind} asks the same in other marks or case")
        return objections

    def _made(self, identity: Identity) -> str:
        """Return the given id, or make one that is no record's id and no record's reference."""
        seed = f"{self._kind}:{identity.ref or identity.key}"
        return identity.public_id or public_id(seed, taken=self._taken)

    def _add(self, record_id: str, identity: Identity) -> None:
        self._ids.add(record_id)
        self._taken.update(name for name in (record_id, identity.ref) if name)
        if identity.ref:
            self._refs.setdefault(identity.ref, record_id)
        if identity.key:
            self._keys.setdefault(identity.key, record_id)
        if identity.public_id:
            self._elsewhere.setdefault(identity.public_id, record_id)
