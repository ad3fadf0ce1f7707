"""Corrections: reads, and the statement that adds one."""

from collections.abc import Iterator
from datetime import date

from sqlite_utils import Database

from factually_app.domain.correction import Correction, CorrectionKind
from factually_app.domain.errors import NotFoundError
from factually_app.store.engine import Statement
from factually_app.store.rows import Row


def get_correction(db: Database, correction_id: str) -> Correction:
    """Return one notice; NotFoundError when there is none."""
    rows = db.query(
        """
        SELECT id, kind, article_id, claim_id, place, was, now, made_on, made_by, created_at
          FROM corrections
         WHERE id = :id
        """,
        {"id": correction_id},
    )
    for row in rows:
        return correction_from(row)
    raise NotFoundError(f"no correction '{correction_id}'")


def corrections_of_article(db: Database, article_id: str) -> list[Correction]:
    """Return the notices about an article or about a claim it rests on, the newest first.

    Notices about a claim that was merged belong to the one that stands for it.
    """
    rows = db.query(
        """
        WITH RECURSIVE resting (id) AS (
          SELECT claim_id FROM section_claims WHERE article_id = :article_id
           UNION
          SELECT claim_id FROM articles WHERE id = :article_id
           UNION
          SELECT moved_records.old_id
            FROM moved_records JOIN resting ON resting.id = moved_records.new_id
           WHERE moved_records.kind = 'claim')
        SELECT id, kind, article_id, claim_id, place, was, now, made_on, made_by, created_at
          FROM corrections
         WHERE article_id = :article_id
            OR claim_id IN (SELECT id FROM resting)
         ORDER BY made_on DESC, created_at DESC, id
        """,
        {"article_id": article_id},
    )
    return [correction_from(row) for row in rows]


def corrections_of_claim(db: Database, claim_id: str) -> list[Correction]:
    """Return the notices about a claim record and those merged into it, the newest first."""
    rows = db.query(
        """
        WITH RECURSIVE merged (id) AS (
          SELECT :claim_id
           UNION
          SELECT moved_records.old_id
            FROM moved_records JOIN merged ON merged.id = moved_records.new_id
           WHERE moved_records.kind = 'claim')
        SELECT id, kind, article_id, claim_id, place, was, now, made_on, made_by, created_at
          FROM corrections
         WHERE claim_id IN (SELECT id FROM merged)
         ORDER BY made_on DESC, created_at DESC, id
        """,
        {"claim_id": claim_id},
    )
    return [correction_from(row) for row in rows]


def newest_corrections(db: Database, *, limit: int, offset: int = 0) -> list[Correction]:
    """Return notices that readers may see, the newest first: none about a draft."""
    rows = db.query(
        """
        SELECT corrections.id, corrections.kind, corrections.article_id, corrections.claim_id,
               corrections.place, corrections.was, corrections.now, corrections.made_on,
               corrections.made_by, corrections.created_at
          FROM corrections
          LEFT JOIN articles ON articles.id = corrections.article_id
          LEFT JOIN claims ON claims.id = corrections.claim_id
         WHERE (articles.id IS NULL OR articles.status <> 'draft')
           AND (claims.id IS NULL OR claims.status <> 'draft')
         ORDER BY corrections.made_on DESC, corrections.created_at DESC, corrections.id
         LIMIT :limit OFFSET :offset
        """,
        {"limit": limit, "offset": offset},
    )
    return [correction_from(row) for row in rows]


def all_corrections(db: Database) -> Iterator[Correction]:
    """Yield every notice, the oldest first."""
    rows = db.query(
        """
        SELECT id, kind, article_id, claim_id, place, was, now, made_on, made_by, created_at
          FROM corrections
         ORDER BY created_at, id
        """
    )
    return (correction_from(row) for row in rows)


def correction_from(row: Row) -> Correction:
    """Make a notice of a row."""
    made_on = date.fromisoformat(row["made_on"])
    return Correction(**{**row, "kind": CorrectionKind(row["kind"]), "made_on": made_on})


def insert_correction(correction: Correction) -> Statement:
    return Statement(
        "INSERT INTO corrections (id, kind, article_id, claim_id, place, was, now, made_on, made_by,"
        " created_at) VALUES (:id, :kind, :article_id, :claim_id, :place, :was, :now, :made_on, :made_by,"
        " :created_at)",
        {**vars(correction), "kind": correction.kind.value, "made_on": correction.made_on.isoformat()},
    )
