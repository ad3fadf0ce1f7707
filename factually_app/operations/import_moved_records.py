"""Merges of an import: where the address of a claim or source leads that was merged into another."""

from collections.abc import Sequence

from factually_app.domain.moved_record import MovedRecord
from factually_app.formats.content_entry import Entry, Kind
from factually_app.operations.import_plan import ImportPlan, Outcome
from factually_app.store.moved_records import all_moved, insert_moved


def plan_moved_records(plan: ImportPlan, entries: Sequence[Entry]) -> None:
    """Plan the merges that are new; count the others that differ."""
    kept = {(moved.kind, moved.old_id): moved for moved in all_moved(plan.engine.reader())}
    left = 0
    for entry in entries:
        moved = _moved(plan, entry)
        key = (moved.kind, moved.old_id)
        if key not in kept:
            kept[key] = moved
            plan.add(Kind.MOVED_RECORD, ":".join(key), [insert_moved(moved)], file=entry.file, is_new=True)
        elif kept[key] == moved:
            plan.count(Kind.MOVED_RECORD, ":".join(key), Outcome.SAME)
        else:
            left += 1
    if left:
        plan.warnings.append(f"{left:,} merges were left aside: their records lead elsewhere here")


def _moved(plan: ImportPlan, entry: Entry) -> MovedRecord:
    kind = Kind(entry.text("kind"))
    old_id = plan.resolve(kind, entry.name("old"), entry) or ""
    new_id = plan.resolve(kind, entry.name("new"), entry) or ""
    if old_id and old_id == new_id:
        plan.problems.append(entry.problem("a record is not merged into itself"))
    return MovedRecord(kind.value, old_id, new_id, entry.text("moved_at"))
