"""Preview links: reads and statements."""

from sqlite_utils import Database

from factually_app.domain.preview_link import PreviewLink
from factually_app.store.engine import Statement


def find_preview_link(db: Database, digest: str) -> PreviewLink | None:
    """Return the link whose token has this digest, also one that works no more."""
    rows = db.query(
        """
        SELECT id, digest, article_id, revision, label, made_by, created_at, expires_at, revoked_at
          FROM preview_links
         WHERE digest = :digest
        """,
        {"digest": digest},
    )
    return next((PreviewLink(**row) for row in rows), None)


def preview_links_of(db: Database, article_id: str) -> list[PreviewLink]:
    """Return every link to an article, the newest first."""
    rows = db.query(
        """
        SELECT id, digest, article_id, revision, label, made_by, created_at, expires_at, revoked_at
          FROM preview_links
         WHERE article_id = :article_id
         ORDER BY created_at DESC, id
        """,
        {"article_id": article_id},
    )
    return [PreviewLink(**row) for row in rows]


def insert_preview_link(link: PreviewLink) -> Statement:
    return Statement(
        "INSERT INTO preview_links"
        " (id, digest, article_id, revision, label, made_by, created_at, expires_at, revoked_at)"
        " VALUES (:id, :digest, :article_id, :revision, :label, :made_by, :created_at, :expires_at,"
        " :revoked_at)",
        vars(link),
    )


def revoke_link(link_id: str, *, article_id: str, at: str) -> Statement:
    """Let a link of an article that still works work no more; guard it."""
    return Statement(
        "UPDATE preview_links SET revoked_at = :at"
        " WHERE id = :id AND article_id = :article_id AND revoked_at IS NULL",
        {"id": link_id, "article_id": article_id, "at": at},
    )
