"""Articles as the newsroom lists them: in whatever state, with how far their working copy has come."""

from dataclasses import dataclass

from sqlite_utils import Database

from factually_app.domain.article import ArticleStatus
from factually_app.domain.working_copy import WorkingState
from factually_app.store.rows import Row

SHOWS = ("live", "draft", "withdrawn", "writing", "submitted", "returned", "approved", "scheduled")
"""What a list may be narrowed to: a state of the article, or one of its working copy."""


@dataclass(frozen=True)
class ArticleLine:
    """One line of the list. `written` is None when nobody is writing at it."""

    id: str
    title: str
    topic: str
    status: ArticleStatus
    written: WorkingState | None
    publish_at: str | None
    saved_by: str | None
    at: str


def list_articles(
    db: Database, *, show: str | None, words: str, limit: int, offset: int = 0
) -> list[ArticleLine]:
    """Return articles, what was touched last first; `words` are part of the title, as live or as written."""
    rows = db.query(
        """
        WITH lines AS (
          SELECT articles.id,
                 coalesce(json_extract(working_copies.content, '$.title'), articles.title) AS title,
                 articles.title AS live_title, topics.name AS topic, articles.status,
                 working_copies.state, working_copies.publish_at, working_copies.saved_by,
                 coalesce(working_copies.updated_at, articles.updated_at) AS at
            FROM articles
            JOIN topics ON topics.id = articles.topic_id
            LEFT JOIN working_copies
              ON working_copies.kind = 'article' AND working_copies.record_id = articles.id)
        SELECT id, title, topic, status, state, publish_at, saved_by, at
          FROM lines
         WHERE (:show IS NULL OR :show IN (state, status) OR (:show = 'live' AND status = 'published'))
           AND (:words = '' OR instr(lower(title), lower(:words)) OR instr(lower(live_title), lower(:words)))
         ORDER BY at DESC, id
         LIMIT :limit OFFSET :offset
        """,
        {"show": show if show in SHOWS else None, "words": words, "limit": limit, "offset": offset},
    )
    return [_line(row) for row in rows]


def _line(row: Row) -> ArticleLine:
    return ArticleLine(
        id=row["id"],
        title=row["title"],
        topic=row["topic"],
        status=ArticleStatus(row["status"]),
        written=WorkingState(row["state"]) if row["state"] else None,
        publish_at=row["publish_at"],
        saved_by=row["saved_by"],
        at=row["at"],
    )
