"""What was met at the addresses of sources: whom to ask next, what came of it, what needs a look."""

from dataclasses import dataclass

from sqlite_utils import Database

from factually_app.domain.source import Source
from factually_app.domain.source_check import Outcome, SourceCheck
from factually_app.store.engine import Statement
from factually_app.store.rows import Row
from factually_app.store.sources import source_from


@dataclass(frozen=True)
class CheckedSource:
    """A source with what was met at its address, if anybody asked."""

    source: Source
    check: SourceCheck | None


def find_check(db: Database, source_id: str) -> SourceCheck | None:
    """Return what was met at the address of a source; None when nobody asked."""
    rows = db.query(
        """
        SELECT source_id, outcome, status, leads_to, detail, checked_at
          FROM source_checks
         WHERE source_id = :id
        """,
        {"id": source_id},
    )
    return next((_check(row) for row in rows), None)


def any_was_asked(db: Database) -> bool:
    """Say whether the address of any source was ever asked for its document."""
    return bool(list(db.query("SELECT source_id FROM source_checks LIMIT 1")))


def sources_to_ask(db: Database, *, before: str, limit: int) -> list[Source]:
    """Return sources with an address that nobody asked since a moment, what was asked longest ago first."""
    rows = db.query(
        """
        SELECT sources.id, sources.ref, sources.slug, sources.title, sources.publisher, sources.author,
               sources.published, sources.address, sources.archive_address, sources.kind, sources.language,
               sources.note, sources.checked, sources.version, sources.created_at, sources.updated_at,
               sources.status
          FROM sources
          LEFT JOIN source_checks ON source_checks.source_id = sources.id
         WHERE sources.address IS NOT NULL
           AND sources.status <> 'retired'
           AND (source_checks.checked_at IS NULL OR source_checks.checked_at < :before)
         ORDER BY source_checks.checked_at IS NOT NULL, source_checks.checked_at, sources.id
         LIMIT :limit
        """,
        {"before": before, "limit": limit},
    )
    return [source_from(row) for row in rows]


def sources_to_look_at(db: Database) -> list[CheckedSource]:
    """Return sources in use that nobody read, that were not found again, or that lack an archived copy."""
    rows = db.query(
        """
        SELECT sources.id, sources.ref, sources.slug, sources.title, sources.publisher, sources.author,
               sources.published, sources.address, sources.archive_address, sources.kind, sources.language,
               sources.note, sources.checked, sources.version, sources.created_at, sources.updated_at,
               sources.status,
               source_checks.source_id, source_checks.outcome, source_checks.status AS met_status,
               source_checks.leads_to, source_checks.detail, source_checks.checked_at
          FROM sources
          LEFT JOIN source_checks ON source_checks.source_id = sources.id
         WHERE sources.status <> 'retired'
           AND (sources.checked = 0 OR sources.archive_address IS NULL OR source_checks.outcome <> 'found')
         ORDER BY sources.title, sources.id
        """
    )
    return [CheckedSource(source_from(row), _joined_check(row)) for row in rows]


def put_check(check: SourceCheck, *, address: str | None) -> Statement:
    """Keep what was met last, unless the source has another address by now."""
    return Statement(
        "INSERT INTO source_checks (source_id, outcome, status, leads_to, detail, checked_at)"
        " SELECT :source_id, :outcome, :status, :leads_to, :detail, :checked_at"
        " FROM sources WHERE id = :source_id AND address IS :address"
        " ON CONFLICT (source_id) DO UPDATE SET outcome = excluded.outcome, status = excluded.status,"
        " leads_to = excluded.leads_to, detail = excluded.detail, checked_at = excluded.checked_at",
        {**vars(check), "outcome": check.outcome.value, "address": address},
    )


def delete_check(source_id: str) -> Statement:
    """Forget what was met: the address is another one now."""
    return Statement("DELETE FROM source_checks WHERE source_id = :id", {"id": source_id})


def _check(row: Row) -> SourceCheck:
    return SourceCheck(**{**row, "outcome": Outcome(row["outcome"])})


def _joined_check(row: Row) -> SourceCheck | None:
    if row["outcome"] is None:
        return None
    return SourceCheck(
        source_id=row["source_id"],
        outcome=Outcome(row["outcome"]),
        status=row["met_status"],
        leads_to=row["leads_to"],
        detail=row["detail"],
        checked_at=row["checked_at"],
    )
