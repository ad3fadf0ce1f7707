"""Letters as they are written: the statements that keep one and say what became of it."""

from factually_app.domain.letter import Letter
from factually_app.store.engine import Statement, Value


def insert_letter(letter: Letter, *, asks: str) -> Statement:
    """Keep a new letter, gathered with what is there when it is applied.

    One in the same words that the newsroom has not declined stands for it; else a question that asks
    the same makes it planned, so that it is answered once that question is published: `asks` is the key
    of such a question.
    """
    return Statement(
        "INSERT INTO letters (id, digest, kind, text, text_key, passage, page, article_id, state, reason,"
        " merged_into, question_id, correction_id, version, sent_at, updated_at)"
        " SELECT :id, :digest, :kind, :text, :text_key, :passage, :page, :article_id,"
        " CASE WHEN :state <> 'new' THEN :state WHEN alike.letter_id IS NOT NULL THEN 'merged'"
        " WHEN alike.question_id IS NOT NULL THEN 'planned' ELSE 'new' END, NULL,"
        " CASE WHEN :state = 'new' THEN alike.letter_id END,"
        " CASE WHEN :state = 'new' AND alike.letter_id IS NULL THEN alike.question_id END,"
        " NULL, :version, :sent_at, :updated_at FROM (SELECT"
        " (SELECT id FROM letters WHERE kind = :kind AND text_key = :text_key"
        " AND state IN ('new', 'planned', 'answered')"
        " AND (kind = 'question' OR (page IS :page AND passage IS :passage))"
        " ORDER BY sent_at, id LIMIT 1) AS letter_id,"
        " (SELECT id FROM questions WHERE :kind = 'question' AND text_key = :asks) AS question_id"
        ") AS alike",
        {**_params(letter), **_what_was_written(letter), "asks": asks},
    )


def update_letter_key(letter_id: str, text_key: str) -> Statement:
    """Keep the key of a letter as it is derived now."""
    return Statement(
        "UPDATE letters SET text_key = :text_key WHERE id = :id", {"id": letter_id, "text_key": text_key}
    )


def update_letter(letter: Letter, *, seen: int) -> Statement:
    """Say what became of a letter that still has version `seen`; guard it."""
    return Statement(
        "UPDATE letters SET state = :state, reason = :reason, merged_into = :merged_into,"
        " question_id = :question_id, correction_id = :correction_id, version = :version,"
        " updated_at = :updated_at WHERE id = :id AND version = :seen",
        {**_params(letter), "seen": seen},
    )


def update_letter_merged(letter: Letter, *, seen: int) -> Statement:
    """The same where another letter is to stand for it, if that one still can; guard it."""
    return Statement(
        "UPDATE letters SET state = :state, reason = :reason, merged_into = :merged_into,"
        " question_id = :question_id, correction_id = :correction_id, version = :version,"
        " updated_at = :updated_at WHERE id = :id AND version = :seen"
        " AND EXISTS (SELECT 1 FROM letters AS other WHERE other.id = :merged_into"
        " AND other.kind = letters.kind AND other.state NOT IN ('merged', 'spam'))",
        {**_params(letter), "seen": seen},
    )


def move_merged(old_id: str, new_id: str, *, at: str) -> Statement:
    """Let the letters that one stands for be stood for by another, so that none is two steps away."""
    return Statement(
        "UPDATE letters SET merged_into = :new_id, version = version + 1, updated_at = :at"
        " WHERE merged_into = :old_id",
        {"old_id": old_id, "new_id": new_id, "at": at},
    )


def _params(letter: Letter) -> dict[str, Value]:
    return {
        "id": letter.id,
        "state": letter.state.value,
        "reason": letter.reason,
        "merged_into": letter.merged_into,
        "question_id": letter.question_id,
        "correction_id": letter.correction_id,
        "version": letter.version,
        "updated_at": letter.updated_at,
    }


def _what_was_written(letter: Letter) -> dict[str, Value]:
    return {
        "digest": letter.digest,
        "kind": letter.kind.value,
        "text": letter.text,
        "text_key": letter.text_key,
        "passage": letter.passage,
        "page": letter.page,
        "article_id": letter.article_id,
        "sent_at": letter.sent_at,
    }
