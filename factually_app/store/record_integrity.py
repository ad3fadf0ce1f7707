"""What must never be true of claims and sources: reads for `factually check` alone."""

from sqlite_utils import Database


def broken_source_revisions(db: Database) -> list[str]:
    """Return the sources whose revisions, if they have any, do not run without gaps up to their version."""
    rows = db.query(
        """
        SELECT sources.id
          FROM sources JOIN source_revisions ON source_revisions.source_id = sources.id
         GROUP BY sources.id
        HAVING max(number) <> sources.version OR count(number) <> max(number) - min(number) + 1
         ORDER BY sources.id
        """
    )
    return [row["id"] for row in rows]


def broken_moves(db: Database) -> list[tuple[str, str]]:
    """Return kind and old id of merges that lead nowhere, in a circle, or away from a record still in use."""
    rows = db.query(
        """
        WITH RECURSIVE led (kind, old_id, id) AS (
          SELECT kind, old_id, new_id FROM moved_records
           UNION
          SELECT led.kind, led.old_id, moved_records.new_id
            FROM led JOIN moved_records ON moved_records.kind = led.kind AND moved_records.old_id = led.id),
        ended (kind, old_id) AS (
          SELECT kind, old_id FROM led
           WHERE NOT EXISTS (SELECT 1 FROM moved_records
                              WHERE moved_records.kind = led.kind AND moved_records.old_id = led.id)
             AND ((kind = 'claim' AND id IN (SELECT id FROM claims))
               OR (kind = 'source' AND id IN (SELECT id FROM sources)))),
        retired (kind, id) AS (
          SELECT 'claim', id FROM claims WHERE status = 'retired'
           UNION ALL SELECT 'source', id FROM sources WHERE status = 'retired')
        SELECT kind, old_id FROM moved_records
         WHERE (kind, old_id) NOT IN (SELECT kind, old_id FROM ended)
            OR (kind, old_id) NOT IN (SELECT kind, id FROM retired)
         ORDER BY kind, old_id
        """
    )
    return [(row["kind"], row["old_id"]) for row in rows]


def ratings_without_evidence(db: Database) -> list[str]:
    """Return the claims that readers see with a rating that nothing stands behind."""
    rows = db.query(
        """
        SELECT id FROM claims
         WHERE status = 'live' AND rating <> 'unproven'
           AND NOT EXISTS (SELECT 1 FROM evidence WHERE claim_id = claims.id)
         ORDER BY id
        """
    )
    return [row["id"] for row in rows]


def shown_drafts(db: Database) -> list[tuple[str, str]]:
    """Return kind and id of drafts on which something rests that readers see."""
    rows = db.query(
        """
        SELECT 'claim' AS kind, claims.id FROM claims
         WHERE claims.status = 'draft'
           AND (EXISTS (SELECT 1 FROM question_claims
                          JOIN questions ON questions.id = question_claims.question_id
                         WHERE question_claims.claim_id = claims.id AND questions.status <> 'draft')
             OR EXISTS (SELECT 1 FROM section_claims
                          JOIN articles ON articles.id = section_claims.article_id
                         WHERE section_claims.claim_id = claims.id AND articles.status = 'published')
             OR EXISTS (SELECT 1 FROM articles
                         WHERE articles.claim_id = claims.id AND articles.status = 'published'))
         UNION ALL
        SELECT 'source', sources.id FROM sources
         WHERE sources.status = 'draft'
           AND (EXISTS (SELECT 1 FROM evidence
                          JOIN claims ON claims.id = evidence.claim_id
                         WHERE evidence.source_id = sources.id AND claims.status <> 'draft')
             OR EXISTS (SELECT 1 FROM article_sources
                          JOIN articles ON articles.id = article_sources.article_id
                         WHERE article_sources.source_id = sources.id AND articles.status = 'published'))
         ORDER BY 1, 2
        """
    )
    return [(row["kind"], row["id"]) for row in rows]
