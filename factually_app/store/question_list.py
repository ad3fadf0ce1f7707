"""Questions as the newsroom lists them, also those that no reader sees."""

from collections.abc import Iterable

from sqlite_utils import Database

from factually_app.domain.listed_question import ListedQuestion
from factually_app.domain.record import RecordStatus
from factually_app.domain.working_copy import WorkingState
from factually_app.store.rows import Row, id_list


def newest_questions(
    db: Database, *, unanswered: bool = False, limit: int, offset: int = 0
) -> list[ListedQuestion]:
    """Return questions, touched last first; `unanswered` leaves out those that claims are linked to."""
    rows = db.query(
        """
        WITH shown AS (
          SELECT questions.id, coalesce(working_copies.updated_at, questions.updated_at) AS touched_at
            FROM questions
            LEFT JOIN working_copies
              ON working_copies.kind = 'question' AND working_copies.record_id = questions.id
           WHERE NOT :unanswered
              OR CASE WHEN working_copies.record_id IS NULL
                      THEN NOT EXISTS (SELECT 1 FROM question_claims WHERE question_id = questions.id)
                      ELSE coalesce(json_array_length(working_copies.content, '$.claims'), 0) = 0 END
           ORDER BY touched_at DESC, questions.id
           LIMIT :limit OFFSET :offset
        )
        SELECT questions.id, questions.status, working_copies.state, shown.touched_at,
               coalesce(json_extract(working_copies.content, '$.question'), questions.text) AS text,
               CASE WHEN working_copies.record_id IS NULL
                    THEN (SELECT count(*) FROM question_claims WHERE question_id = questions.id)
                    ELSE coalesce(json_array_length(working_copies.content, '$.claims'), 0) END AS claims,
               (SELECT count(*) FROM article_questions WHERE question_id = questions.id) AS checks,
               (SELECT count(*) FROM next_questions WHERE next_id = questions.id) AS answers
          FROM shown
          JOIN questions ON questions.id = shown.id
          LEFT JOIN working_copies
            ON working_copies.kind = 'question' AND working_copies.record_id = questions.id
         ORDER BY shown.touched_at DESC, questions.id
        """,
        {"unanswered": int(unanswered), "limit": limit, "offset": offset},
    )
    return [_listed(row) for row in rows]


def listed_questions(db: Database, question_ids: Iterable[str]) -> list[ListedQuestion]:
    """Return those of the questions that there are, in the order of their ids as given."""
    rows = db.query(
        """
        SELECT questions.id, questions.status, working_copies.state,
               coalesce(working_copies.updated_at, questions.updated_at) AS touched_at,
               coalesce(json_extract(working_copies.content, '$.question'), questions.text) AS text,
               CASE WHEN working_copies.record_id IS NULL
                    THEN (SELECT count(*) FROM question_claims WHERE question_id = questions.id)
                    ELSE coalesce(json_array_length(working_copies.content, '$.claims'), 0) END AS claims,
               (SELECT count(*) FROM article_questions WHERE question_id = questions.id) AS checks,
               (SELECT count(*) FROM next_questions WHERE next_id = questions.id) AS answers
          FROM json_each(:ids) AS asked
          JOIN questions ON questions.id = asked.value
          LEFT JOIN working_copies
            ON working_copies.kind = 'question' AND working_copies.record_id = questions.id
         ORDER BY asked.key
        """,
        {"ids": id_list(question_ids)},
    )
    return [_listed(row) for row in rows]


def _listed(row: Row) -> ListedQuestion:
    return ListedQuestion(
        id=row["id"],
        text=row["text"],
        status=RecordStatus(row["status"]),
        state=WorkingState(row["state"]) if row["state"] else None,
        claims=row["claims"],
        checks=row["checks"],
        answers=row["answers"],
        touched_at=row["touched_at"],
    )
