"""Claims and sources as the newsroom lists them: what was found best first, else what changed last."""

from collections.abc import Mapping

from sqlite_utils import Database

from factually_app.domain.claim import Claim
from factually_app.domain.record_filter import RecordFilter
from factually_app.domain.source import Source
from factually_app.store.claims import claim_from
from factually_app.store.engine import Value
from factually_app.store.finding import find_records
from factually_app.store.rows import id_list
from factually_app.store.sources import source_from

_MOST_FOUND = 500
"""Of what was typed; whoever wants more than that types another word."""


def listed_claims(db: Database, wanted: RecordFilter, *, limit: int, offset: int = 0) -> list[Claim]:
    """Return a page of the claims that a filter lets through."""
    rows = db.query(
        """
        SELECT claims.id, claims.ref, claims.slug, claims.text, claims.about, claims.kind, claims.rating,
               claims.happened, claims.checked, claims.version, claims.created_at, claims.updated_at,
               claims.status
          FROM claims
          LEFT JOIN json_each(:ids) AS found ON found.value = claims.id
         WHERE (:ids IS NULL OR found.value IS NOT NULL)
           AND (:status IS NULL OR claims.status = :status)
           AND (:rating IS NULL OR claims.rating = :rating)
           AND (NOT :is_unchecked OR claims.checked = 0
                OR EXISTS (SELECT 1 FROM evidence WHERE claim_id = claims.id AND checked = 0))
           AND (NOT :is_unused
                OR NOT EXISTS (SELECT 1 FROM question_claims WHERE claim_id = claims.id)
                   AND NOT EXISTS (SELECT 1 FROM section_claims WHERE claim_id = claims.id)
                   AND NOT EXISTS (SELECT 1 FROM articles WHERE articles.claim_id = claims.id))
         ORDER BY found.key, claims.updated_at DESC, claims.id
         LIMIT :limit OFFSET :offset
        """,
        {**_params(db, "claim", wanted), "limit": limit, "offset": offset},
    )
    return [claim_from(row) for row in rows]


def listed_sources(db: Database, wanted: RecordFilter, *, limit: int, offset: int = 0) -> list[Source]:
    """Return a page of the sources that a filter lets through."""
    rows = db.query(
        """
        SELECT sources.id, sources.ref, sources.slug, sources.title, sources.publisher, sources.author,
               sources.published, sources.address, sources.archive_address, sources.kind, sources.language,
               sources.note, sources.checked, sources.version, sources.created_at, sources.updated_at,
               sources.status
          FROM sources
          LEFT JOIN json_each(:ids) AS found ON found.value = sources.id
         WHERE (:ids IS NULL OR found.value IS NOT NULL)
           AND (:status IS NULL OR sources.status = :status)
           AND (:rating IS NULL)
           AND (NOT :is_unchecked OR sources.checked = 0)
           AND (NOT :is_unused
                OR NOT EXISTS (SELECT 1 FROM evidence WHERE source_id = sources.id)
                   AND NOT EXISTS (SELECT 1 FROM article_sources WHERE source_id = sources.id))
         ORDER BY found.key, sources.updated_at DESC, sources.id
         LIMIT :limit OFFSET :offset
        """,
        {**_params(db, "source", wanted), "limit": limit, "offset": offset},
    )
    return [source_from(row) for row in rows]


def _params(db: Database, kind: str, wanted: RecordFilter) -> Mapping[str, Value]:
    ids = find_records(db, kind, wanted.typed, limit=_MOST_FOUND, any_status=True)
    return {
        "ids": id_list(ids) if wanted.typed.strip() else None,
        "status": wanted.status.value if wanted.status else None,
        "rating": wanted.rating.value if wanted.rating else None,
        "is_unchecked": int(wanted.is_unchecked),
        "is_unused": int(wanted.is_unused),
    }
