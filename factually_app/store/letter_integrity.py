"""What must never be among the letters: reads for `factually check` alone, each finding what is wrong."""

from sqlite_utils import Database


def broken_merges(db: Database) -> list[str]:
    """Return the ids of letters merged into one of another kind, or into one that is merged itself."""
    rows = db.query(
        """
        SELECT letters.id
          FROM letters
          JOIN letters AS head ON head.id = letters.merged_into
         WHERE head.kind <> letters.kind OR head.state = 'merged'
         ORDER BY letters.id
        """
    )
    return [row["id"] for row in rows]


def answered_by_nothing(db: Database) -> list[str]:
    """Return the ids of answered letters that name no correction and no question that readers can open."""
    rows = db.query(
        """
        SELECT letters.id
          FROM letters
          LEFT JOIN questions ON questions.id = letters.question_id
         WHERE letters.state = 'answered' AND letters.correction_id IS NULL
           AND (questions.id IS NULL OR questions.status = 'draft')
         ORDER BY letters.id
        """
    )
    return [row["id"] for row in rows]


def answers_too_early(db: Database) -> list[tuple[str, str]]:
    """Return id and state of letters that name an answer though none was given: new, merged, spam."""
    rows = db.query(
        """
        SELECT id, state
          FROM letters
         WHERE (state IN ('new', 'merged', 'spam') AND (question_id IS NOT NULL OR correction_id IS NOT NULL))
            OR (state <> 'answered' AND correction_id IS NOT NULL)
         ORDER BY id
        """
    )
    return [(row["id"], row["state"]) for row in rows]


def changed_before_sent(db: Database) -> list[str]:
    """Return the ids of letters that say they changed before they came."""
    return [row["id"] for row in db.query("SELECT id FROM letters WHERE updated_at < sent_at ORDER BY id")]
