"""Questions as they are written: the statements that make, change and link one."""

from factually_app.domain.question import Question
from factually_app.store.engine import Statement, Value


def insert_question(question: Question, *, text_key: str) -> Statement:
    return Statement(
        "INSERT INTO questions (id, ref, slug, text, text_key, short_answer, version, created_at,"
        " updated_at, status) VALUES (:id, :ref, :slug, :text, :text_key, :short_answer, :version,"
        " :created_at, :updated_at, :status)",
        _params(question, text_key),
    )


def update_question(question: Question, *, text_key: str, seen: int) -> Statement:
    """Replace what is kept of a question that still has version `seen`; guard it."""
    return Statement(
        "UPDATE questions SET ref = :ref, slug = :slug, text = :text, text_key = :text_key,"
        " short_answer = :short_answer, version = :version, updated_at = :updated_at, status = :status"
        " WHERE id = :id AND version = :seen",
        {**_params(question, text_key), "seen": seen},
    )


def delete_claim_links(question_id: str) -> Statement:
    return Statement("DELETE FROM question_claims WHERE question_id = :id", {"id": question_id})


def insert_claim_link(question_id: str, claim_id: str, *, position: int) -> Statement:
    return Statement(
        "INSERT INTO question_claims (question_id, claim_id, position)"
        " VALUES (:question_id, :claim_id, :position)",
        {"question_id": question_id, "claim_id": claim_id, "position": position},
    )


def delete_next_links(question_id: str) -> Statement:
    return Statement("DELETE FROM next_questions WHERE question_id = :id", {"id": question_id})


def insert_next_link(question_id: str, next_id: str, *, position: int) -> Statement:
    return Statement(
        "INSERT INTO next_questions (question_id, next_id, position)"
        " VALUES (:question_id, :next_id, :position)",
        {"question_id": question_id, "next_id": next_id, "position": position},
    )


def _params(question: Question, text_key: str) -> dict[str, Value]:
    return {
        "id": question.id,
        "ref": question.ref,
        "slug": question.slug,
        "text": question.text,
        "text_key": text_key,
        "short_answer": question.short_answer,
        "version": question.version,
        "created_at": question.created_at,
        "updated_at": question.updated_at,
        "status": question.status.value,
    }
