"""What an import is about to write, gathered record by record before the first of it is written."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import groupby

from factually_app.domain.errors import Problem
from factually_app.formats.content_entry import Entry, Kind, Name
from factually_app.operations.import_identities import Identities
from factually_app.operations.import_report import Count, ImportedArticle, ImportReport
from factually_app.store import edition
from factually_app.store.engine import Engine, Statement


class Outcome(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    SAME = "same"


_RANKS = {kind: rank for rank, kind in enumerate(Kind)}
_OF_THE_GOAL = {_RANKS[kind] for kind in (Kind.CAMPAIGN, Kind.LEDGER_ROW, Kind.PLEDGE)}


@dataclass(eq=False)
class ImportPlan:
    """Statements and problems as they are found. `by` and `at` sign what is new.

    `files` are in the order in which they are written, kind after kind; `revised` counts the
    revisions that they hold of a record, where none is missing. `planned` are the records it has
    come to so far, `brought` those of them that are new and come with their revisions.
    """

    engine: Engine
    by: str
    at: str
    files: Sequence[str]
    who: Identities
    revised: Mapping[tuple[str, str], int]
    problems: list[Problem] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    articles: list[ImportedArticle] = field(default_factory=list)
    brought: set[tuple[Kind, str]] = field(default_factory=set)
    planned: set[tuple[Kind, str]] = field(default_factory=set)
    _outcomes: Counter[tuple[Kind, Outcome]] = field(default_factory=Counter)
    _pieces: dict[tuple[int, str], list[Statement]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        self._file_ranks = {file: rank for rank, file in enumerate(self.files)}

    def record(self, entry: Entry, statements: Sequence[Statement], *, is_new: bool) -> None:
        """Plan what an entry comes to; no statements means that all is as it says already."""
        self.add(entry.kind, self.who.id_of(entry), statements, file=entry.file, is_new=is_new)

    def add(
        self, kind: Kind, record_id: str, statements: Sequence[Statement], *, file: str, is_new: bool
    ) -> None:
        """Plan and count what becomes of a record."""
        outcome = Outcome.CHANGED if statements else Outcome.SAME
        self.write(kind, file, statements)
        self.count(kind, record_id, Outcome.NEW if is_new else outcome)

    def write(self, kind: Kind, file: str, statements: Sequence[Statement]) -> None:
        """Plan statements without counting a record."""
        if statements:
            self._pieces[_RANKS[kind], file].extend(statements)

    def count(self, kind: Kind, record_id: str, outcome: Outcome) -> None:
        """Count what becomes of a record."""
        self._outcomes[kind, outcome] += 1
        self.planned.add((kind, record_id))

    def exists(self, kind: Kind, record_id: str) -> bool:
        """Say whether a record is kept already or planned so far."""
        return (kind, record_id) in self.planned or self.who.names(kind).is_kept(record_id)

    def resolve(self, kind: Kind, name: Name | None, entry: Entry) -> str | None:
        """Return the id of the record that `entry` names; a name nobody has is a problem."""
        if name is None:
            return None
        names = self.who.names(kind)
        if (record_id := names.resolve(name.text)) is None:
            self.problems.append(entry.problem(names.unknown(name.text), line=name.line))
        return record_id

    def resolve_all(self, kind: Kind, names: Sequence[Name], entry: Entry) -> tuple[str, ...]:
        """Return the ids of the records in a list, where none may stand twice."""
        found: dict[str, Name] = {}
        for name in names:
            record_id = self.resolve(kind, name, entry)
            if record_id in found:
                message = f"'{name.text}' stands on line {found[record_id].line} already"
                self.problems.append(entry.problem(message, line=name.line))
            elif record_id:
                found[record_id] = name
        return tuple(found)

    def later(self, *files: str) -> str:
        """Return which of the files is written last."""
        return max(files, key=self._file_ranks.__getitem__)

    def batches(self) -> Iterator[list[Statement]]:
        """Yield a batch for each file, in an order in which all that is named is there already.

        A file is divided only where it holds several kinds and other files come between them.
        """
        pieces = sorted(self._pieces, key=lambda piece: (piece[0], self._file_ranks[piece[1]]))
        for _, group in groupby(pieces, key=lambda piece: piece[1]):
            batch: list[Statement] = []
            ranks = set()
            for piece in group:
                batch += self._pieces[piece]
                ranks.add(piece[0])
            yield [*batch, *_editions(ranks)]

    def report(self, *, dry_run: bool) -> ImportReport:
        """Say what all this comes to."""
        kinds = [kind for kind in Kind if any((kind, outcome) in self._outcomes for outcome in Outcome)]
        counts = {kind: Count(*(self._outcomes[kind, outcome] for outcome in Outcome)) for kind in kinds}
        return ImportReport(counts, tuple(self.articles), warnings=tuple(self.warnings), dry_run=dry_run)


def _editions(ranks: set[int]) -> Iterator[Statement]:
    if ranks - _OF_THE_GOAL:
        yield edition.content_changed()
    if ranks & _OF_THE_GOAL:
        yield edition.campaign_changed()
