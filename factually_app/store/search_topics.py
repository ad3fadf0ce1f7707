"""What belongs to a topic: its checks, what they rest on, the questions under them and all that follows."""

from collections.abc import Sequence

from sqlite_utils import Database

from factually_app.domain.match import Match, MatchKind
from factually_app.store.rows import id_list


def matches_in_topic(db: Database, matches: Sequence[Match], slug: str) -> list[Match]:
    """Return those of the matches that belong to a topic, in their order."""
    rows = db.query(
        """
        WITH RECURSIVE
        asked AS (SELECT value AS id FROM json_each(:ids)),
        checks AS (
          SELECT articles.id
            FROM articles
            JOIN topics ON topics.id = articles.topic_id
           WHERE topics.slug = :slug AND articles.status = 'published'),
        under AS (
          SELECT question_id AS id FROM article_questions JOIN checks ON checks.id = article_id
           UNION
          SELECT next_id FROM next_questions JOIN under ON under.id = question_id),
        rests AS (
          SELECT claim_id AS id FROM section_claims JOIN checks ON checks.id = article_id
           UNION
          SELECT articles.claim_id FROM articles JOIN checks ON checks.id = articles.id
           WHERE articles.claim_id IS NOT NULL
           UNION
          SELECT claim_id FROM question_claims JOIN under ON under.id = question_id)
        SELECT 'check' AS kind, id FROM checks WHERE id IN (SELECT id FROM asked)
         UNION
        SELECT 'question', id FROM under WHERE id IN (SELECT id FROM asked)
         UNION
        SELECT 'claim', id FROM rests WHERE id IN (SELECT id FROM asked)
         UNION
        SELECT 'source', source_id
          FROM article_sources
          JOIN checks ON checks.id = article_id
         WHERE source_id IN (SELECT id FROM asked)
         UNION
        SELECT 'source', source_id
          FROM evidence
          JOIN rests ON rests.id = claim_id
         WHERE source_id IN (SELECT id FROM asked)
        """,
        {"ids": id_list(match.id for match in matches), "slug": slug},
    )
    members = {(MatchKind(row["kind"]), row["id"]) for row in rows}
    return [match for match in matches if (match.kind, match.id) in members]
