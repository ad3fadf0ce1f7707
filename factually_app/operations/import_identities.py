"""Which record each entry of an import describes, and which records its names stand for."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from factually_app.content.plain import same_question_key
from factually_app.domain.errors import Problem
from factually_app.formats.content_entry import Entry, Kind
from factually_app.operations.import_names import Identity, RecordNames
from factually_app.store.engine import Engine
from factually_app.store.exchange_reads import known_names

_NAMELESS = {Kind.LEDGER_ROW, Kind.CORRECTION, Kind.MOVED_RECORD, Kind.REVISION}
"""What is told from others by the record it belongs to, and what nothing else names."""


@dataclass(eq=False)
class Identities:
    """The records that are kept and the entries that speak for records, one for each."""

    engine: Engine
    problems: list[Problem] = field(default_factory=list)
    _names: dict[Kind, RecordNames] = field(default_factory=dict)
    _ids: dict[Entry, str] = field(default_factory=dict)
    _speakers: dict[tuple[Kind, str], Entry] = field(default_factory=dict)

    def names(self, kind: Kind) -> RecordNames:
        """Return the names of a kind, read from the database when they are first asked for."""
        if kind not in self._names:
            self._names[kind] = RecordNames(kind, known_names(self.engine.reader(), kind))
        return self._names[kind]

    def take(self, entries: Iterable[Entry]) -> None:
        """Find out which records these entries describe, questions within questions too."""
        for entry in with_nested(entries):
            identity = _identity(entry)
            if entry.kind not in _NAMELESS and any(vars(identity).values()):
                self._take(entry, identity)

    def id_of(self, entry: Entry) -> str:
        """Return the id of the record that a sound entry describes."""
        return self._ids[entry]

    def spoken_for(self, entries: Iterable[Entry]) -> list[Entry]:
        """Return the sound entries among these that say what their record is; nested ones too."""
        sound = (entry for entry in with_nested(entries) if entry.sound)
        return [entry for entry in sound if self._speakers.get((entry.kind, self._ids[entry])) is entry]

    def speaker(self, kind: Kind, record_id: str) -> Entry | None:
        """Return the entry that describes a record, if one does."""
        return self._speakers.get((kind, record_id))

    def _take(self, entry: Entry, identity: Identity) -> None:
        record_id, objections = self.names(entry.kind).identify(identity)
        self.problems.extend(entry.problem(objection) for objection in objections)
        self._ids[entry] = record_id
        first = self._speakers.setdefault((entry.kind, record_id), entry)
        if is_bare(first):
            self._speakers[entry.kind, record_id] = entry
        elif first is not entry and not is_bare(entry):
            message = f"the same {entry.kind} stands at {first.file}:{first.line} already"
            self.problems.append(entry.problem(message))


def is_bare(entry: Entry) -> bool:
    """Say whether an entry only asks a question, and so joins whatever is known of it."""
    said = ("id", "public_id", "short_answer", "claims", "next", "leads_to", "status")
    return entry.kind is Kind.QUESTION and not entry.has(*said)


def with_nested(entries: Iterable[Entry]) -> Iterator[Entry]:
    """Yield entries, each question followed by those written within it."""
    for entry in entries:
        yield entry
        if entry.kind is Kind.QUESTION:
            yield from with_nested(entry.parts("next"))


def _identity(entry: Entry) -> Identity:
    public_id = entry.maybe("public_id")
    if entry.kind is Kind.TOPIC:
        return Identity(public_id, entry.maybe("slug"), None)
    if entry.kind is Kind.QUESTION and (text := entry.maybe("question")):
        return Identity(public_id, entry.maybe("id"), same_question_key(text))
    return Identity(public_id, entry.maybe("id"), None)
