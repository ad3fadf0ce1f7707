"""The index of words: how an engine brings it up to date, and what `factually check` holds it against."""

import sqlite3

from sqlite_utils import Database

from factually_app.domain.stems import added_stems
from factually_app.store.engine import Statement
from factually_app.store.spellings import Spellings

HAS_INDEX = "SELECT 1 FROM sqlite_schema WHERE name = 'search_texts'"
"""Asks whether this database is new enough to have the index as it is now."""

UNSTEMMED = "SELECT number, words, language FROM search_entries WHERE stems IS NULL"
"""Asks for what has words but no stems yet."""

SET_STEMS = "UPDATE search_entries SET stems = :stems WHERE number = :number"

HAS_CHANGES = "SELECT 1 FROM search_changes LIMIT 1"
"""Asks whether the index has anything to learn."""

UPDATE_INDEX = (
    """
    INSERT INTO search_words (search_words, rowid, words)
    SELECT 'delete', number, words FROM search_changes WHERE words IS NOT NULL ORDER BY number
    """,
    """
    INSERT INTO search_words (rowid, words)
    SELECT search_entries.number, search_entries.indexed
      FROM search_changes JOIN search_entries ON search_entries.number = search_changes.number
     WHERE search_entries.stems IS NOT NULL
     ORDER BY search_entries.number
    """,
    """
    INSERT INTO search_words (rowid, words)
    SELECT others_claims.number, others_claims.indexed
      FROM search_changes JOIN others_claims ON others_claims.number = search_changes.number
     ORDER BY others_claims.number
    """,
    "DELETE FROM search_changes",
)
"""What an engine runs before it commits: what the index holds of them goes, what they are now comes."""


class WordIndex:
    """The index as an engine keeps it up to date through one connection."""

    def __init__(self) -> None:
        self._is_there = False
        self._spellings = Spellings()

    def update(self, writer: sqlite3.Connection) -> None:
        """Let the words of what changed be found from the commit that follows."""
        self._is_there = self._is_there or bool(writer.execute(HAS_INDEX).fetchone())
        if not self._is_there:
            return
        for number, words, language in writer.execute(UNSTEMMED).fetchall():
            writer.execute(SET_STEMS, {"number": number, "stems": added_stems(words, said=language)})
        if writer.execute(HAS_CHANGES).fetchone():
            self._spellings.learn(writer)
            for sql in UPDATE_INDEX:
                writer.execute(sql)


def index_faults(db: Database) -> list[str]:
    """Return what is wrong with the index of words: entries that are missing, left over or out of date."""
    rows = db.query(
        """
        WITH anew AS (
          SELECT 'claim' AS kind, id, CASE status WHEN 'live' THEN 'public' ELSE status END AS state,
                 '' AS language, text || char(10) || about AS words
            FROM claims
           UNION ALL
          SELECT 'question', id, CASE status WHEN 'live' THEN 'public' ELSE status END, '',
                 text || char(10) || short_answer
            FROM questions
           UNION ALL
          SELECT 'source', id, CASE status WHEN 'live' THEN 'public' ELSE status END, language,
                 title || char(10) || publisher || char(10) || coalesce(author, '')
            FROM sources
           UNION ALL
          SELECT 'article', id,
                 CASE status WHEN 'published' THEN 'public' WHEN 'withdrawn' THEN 'retired' ELSE 'draft' END,
                 language, title || char(10) || summary_markdown
            FROM articles
        )
        SELECT anew.kind, anew.id
          FROM anew
          LEFT JOIN search_entries ON search_entries.kind = anew.kind AND search_entries.record_id = anew.id
         WHERE search_entries.words IS NOT anew.words OR search_entries.state <> anew.state
            OR search_entries.language <> anew.language OR search_entries.stems IS NULL
         UNION ALL
        SELECT search_entries.kind, search_entries.record_id
          FROM search_entries
         WHERE NOT EXISTS (SELECT 1 FROM anew
                            WHERE anew.kind = search_entries.kind AND anew.id = search_entries.record_id)
         ORDER BY 1, 2
        """
    )
    lost = {(row["kind"], row["id"]) for row in rows} | set(outdated_stems(db).values())
    found = [f"the {kind} {record_id} cannot be found by its words" for kind, record_id in sorted(lost)]
    if next(db.query(HAS_CHANGES), None):
        found.append("the index of words has changes that it never learned")
    return found


def segments_of_index(db: Database) -> int:
    """Return of how many pieces the index is made; the fewer, the faster it is read."""
    rows = db.query("SELECT count(DISTINCT segid) AS segments FROM search_words_idx")
    return int(next(rows)["segments"])


def merge_index(pages: int) -> Statement:
    """Make the pieces of the index fewer, with so much work as writing `pages` pages is."""
    return Statement(
        "INSERT INTO search_words (search_words, rank) VALUES ('merge', :pages)", {"pages": -pages}
    )


def verify_index() -> Statement:
    """Let FTS5 hold the index against the texts; where they differ, the commit fails."""
    return Statement("INSERT INTO search_words (search_words, rank) VALUES ('integrity-check', 1)")


def outdated_stems(db: Database) -> dict[int, tuple[str, str]]:
    """Return number, kind and id of records of ours that have other stems than their words give now."""
    rows = db.query(
        "SELECT number, kind, record_id, words, language, stems FROM search_entries ORDER BY number"
    )
    return {
        row["number"]: (row["kind"], row["record_id"])
        for row in rows
        if row["stems"] != added_stems(row["words"], said=row["language"])
    }


def stem_anew(number: int) -> Statement:
    """Let the engine make the stems of a record of ours anew."""
    return Statement("UPDATE search_entries SET stems = NULL WHERE number = :number", {"number": number})


def index_anew() -> Statement:
    """Make the whole index anew from the texts."""
    return Statement("INSERT INTO search_words (search_words) VALUES ('rebuild')")


def bytes_of_index(db: Database) -> int:
    """Return how many bytes the index takes, without the texts that it is of."""
    rows = db.query(
        """
        SELECT (SELECT coalesce(sum(length(block)), 0) FROM search_words_data)
             + (SELECT coalesce(sum(length(sz)), 0) FROM search_words_docsize) AS bytes
        """
    )
    return int(next(rows)["bytes"])
