"""Guards of claims and sources: what must still be true of them when a batch is committed."""

from collections.abc import Iterable

from factually_app.store.engine import Statement
from factually_app.store.rows import id_list

_STATUS = {
    "claim": "INSERT OR REPLACE INTO guard (id, ok)"
    " SELECT 1, EXISTS (SELECT 1 FROM claims WHERE id = :id AND status = :status)",
    "source": "INSERT OR REPLACE INTO guard (id, ok)"
    " SELECT 1, EXISTS (SELECT 1 FROM sources WHERE id = :id AND status = :status)",
}
_UNUSED = {
    "claim": "INSERT OR REPLACE INTO guard (id, ok)"
    " SELECT 1, NOT EXISTS (SELECT 1 FROM question_claims WHERE claim_id = :id)"
    " AND NOT EXISTS (SELECT 1 FROM section_claims WHERE claim_id = :id)"
    " AND NOT EXISTS (SELECT 1 FROM articles WHERE claim_id = :id)",
    "source": "INSERT OR REPLACE INTO guard (id, ok)"
    " SELECT 1, NOT EXISTS (SELECT 1 FROM evidence WHERE source_id = :id)"
    " AND NOT EXISTS (SELECT 1 FROM article_sources WHERE source_id = :id)",
}


def guard_status(kind: str, record_id: str, status: str) -> Statement:
    """Undo the whole batch unless a 'claim' or 'source' has this status."""
    return Statement(_STATUS[kind], {"id": record_id, "status": status})


def guard_unused(kind: str, record_id: str) -> Statement:
    """Undo the whole batch unless no answer, check or claim uses a 'claim' or 'source' any more."""
    return Statement(_UNUSED[kind], {"id": record_id})


def guard_evidenced(claim_ids: Iterable[str]) -> Statement:
    """Undo the whole batch if readers would see one of these claims rated and without evidence."""
    return Statement(
        "INSERT OR REPLACE INTO guard (id, ok) SELECT 1, NOT EXISTS (SELECT 1 FROM claims"
        " WHERE id IN (SELECT value FROM json_each(:ids)) AND status <> 'draft' AND rating <> 'unproven'"
        " AND NOT EXISTS (SELECT 1 FROM evidence WHERE claim_id = claims.id))",
        {"ids": id_list(claim_ids)},
    )


def guard_not_in_public_use(claim_id: str) -> Statement:
    """Undo the whole batch if a published check or answer rests on a claim."""
    return Statement(
        "INSERT OR REPLACE INTO guard (id, ok) SELECT 1,"
        " NOT EXISTS (SELECT 1 FROM question_claims"
        " JOIN questions ON questions.id = question_claims.question_id"
        " WHERE question_claims.claim_id = :id AND questions.status <> 'draft')"
        " AND NOT EXISTS (SELECT 1 FROM section_claims"
        " JOIN articles ON articles.id = section_claims.article_id"
        " WHERE section_claims.claim_id = :id AND articles.status = 'published')"
        " AND NOT EXISTS (SELECT 1 FROM articles WHERE claim_id = :id AND status = 'published')",
        {"id": claim_id},
    )
