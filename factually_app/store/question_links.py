"""What questions are linked to: claims and further questions by id, and where claims are used."""

from collections import defaultdict
from collections.abc import Iterable

from sqlite_utils import Database

from factually_app.domain.listed_question import ClaimUse
from factually_app.store.rows import Row, id_list


def claim_ids_of(db: Database, question_ids: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return, for each of the questions, the ids of the claims that answer it, in order."""
    rows = db.query(
        """
        SELECT question_id, claim_id AS linked
          FROM question_claims
         WHERE question_id IN (SELECT value FROM json_each(:ids))
         ORDER BY question_id, position
        """,
        {"ids": id_list(question_ids)},
    )
    return _linked(rows)


def next_ids_of(db: Database, question_ids: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return, for each of the questions, the ids of the questions that follow it, in order."""
    rows = db.query(
        """
        SELECT question_id, next_id AS linked
          FROM next_questions
         WHERE question_id IN (SELECT value FROM json_each(:ids))
         ORDER BY question_id, position
        """,
        {"ids": id_list(question_ids)},
    )
    return _linked(rows)


def uses_by_claim(db: Database, claim_ids: Iterable[str], *, but: str) -> dict[str, list[ClaimUse]]:
    """Return, for each claim, the checks and answers that use it, other than the question `but`."""
    rows = db.query(
        """
        WITH asked AS (SELECT value AS id FROM json_each(:ids))
        SELECT question_claims.claim_id, 'answer' AS kind, questions.id, questions.text
          FROM question_claims
          JOIN questions ON questions.id = question_claims.question_id
         WHERE question_claims.claim_id IN (SELECT id FROM asked) AND questions.id <> :but
         UNION
        SELECT section_claims.claim_id, 'check', articles.id, articles.title
          FROM section_claims
          JOIN articles ON articles.id = section_claims.article_id
         WHERE section_claims.claim_id IN (SELECT id FROM asked)
         UNION
        SELECT articles.claim_id, 'check', articles.id, articles.title
          FROM articles
         WHERE articles.claim_id IN (SELECT id FROM asked)
         ORDER BY 1, 2, 4, 3
        """,
        {"ids": id_list(claim_ids), "but": but},
    )
    found: dict[str, list[ClaimUse]] = defaultdict(list)
    for row in rows:
        found[row["claim_id"]].append(ClaimUse(row["kind"], row["id"], row["text"]))
    return dict(found)


def _linked(rows: Iterable[Row]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        found[row["question_id"]].append(row["linked"])
    return {question_id: tuple(linked) for question_id, linked in found.items()}
