"""Revisions of an import: taken for records that are new here, never into a history kept already."""

from collections.abc import Sequence

from factually_app.domain.revision import Revision
from factually_app.formats.content_entry import Entry, Kind, Name
from factually_app.formats.exchange import is_item
from factually_app.operations.import_plan import ImportPlan, Outcome
from factually_app.operations.import_text import LABEL, line_in, text_in
from factually_app.store.revisions import all_revisions, insert_revision

# An article of many sections, each as long as may be, still fits.
LONGEST_SNAPSHOT = 10_000_000


def plan_revisions(plan: ImportPlan, entries: Sequence[Entry]) -> None:
    """Plan the revisions of records that come with all of theirs; count the others that differ."""
    kept = {kind: _kept(plan, kind) for kind in {Kind(entry.text("kind")) for entry in entries}}
    left = 0
    for entry in entries:
        kind = Kind(entry.text("kind"))
        record_id = plan.resolve(kind, Name(entry.text("record"), entry.line_of("record")), entry)
        revision = _revision(plan, entry, record_id or "")
        if (kind, record_id) in plan.brought:
            _count(plan, revision, Outcome.NEW)
            plan.write(Kind.REVISION, entry.file, [insert_revision(kind, revision)])
        elif kept[kind].get((revision.record_id, revision.number)) == revision:
            _count(plan, revision, Outcome.SAME)
        else:
            left += 1
    if left:
        plan.warnings.append(f"{left:,} revisions were left aside: their records have a history here already")


def _kept(plan: ImportPlan, kind: Kind) -> dict[tuple[str, int], Revision]:
    found = all_revisions(plan.engine.reader(), kind)
    return {(revision.record_id, revision.number): revision for revision in found}


def _revision(plan: ImportPlan, entry: Entry, record_id: str) -> Revision:
    return Revision(
        record_id=record_id,
        number=entry.number("number"),
        snapshot=_snapshot(plan, entry),
        note=text_in(plan, entry, "note") or None,
        made_by=line_in(plan, entry, "made_by", limit=LABEL),
        made_at=entry.text("made_at"),
    )


def _snapshot(plan: ImportPlan, entry: Entry) -> str:
    snapshot = text_in(plan, entry, "snapshot", limit=LONGEST_SNAPSHOT)
    if not is_item(snapshot):
        message = "`snapshot` is not what a record was, written as JSON"
        plan.problems.append(entry.problem(message, line=entry.line_of("snapshot")))
    return snapshot


def _count(plan: ImportPlan, revision: Revision, outcome: Outcome) -> None:
    plan.count(Kind.REVISION, f"{revision.record_id}:{revision.number}", outcome)
