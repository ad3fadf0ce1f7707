"""Where claims and sources are used: counts for lists, and the records themselves for one."""

from collections.abc import Iterable

from sqlite_utils import Database

from factually_app.domain.record_use import User, UserKind, Uses
from factually_app.store.rows import Row, id_list


def uses_of_claims(db: Database, claim_ids: Iterable[str]) -> dict[str, Uses]:
    """Return, for each claim that is used, in how many answers and checks."""
    rows = db.query(
        """
        WITH asked AS (SELECT value AS id FROM json_each(:ids)),
             answers AS (SELECT claim_id, count(*) AS n FROM question_claims
                          WHERE claim_id IN (SELECT id FROM asked) GROUP BY claim_id),
             checks AS (SELECT claim_id, count(DISTINCT article_id) AS n
                          FROM (SELECT claim_id, article_id FROM section_claims
                                 UNION SELECT claim_id, id FROM articles WHERE claim_id IS NOT NULL)
                         WHERE claim_id IN (SELECT id FROM asked) GROUP BY claim_id)
        SELECT asked.id, coalesce(answers.n, 0) AS answers, coalesce(checks.n, 0) AS checks
          FROM asked
          LEFT JOIN answers ON answers.claim_id = asked.id
          LEFT JOIN checks ON checks.claim_id = asked.id
        """,
        {"ids": id_list(claim_ids)},
    )
    return {row["id"]: Uses(answers=row["answers"], checks=row["checks"]) for row in rows}


def uses_of_sources(db: Database, source_ids: Iterable[str]) -> dict[str, Uses]:
    """Return, for each source, in how many claims and checks it is used."""
    rows = db.query(
        """
        WITH asked AS (SELECT value AS id FROM json_each(:ids)),
             claiming AS (SELECT source_id, count(DISTINCT claim_id) AS n FROM evidence
                           WHERE source_id IN (SELECT id FROM asked) GROUP BY source_id),
             checks AS (SELECT source_id, count(DISTINCT article_id) AS n FROM article_sources
                         WHERE source_id IN (SELECT id FROM asked) GROUP BY source_id)
        SELECT asked.id, coalesce(claiming.n, 0) AS claims, coalesce(checks.n, 0) AS checks
          FROM asked
          LEFT JOIN claiming ON claiming.source_id = asked.id
          LEFT JOIN checks ON checks.source_id = asked.id
        """,
        {"ids": id_list(source_ids)},
    )
    return {row["id"]: Uses(claims=row["claims"], checks=row["checks"]) for row in rows}


def is_in_public_use(db: Database, claim_id: str) -> bool:
    """Say whether a check or an answer that readers see rests on a claim."""
    rows = db.query(
        """
        SELECT 1 FROM question_claims JOIN questions ON questions.id = question_claims.question_id
         WHERE question_claims.claim_id = :id AND questions.status <> 'draft'
         UNION ALL
        SELECT 1 FROM section_claims JOIN articles ON articles.id = section_claims.article_id
         WHERE section_claims.claim_id = :id AND articles.status = 'published'
         UNION ALL
        SELECT 1 FROM articles WHERE claim_id = :id AND status = 'published'
        """,
        {"id": claim_id},
    )
    return any(rows)


def users_of_claim(db: Database, claim_id: str) -> list[User]:
    """Return the articles and questions that use a claim, also those being written."""
    rows = db.query(
        """
        SELECT 'article' AS kind, articles.id, articles.title AS text, articles.status,
               '/fact-checks/' || topics.slug || '/' || articles.slug || '-' || articles.id AS url,
               articles.status = 'published' AS is_public, 0 AS is_written
          FROM articles JOIN topics ON topics.id = articles.topic_id
         WHERE articles.claim_id = :id
            OR articles.id IN (SELECT article_id FROM section_claims WHERE claim_id = :id)
         UNION ALL
        SELECT 'question', questions.id, questions.text, questions.status,
               '/questions/' || questions.slug || '-' || questions.id, questions.status <> 'draft', 0
          FROM questions JOIN question_claims ON question_claims.question_id = questions.id
         WHERE question_claims.claim_id = :id
         ORDER BY 1, 3, 2
        """,
        {"id": claim_id},
    )
    return [*(_user(row) for row in rows), *_writers_using(db, claim_id)]


def users_of_source(db: Database, source_id: str) -> list[User]:
    """Return the articles and claims that use a source, also articles being written."""
    rows = db.query(
        """
        SELECT 'article' AS kind, articles.id, articles.title AS text, articles.status,
               '/fact-checks/' || topics.slug || '/' || articles.slug || '-' || articles.id AS url,
               articles.status = 'published' AS is_public, 0 AS is_written
          FROM articles JOIN topics ON topics.id = articles.topic_id
         WHERE articles.id IN (SELECT article_id FROM article_sources WHERE source_id = :id)
         UNION ALL
        SELECT 'claim', claims.id, claims.text, claims.status,
               '/claims/' || claims.slug || '-' || claims.id, claims.status <> 'draft', 0
          FROM claims
         WHERE claims.id IN (SELECT claim_id FROM evidence WHERE source_id = :id)
         ORDER BY 1, 3, 2
        """,
        {"id": source_id},
    )
    return [*(_user(row) for row in rows), *_writers_using(db, source_id)]


def _writers_using(db: Database, record_id: str) -> list[User]:
    """Return the articles and questions whose working copies name a record."""
    rows = db.query(
        """
        SELECT working_copies.kind, working_copies.record_id AS id,
               coalesce(articles.title, questions.text) AS text,
               working_copies.state AS status, '' AS url, 0 AS is_public, 1 AS is_written
          FROM working_copies
          LEFT JOIN articles ON working_copies.kind = 'article' AND articles.id = working_copies.record_id
          LEFT JOIN questions ON working_copies.kind = 'question' AND questions.id = working_copies.record_id
         WHERE instr(working_copies.content, :id) > 0
         ORDER BY 1, 3, 2
        """,
        {"id": record_id},
    )
    return [_user(row) for row in rows]


def _user(row: Row) -> User:
    return User(
        kind=UserKind(row["kind"]),
        id=row["id"],
        text=row["text"],
        status=row["status"],
        url=row["url"] if row["is_public"] else None,
        is_written=bool(row["is_written"]),
    )
