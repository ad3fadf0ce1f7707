"""The index of words: how an engine brings it up to date, and what `factually check` holds it against."""

import sqlite3

from sqlite_utils import Database

from factually_app.store.spellings import Spellings

HAS_INDEX = "SELECT 1 FROM sqlite_schema WHERE name = 'search_changes'"
"""Asks whether this database is new enough to have the index."""

HAS_CHANGES = "SELECT 1 FROM search_changes LIMIT 1"
"""Asks whether the index has anything to learn."""

UPDATE_INDEX = (
    """
    INSERT INTO search_words (search_words, rowid, words)
    SELECT command, number, words FROM search_changes ORDER BY id
    """,
    "DELETE FROM search_changes",
)
"""What an engine runs before it commits. A NULL command adds words, FTS5's 'delete' takes them out."""


class WordIndex:
    """The index as an engine keeps it up to date through one connection."""

    def __init__(self) -> None:
        self._is_there = False
        self._spellings = Spellings()

    def update(self, writer: sqlite3.Connection) -> None:
        """Let the words of what changed be found from the commit that follows."""
        self._is_there = self._is_there or bool(writer.execute(HAS_INDEX).fetchone())
        if self._is_there and writer.execute(HAS_CHANGES).fetchone():
            self._spellings.learn(writer)
            for sql in UPDATE_INDEX:
                writer.execute(sql)


def index_faults(db: Database) -> list[str]:
    """Return what is wrong with the index of words: entries that are missing, left over or out of date."""
    rows = db.query(
        """
        WITH anew AS (
          SELECT 'claim' AS kind, id, text || char(10) || about AS words FROM claims
           UNION ALL
          SELECT 'question', id, text || char(10) || short_answer FROM questions
           UNION ALL
          SELECT 'source', id, title || char(10) || publisher || char(10) || coalesce(author, '') FROM sources
           UNION ALL
          SELECT 'article', id, title || char(10) || summary_markdown FROM articles
        )
        SELECT anew.kind, anew.id
          FROM anew
          LEFT JOIN search_entries ON search_entries.kind = anew.kind AND search_entries.record_id = anew.id
         WHERE search_entries.words IS NOT anew.words
         UNION ALL
        SELECT search_entries.kind, search_entries.record_id
          FROM search_entries
         WHERE NOT EXISTS (SELECT 1 FROM anew
                            WHERE anew.kind = search_entries.kind AND anew.id = search_entries.record_id)
         ORDER BY 1, 2
        """
    )
    found = [f"the {row['kind']} {row['id']} cannot be found by its words" for row in rows]
    if next(db.query(HAS_CHANGES), None):
        found.append("the index of words has changes that it never learned")
    return found
