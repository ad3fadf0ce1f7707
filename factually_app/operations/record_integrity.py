"""Checking claims and sources: their revisions, their merges, and that each can be found by its words."""

from collections.abc import Iterator

from factually_app.operations.others_integrity import index_findings, others_findings
from factually_app.operations.vectors import vector_findings
from factually_app.store import record_integrity
from factually_app.store.engine import Engine
from factually_app.store.spellings import spelling_faults
from factually_app.store.word_index import index_faults


def record_findings(engine: Engine) -> Iterator[str]:
    """Yield everything that is wrong with claims and sources as records."""
    db = engine.reader()
    yield from index_faults(db)
    yield from index_findings(engine)
    yield from others_findings(engine)
    yield from spelling_faults(db)
    yield from vector_findings(engine)
    for source_id in record_integrity.broken_source_revisions(db):
        yield f"the revisions of source {source_id} do not run up to its version without gaps"
    for kind, old_id in record_integrity.broken_moves(db):
        yield f"the {kind} {old_id} was merged, but does not lead from a retired record to one that is there"
    for claim_id in record_integrity.ratings_without_evidence(db):
        yield f"the claim {claim_id} is rated, readers see it, and no evidence is recorded for it"
    for kind, record_id in record_integrity.shown_drafts(db):
        yield f"the {kind} {record_id} is a draft, but something rests on it that readers see"
