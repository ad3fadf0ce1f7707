"""Articles as readers meet them: one, the newest, and those that use a claim, question or source."""

from collections.abc import Iterable, Iterator
from datetime import date

from sqlite_utils import Database

from factually_app.domain.article import Article, ArticleStatus
from factually_app.domain.errors import NotFoundError
from factually_app.domain.rating import Rating
from factually_app.domain.topic import Topic
from factually_app.store.rows import Row, id_list


def get_article(db: Database, article_id: str) -> Article:
    """Return an article in whatever state; NotFoundError when there is none."""
    rows = db.query(
        """
        SELECT articles.id, articles.ref, articles.slug, articles.title, articles.claim_id,
               articles.rating, articles.rating_reason, articles.checked_on, articles.language,
               articles.summary_markdown, articles.summary_html, articles.word_count,
               articles.status, articles.unnamed_accepted, articles.version,
               articles.created_at, articles.updated_at,
               topics.id AS topic_id, topics.slug AS topic_slug, topics.name AS topic_name,
               topics.description AS topic_description
          FROM articles
          JOIN topics ON topics.id = articles.topic_id
         WHERE articles.id = :id
        """,
        {"id": article_id},
    )
    for row in rows:
        return article_from(row)
    raise NotFoundError(f"no article '{article_id}'")


def get_published(db: Database, article_id: str) -> Article:
    """Return an article that readers may see; NotFoundError for drafts and unknown ids alike."""
    article = get_article(db, article_id)
    if article.status is not ArticleStatus.PUBLISHED:
        raise NotFoundError(f"no published article '{article_id}'")
    return article


def get_public(db: Database, article_id: str) -> Article:
    """Return an article whose address readers may ask for: one that is published or was withdrawn."""
    article = get_article(db, article_id)
    if article.status is ArticleStatus.DRAFT:
        raise NotFoundError(f"no published article '{article_id}'")
    return article


def public_articles(db: Database, ids: Iterable[str]) -> dict[str, Article]:
    """Return those of the articles that are published or were withdrawn, by id."""
    rows = db.query(
        """
        SELECT articles.id, articles.ref, articles.slug, articles.title, articles.claim_id,
               articles.rating, articles.rating_reason, articles.checked_on, articles.language,
               articles.summary_markdown, articles.summary_html, articles.word_count,
               articles.status, articles.unnamed_accepted, articles.version,
               articles.created_at, articles.updated_at,
               topics.id AS topic_id, topics.slug AS topic_slug, topics.name AS topic_name,
               topics.description AS topic_description
          FROM articles
          JOIN topics ON topics.id = articles.topic_id
         WHERE articles.status <> 'draft'
           AND articles.id IN (SELECT value FROM json_each(:ids))
        """,
        {"ids": id_list(ids)},
    )
    return {row["id"]: article_from(row) for row in rows}


def newest_articles(
    db: Database, *, limit: int, offset: int = 0, topic_id: str | None = None
) -> list[Article]:
    """Return published articles, newest check first, of one topic or of all.

    Each of the two walks an index of its own, so that a topic of few articles is not sought among all.
    """
    rows = db.query(
        """
        SELECT articles.id, articles.ref, articles.slug, articles.title, articles.claim_id,
               articles.rating, articles.rating_reason, articles.checked_on, articles.language,
               articles.summary_markdown, articles.summary_html, articles.word_count,
               articles.status, articles.unnamed_accepted, articles.version,
               articles.created_at, articles.updated_at,
               topics.id AS topic_id, topics.slug AS topic_slug, topics.name AS topic_name,
               topics.description AS topic_description
          FROM articles
          JOIN topics ON topics.id = articles.topic_id
         WHERE articles.id IN (
               SELECT id FROM (SELECT id FROM articles
                                WHERE :topic_id IS NULL AND status = 'published'
                                ORDER BY checked_on DESC, id LIMIT :limit OFFSET :offset)
                UNION ALL
               SELECT id FROM (SELECT id FROM articles
                                WHERE topic_id = :topic_id AND status = 'published'
                                ORDER BY checked_on DESC, id LIMIT :limit OFFSET :offset))
         ORDER BY articles.checked_on DESC, articles.id
        """,
        {"topic_id": topic_id, "limit": limit, "offset": offset},
    )
    return [article_from(row) for row in rows]


def article_ids(db: Database) -> Iterator[str]:
    """Yield the id of every article in whatever state."""
    return (row["id"] for row in db.query("SELECT id FROM articles ORDER BY id"))


def article_refs(db: Database) -> dict[str, str]:
    """Return the id of every article that was imported under a reference, by reference."""
    rows = db.query("SELECT ref, id FROM articles WHERE ref IS NOT NULL")
    return {row["ref"]: row["id"] for row in rows}


def articles_resting_on(db: Database, claim_id: str) -> list[Article]:
    """Return the published articles with this claim in a section or as their title claim."""
    rows = db.query(
        """
        SELECT article_id FROM section_claims WHERE claim_id = :claim_id
         UNION
        SELECT id FROM articles WHERE claim_id = :claim_id
        """,
        {"claim_id": claim_id},
    )
    return _published(db, [row["article_id"] for row in rows])


def articles_asking(db: Database, question_id: str) -> list[Article]:
    """Return the published articles that a question stands under."""
    rows = db.query(
        "SELECT article_id FROM article_questions WHERE question_id = :question_id",
        {"question_id": question_id},
    )
    return _published(db, [row["article_id"] for row in rows])


def articles_citing(db: Database, source_id: str) -> list[Article]:
    """Return the published articles that cite a source by a number."""
    rows = db.query(
        "SELECT DISTINCT article_id FROM article_sources WHERE source_id = :source_id",
        {"source_id": source_id},
    )
    return _published(db, [row["article_id"] for row in rows])


def _published(db: Database, ids: list[str]) -> list[Article]:
    rows = db.query(
        """
        SELECT articles.id, articles.ref, articles.slug, articles.title, articles.claim_id,
               articles.rating, articles.rating_reason, articles.checked_on, articles.language,
               articles.summary_markdown, articles.summary_html, articles.word_count,
               articles.status, articles.unnamed_accepted, articles.version,
               articles.created_at, articles.updated_at,
               topics.id AS topic_id, topics.slug AS topic_slug, topics.name AS topic_name,
               topics.description AS topic_description
          FROM articles
          JOIN topics ON topics.id = articles.topic_id
         WHERE articles.status = 'published'
           AND articles.id IN (SELECT value FROM json_each(:ids))
         ORDER BY articles.checked_on DESC, articles.id
        """,
        {"ids": id_list(ids)},
    )
    return [article_from(row) for row in rows]


def article_from(row: Row) -> Article:
    """Make an article of a row that has the topic's columns too."""
    return Article(
        id=row["id"],
        ref=row["ref"],
        slug=row["slug"],
        topic=Topic(row["topic_id"], row["topic_slug"], row["topic_name"], row["topic_description"]),
        title=row["title"],
        claim_id=row["claim_id"],
        rating=Rating(row["rating"]) if row["rating"] else None,
        rating_reason=row["rating_reason"],
        checked_on=date.fromisoformat(row["checked_on"]),
        language=row["language"],
        summary_markdown=row["summary_markdown"],
        summary_html=row["summary_html"],
        status=ArticleStatus(row["status"]),
        unnamed_accepted=bool(row["unnamed_accepted"]),
        word_count=row["word_count"],
        version=row["version"],
        created_at=row["created_at"],
        updated_at=row["updated_at"],
    )
