"""Letters as they are read: the queue of the newsroom, and what whoever wrote one may follow."""

from sqlite_utils import Database

from factually_app.domain.errors import NotFoundError
from factually_app.domain.letter import Letter, LetterKind, LetterState, ListedLetter
from factually_app.store.rows import Row


def get_letter(db: Database, letter_id: str) -> Letter:
    """Return one letter; NotFoundError when there is none."""
    if found := find_letter(db, letter_id):
        return found
    raise NotFoundError(f"no letter '{letter_id}'")


def find_letter(db: Database, letter_id: str) -> Letter | None:
    """Return one letter, if there is one."""
    rows = db.query(
        """
        SELECT id, digest, kind, text, text_key, passage, page, article_id, state, reason, merged_into,
               question_id, correction_id, version, sent_at, updated_at
          FROM letters
         WHERE id = :id
        """,
        {"id": letter_id},
    )
    return next((_letter(row) for row in rows), None)


def get_listed(db: Database, letter_id: str) -> ListedLetter:
    """Return one letter as the queue shows it; NotFoundError when there is none."""
    rows = db.query(
        """
        SELECT letters.id, letters.digest, letters.kind, letters.text, letters.text_key, letters.passage,
               letters.page, letters.article_id, letters.state, letters.reason, letters.merged_into,
               letters.question_id, letters.correction_id, letters.version, letters.sent_at,
               letters.updated_at,
               CASE WHEN letters.state = 'planned' AND questions.status <> 'draft'
                    THEN 'answered' ELSE letters.state END AS stands,
               (SELECT count(*) FROM letters AS others WHERE others.merged_into = letters.id) AS alike
          FROM letters
          LEFT JOIN questions ON questions.id = letters.question_id
         WHERE letters.id = :id
        """,
        {"id": letter_id},
    )
    for row in rows:
        return _listed(row)
    raise NotFoundError(f"no letter '{letter_id}'")


def find_letter_of(db: Database, digest: str, kind: LetterKind) -> Letter | None:
    """Return the letter of a kind whose token has this digest."""
    rows = db.query(
        """
        SELECT id, digest, kind, text, text_key, passage, page, article_id, state, reason, merged_into,
               question_id, correction_id, version, sent_at, updated_at
          FROM letters
         WHERE digest = :digest AND kind = :kind
        """,
        {"digest": digest, "kind": kind.value},
    )
    return next((_letter(row) for row in rows), None)


def letters_standing(db: Database, stands: LetterState, *, limit: int, offset: int = 0) -> list[ListedLetter]:
    """Return the letters that stand like this, the newest first, each with how many follow it."""
    rows = db.query(
        """
        SELECT letters.id, letters.digest, letters.kind, letters.text, letters.text_key, letters.passage,
               letters.page, letters.article_id, letters.state, letters.reason, letters.merged_into,
               letters.question_id, letters.correction_id, letters.version, letters.sent_at,
               letters.updated_at, :stands AS stands,
               (SELECT count(*) FROM letters AS others WHERE others.merged_into = letters.id) AS alike
          FROM letters
          LEFT JOIN questions ON questions.id = letters.question_id
         WHERE letters.state IN (:stands, iif(:stands = 'answered', 'planned', :stands))
           AND CASE WHEN letters.state = 'planned' AND questions.status <> 'draft'
                    THEN 'answered' ELSE letters.state END = :stands
         ORDER BY letters.sent_at DESC, letters.id
         LIMIT :limit OFFSET :offset
        """,
        {"stands": stands.value, "limit": limit, "offset": offset},
    )
    return [_listed(row) for row in rows]


def letters_merged_into(db: Database, letter_id: str, *, limit: int) -> list[Letter]:
    """Return the letters that another one stands for, the newest first."""
    rows = db.query(
        """
        SELECT id, digest, kind, text, text_key, passage, page, article_id, state, reason, merged_into,
               question_id, correction_id, version, sent_at, updated_at
          FROM letters
         WHERE merged_into = :id
         ORDER BY sent_at DESC, id
         LIMIT :limit
        """,
        {"id": letter_id, "limit": limit},
    )
    return [_letter(row) for row in rows]


def letters_to_merge_into(db: Database, letter: Letter, *, limit: int) -> list[Letter]:
    """Return other letters of its kind that may stand for a letter, the newest first."""
    rows = db.query(
        """
        SELECT id, digest, kind, text, text_key, passage, page, article_id, state, reason, merged_into,
               question_id, correction_id, version, sent_at, updated_at
          FROM letters
         WHERE kind = :kind AND id <> :id AND state NOT IN ('merged', 'spam')
         ORDER BY sent_at DESC, id
         LIMIT :limit
        """,
        {"kind": letter.kind.value, "id": letter.id, "limit": limit},
    )
    return [_letter(row) for row in rows]


def count_letters(db: Database) -> dict[LetterState, int]:
    """Return how many letters stand how; a state that no letter has counts none."""
    rows = db.query(
        """
        SELECT CASE WHEN letters.state = 'planned' AND questions.status <> 'draft'
                    THEN 'answered' ELSE letters.state END AS stands,
               count(*) AS number
          FROM letters
          LEFT JOIN questions ON questions.id = letters.question_id
         GROUP BY 1
        """
    )
    return dict.fromkeys(LetterState, 0) | {LetterState(row["stands"]): row["number"] for row in rows}


def letter_texts(db: Database) -> list[tuple[str, LetterKind, str, str]]:
    """Return id, kind, text and key of every letter."""
    rows = db.query("SELECT id, kind, text, text_key FROM letters ORDER BY id")
    return [(row["id"], LetterKind(row["kind"]), row["text"], row["text_key"]) for row in rows]


def count_in_state(db: Database, state: LetterState) -> int:
    """Return how many letters are kept in one state."""
    rows = db.query("SELECT count(*) AS number FROM letters WHERE state = :state", {"state": state.value})
    return int(next(rows)["number"])


def _listed(row: Row) -> ListedLetter:
    return ListedLetter(_letter(row), LetterState(row["stands"]), row["alike"])


def _letter(row: Row) -> Letter:
    return Letter(
        id=row["id"],
        digest=row["digest"],
        kind=LetterKind(row["kind"]),
        text=row["text"],
        text_key=row["text_key"],
        passage=row["passage"],
        page=row["page"],
        article_id=row["article_id"],
        state=LetterState(row["state"]),
        reason=row["reason"],
        merged_into=row["merged_into"],
        question_id=row["question_id"],
        correction_id=row["correction_id"],
        version=row["version"],
        sent_at=row["sent_at"],
        updated_at=row["updated_at"],
    )
