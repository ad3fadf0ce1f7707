"""Words as they are written in what can be found, learned with the index, for slips of spelling."""

import sqlite3
from collections.abc import Sequence

from sqlite_utils import Database

from factually_app.store.engine import Statement

_MOST_NEAR = 60
"""Words with the most in common that are looked at more closely."""

_HAS_SPELLINGS = "SELECT 1 FROM sqlite_schema WHERE name = 'search_spellings'"
_LEARN_PARTS = """
    INSERT INTO search_spelling_parts (word)
    SELECT '^' || term || '$'
      FROM search_spelling_fresh_words
     WHERE length(term) BETWEEN 3 AND 40 AND term NOT GLOB '*[0-9]*'
       AND NOT EXISTS (SELECT 1 FROM search_spellings WHERE word = term)
    """
_LEARN_WORDS = """
    INSERT OR IGNORE INTO search_spellings (word)
    SELECT term
      FROM search_spelling_fresh_words
     WHERE length(term) BETWEEN 3 AND 40 AND term NOT GLOB '*[0-9]*'
    """
_EMPTY_FRESH = "INSERT INTO search_spelling_fresh (search_spelling_fresh) VALUES ('delete-all')"
_OUR_WORDS = "INSERT INTO search_spelling_fresh (rowid, words) SELECT number, words FROM search_entries"
_OTHERS_WORDS = """
    INSERT INTO search_spelling_fresh (rowid, words)
    SELECT number, text || char(10) || coalesce(title, '') || char(10) || coalesce(summary, '')
           || char(10) || coalesce(speaker, '')
      FROM others_claims
    """
_LEARN_CHANGES = (
    """
    INSERT INTO search_spelling_fresh (rowid, words)
    SELECT search_entries.number, search_entries.words
      FROM search_changes
      JOIN search_entries ON search_entries.number = search_changes.number
    """,
    """
    INSERT INTO search_spelling_fresh (rowid, words)
    SELECT number, text || char(10) || coalesce(title, '') || char(10) || coalesce(summary, '')
           || char(10) || coalesce(speaker, '')
      FROM others_claims
     WHERE number IN (SELECT number FROM search_changes)
    """,
    _LEARN_PARTS,
    _LEARN_WORDS,
    _EMPTY_FRESH,
)


class Spellings:
    """The words as an engine learns them through one connection."""

    def __init__(self) -> None:
        self._are_there = False

    def learn(self, writer: sqlite3.Connection) -> None:
        """Learn the words of what changed, before the index of words forgets what that was."""
        self._are_there = self._are_there or bool(writer.execute(_HAS_SPELLINGS).fetchone())
        if self._are_there:
            for sql in _LEARN_CHANGES:
                writer.execute(sql)


def words_sharing(db: Database, parts: Sequence[str]) -> list[str]:
    """Return the words that share the most and the rarest of some trigrams; see `domain.spelling`."""
    quoted = " OR ".join('"' + part.replace('"', '""') + '"' for part in parts if "\0" not in part)
    if not quoted:
        return []
    rows = db.query(
        """
        SELECT word
          FROM search_spelling_parts
         WHERE search_spelling_parts MATCH :parts
         ORDER BY rank, word
         LIMIT :most
        """,
        {"parts": quoted, "most": _MOST_NEAR},
    )
    return [row["word"][1:-1] for row in rows]


def relearn_words() -> list[Statement]:
    """Forget every word, and learn those that are in what can be found now."""
    return [
        Statement("DELETE FROM search_spellings"),
        Statement("DELETE FROM search_spelling_parts"),
        Statement(_OUR_WORDS),
        Statement(_OTHERS_WORDS),
        Statement(_LEARN_PARTS),
        Statement(_LEARN_WORDS),
        Statement(_EMPTY_FRESH),
    ]


def spelling_faults(db: Database) -> list[str]:
    """Return what is wrong with the words that slips are held against: those not found by their parts."""
    rows = db.query(
        """
        SELECT count(*) AS apart
          FROM (SELECT word FROM search_spelling_parts
                UNION ALL
                SELECT '^' || word || '$' FROM search_spellings)
         GROUP BY word
        HAVING count(*) <> 2
        """
    )
    if count := sum(1 for _ in rows):
        return [f"{count} of the words for slips of spelling are out of step: run `factually rebuild`"]
    return []
