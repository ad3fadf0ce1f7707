"""The audit log: sealing its entries with a chain of hashes, and verifying that chain."""

from factually_app.domain.chain import faults, sealed
from factually_app.store.audit import all_entries, entry_hash, newest_entries, seal_entry, unsealed_entries
from factually_app.store.engine import Engine

AT_ONCE = 1_000
"""Entries sealed in one batch."""


def seal_audit_log(engine: Engine) -> int:
    """Fill in the hashes that are missing, in order, and return how many.

    Several may do so at once: each hash follows from the entries before it, so all come to the same.
    """
    count = 0
    while entries := unsealed_entries(engine.reader(), limit=AT_ONCE):
        before = entry_hash(engine.reader(), entries[0].number - 1)
        if before is None:
            return count  # sealed out of order by something that is not ours: `verify_audit_log` says so
        engine.commit([seal_entry(*found) for found in sealed(entries, after=before)])
        count += len(entries)
    return count


def verify_audit_log(engine: Engine, *, newest: int | None = None) -> list[str]:
    """Return what is wrong with the audit log, or with so many of its newest entries."""
    db = engine.reader()
    last = next(iter(newest_entries(db, limit=1)), None)
    before = max(0, last.number - newest) if last and newest is not None else 0
    return faults(
        all_entries(db, after=before), name="the audit log", after=entry_hash(db, before), first=before + 1
    )
