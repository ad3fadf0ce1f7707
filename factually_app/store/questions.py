"""Questions as readers meet them: one, those under an article, those that follow or lead here."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from sqlite_utils import Database

from factually_app.domain.errors import NotFoundError
from factually_app.domain.question import Question
from factually_app.domain.record import RecordStatus
from factually_app.store.rows import Row, id_list


def get_question(db: Database, question_id: str) -> Question:
    """Return one question; NotFoundError when there is none."""
    rows = db.query(
        """
        SELECT id, ref, slug, text, short_answer, version, created_at, updated_at, status
          FROM questions
         WHERE id = :id
        """,
        {"id": question_id},
    )
    for row in rows:
        return question_from(row)
    raise NotFoundError(f"no question '{question_id}'")


def questions_by_id(db: Database, question_ids: Iterable[str]) -> dict[str, Question]:
    """Return those of the questions that there are, by id."""
    rows = db.query(
        """
        SELECT id, ref, slug, text, short_answer, version, created_at, updated_at, status
          FROM questions
         WHERE id IN (SELECT value FROM json_each(:ids))
        """,
        {"ids": id_list(question_ids)},
    )
    return {row["id"]: question_from(row) for row in rows}


def find_question_asking(db: Database, text_key: str) -> Question | None:
    """Return the question that asks the same, if there is one; see `content.plain`."""
    rows = db.query(
        """
        SELECT id, ref, slug, text, short_answer, version, created_at, updated_at, status
          FROM questions
         WHERE text_key = :text_key
        """,
        {"text_key": text_key},
    )
    return next((question_from(row) for row in rows), None)


def all_questions(db: Database) -> Iterator[Question]:
    """Yield every question in order of id."""
    rows = db.query(
        """
        SELECT id, ref, slug, text, short_answer, version, created_at, updated_at, status
          FROM questions
         ORDER BY id
        """
    )
    return (question_from(row) for row in rows)


def questions_of(db: Database, article_id: str) -> list[Question]:
    """Return the questions under an article, in the order staff gave them."""
    rows = db.query(
        """
        SELECT questions.id, questions.ref, questions.slug, questions.text,
               questions.short_answer, questions.version, questions.created_at,
               questions.updated_at, questions.status
          FROM article_questions
          JOIN questions ON questions.id = article_questions.question_id
         WHERE article_questions.article_id = :article_id AND questions.status <> 'draft'
         ORDER BY article_questions.position
        """,
        {"article_id": article_id},
    )
    return [question_from(row) for row in rows]


def questions_after(db: Database, question_ids: Iterable[str]) -> dict[str, list[Question]]:
    """Return, for each question, the questions that follow it in the order staff gave them."""
    rows = db.query(
        """
        SELECT next_questions.question_id AS after_id, questions.id, questions.ref, questions.slug,
               questions.text, questions.short_answer, questions.version, questions.created_at,
               questions.updated_at, questions.status
          FROM next_questions
          JOIN questions ON questions.id = next_questions.next_id
         WHERE next_questions.question_id IN (SELECT value FROM json_each(:ids))
           AND questions.status <> 'draft'
         ORDER BY next_questions.question_id, next_questions.position
        """,
        {"ids": id_list(question_ids)},
    )
    found: dict[str, list[Question]] = defaultdict(list)
    for row in rows:
        found[row["after_id"]].append(question_from(row))
    return dict(found)


def questions_before(db: Database, question_id: str) -> list[Question]:
    """Return the questions that lead on to this one."""
    rows = db.query(
        """
        SELECT questions.id, questions.ref, questions.slug, questions.text,
               questions.short_answer, questions.version, questions.created_at,
               questions.updated_at, questions.status
          FROM next_questions
          JOIN questions ON questions.id = next_questions.question_id
         WHERE next_questions.next_id = :question_id AND questions.status <> 'draft'
         ORDER BY questions.text, questions.id
        """,
        {"question_id": question_id},
    )
    return [question_from(row) for row in rows]


def questions_using(db: Database, claim_id: str) -> list[Question]:
    """Return the questions whose answers hold a claim."""
    rows = db.query(
        """
        SELECT questions.id, questions.ref, questions.slug, questions.text,
               questions.short_answer, questions.version, questions.created_at,
               questions.updated_at, questions.status
          FROM question_claims
          JOIN questions ON questions.id = question_claims.question_id
         WHERE question_claims.claim_id = :claim_id AND questions.status <> 'draft'
         ORDER BY questions.text, questions.id
        """,
        {"claim_id": claim_id},
    )
    return [question_from(row) for row in rows]


def question_from(row: Row) -> Question:
    """Make a question of a row."""
    return Question(
        id=row["id"],
        ref=row["ref"],
        slug=row["slug"],
        text=row["text"],
        short_answer=row["short_answer"],
        version=row["version"],
        created_at=row["created_at"],
        updated_at=row["updated_at"],
        status=RecordStatus(row["status"]),
    )
