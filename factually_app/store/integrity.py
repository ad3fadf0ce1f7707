"""What must never be in a database of ours: reads for `factually check` alone, each finding what is wrong."""

import sqlite3

from sqlite_utils import Database


def file_faults(db: Database) -> list[str]:
    """Return what SQLite itself finds wrong with the file."""
    try:
        rows = [row["integrity_check"] for row in db.query("PRAGMA integrity_check")]
    except sqlite3.DatabaseError as error:
        return [str(error)]
    return [row for row in rows if row != "ok"]


def broken_references(db: Database) -> list[tuple[str, str]]:
    """Return, for each row that names a record which is not there, its table and the one it names."""
    return [(row["table"], row["parent"]) for row in db.query("PRAGMA foreign_key_check")]


def has_edition(db: Database) -> bool:
    """Tell whether the version numbers are there that caches ask."""
    return any(db.query("SELECT id FROM edition WHERE id = 1"))


def campaigns_without_totals(db: Database) -> list[str]:
    """Return the ids of campaigns that no total is kept for."""
    rows = db.query(
        """
        SELECT campaigns.id
          FROM campaigns
          LEFT JOIN campaign_totals ON campaign_totals.campaign_id = campaigns.id
         WHERE campaign_totals.campaign_id IS NULL
         ORDER BY campaigns.id
        """
    )
    return [row["id"] for row in rows]


def miscounted_supporters(db: Database) -> dict[str, int]:
    """Return how many people of each campaign have another number of pledges that stand than is kept."""
    rows = db.query(
        """
        WITH kept AS (SELECT campaign_id, person, standing FROM supporters),
             anew AS (SELECT campaign_id, person, count(*) AS standing
                        FROM pledges
                       WHERE paid = 1 AND campaign_id IS NOT NULL AND person IS NOT NULL
                         AND dispute IN (0, 3)
                         AND (refunded_minor = 0 OR refunded_minor < amount_minor)
                       GROUP BY campaign_id, person),
             wrong AS (SELECT campaign_id, person
                         FROM (SELECT campaign_id, person, standing FROM kept
                               EXCEPT SELECT campaign_id, person, standing FROM anew)
                        UNION
                       SELECT campaign_id, person
                         FROM (SELECT campaign_id, person, standing FROM anew
                               EXCEPT SELECT campaign_id, person, standing FROM kept))
        SELECT campaign_id, count(*) AS people FROM wrong GROUP BY campaign_id ORDER BY campaign_id
        """
    )
    return {row["campaign_id"]: row["people"] for row in rows}


def published_with_unnamed_sources(db: Database) -> list[str]:
    """Return the ids of articles that readers see with an `[n]` which nobody accepted as unnamed."""
    rows = db.query(
        """
        SELECT DISTINCT articles.id
          FROM articles
          JOIN article_sources ON article_sources.article_id = articles.id
         WHERE articles.status = 'published'
           AND articles.unnamed_accepted = 0
           AND article_sources.source_id IS NULL
         ORDER BY articles.id
        """
    )
    return [row["id"] for row in rows]


def broken_sequences(db: Database) -> list[tuple[str, str]]:
    """Return kind and id of every record whose numbered parts do not run from 1 without gaps.

    A record's revisions have to end with its version too.
    """
    rows = db.query(
        """
        SELECT 'evidence of claim' AS kind, claim_id AS id FROM evidence
         GROUP BY claim_id HAVING min(position) <> 1 OR max(position) <> count(*)
         UNION ALL
        SELECT 'sections of article', article_id FROM sections
         GROUP BY article_id HAVING min(position) <> 1 OR max(position) <> count(*)
         UNION ALL
        SELECT 'revisions of article', articles.id
          FROM articles LEFT JOIN article_revisions ON article_revisions.article_id = articles.id
         GROUP BY articles.id
        HAVING coalesce(max(number), 0) <> articles.version OR count(number) <> articles.version
         UNION ALL
        SELECT 'revisions of claim', claims.id
          FROM claims LEFT JOIN claim_revisions ON claim_revisions.claim_id = claims.id
         GROUP BY claims.id
        HAVING coalesce(max(number), 0) <> claims.version OR count(number) <> claims.version
         UNION ALL
        SELECT 'revisions of question', questions.id
          FROM questions LEFT JOIN question_revisions ON question_revisions.question_id = questions.id
         GROUP BY questions.id
        HAVING coalesce(max(number), 0) <> questions.version OR count(number) <> questions.version
         ORDER BY 1, 2
        """
    )
    return [(row["kind"], row["id"]) for row in rows]
