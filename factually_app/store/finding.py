"""Finding records by their words: whatever is typed, each word counts, and the last one may be unfinished."""

import re

from sqlite_utils import Database

from factually_app.store.bounded import bounded

_READ = 400
"""Characters of what was typed that are looked at; nobody types more to find something."""
_MOST_WORDS = 12
LONGEST_SECONDS = 0.5
"""How long a person who types waits for what is found."""
_WORD = re.compile(r"[^\W_]+")

_OFFERED = {
    "claim": """
        SELECT search_entries.record_id
          FROM search_words
          JOIN search_entries ON search_entries.number = search_words.rowid
          JOIN claims ON claims.id = search_entries.record_id
         WHERE search_words MATCH :words AND search_entries.kind = 'claim'
           AND (:any_status OR claims.status <> 'retired')
         ORDER BY bm25(search_words), search_entries.record_id
         LIMIT :limit
        """,
    "source": """
        SELECT search_entries.record_id
          FROM search_words
          JOIN search_entries ON search_entries.number = search_words.rowid
          JOIN sources ON sources.id = search_entries.record_id
         WHERE search_words MATCH :words AND search_entries.kind = 'source'
           AND (:any_status OR sources.status <> 'retired')
         ORDER BY bm25(search_words), search_entries.record_id
         LIMIT :limit
        """,
    "question": """
        SELECT search_entries.record_id
          FROM search_words
          JOIN search_entries ON search_entries.number = search_words.rowid
          JOIN questions ON questions.id = search_entries.record_id
         WHERE search_words MATCH :words AND search_entries.kind = 'question'
           AND (:any_status OR questions.status <> 'retired')
         ORDER BY bm25(search_words), search_entries.record_id
         LIMIT :limit
        """,
}


def find_records(db: Database, kind: str, typed: str, *, limit: int, any_status: bool = False) -> list[str]:
    """Return the ids of claims, sources or questions that hold any of the words typed, best first.

    `kind` is 'claim', 'source' or 'question'. Retired ones are offered for no new use, so that they are
    left out unless `any_status`. What has no word in it finds nothing. BusyError
    when it takes too long.
    """
    words = search_words(typed)
    if not words:
        return []
    params = {"words": words, "any_status": int(any_status), "limit": limit}
    with bounded(db, seconds=LONGEST_SECONDS):
        return [row["record_id"] for row in db.query(_OFFERED[kind], params)]


def search_words(typed: str) -> str:
    """Return what FTS5 is asked for: each word quoted, so that none is taken for its syntax."""
    words = _WORD.findall(typed[:_READ])[:_MOST_WORDS]
    if not words:
        return ""
    quoted = [f'"{word}"' for word in words]
    return " OR ".join([*quoted[:-1], f"{quoted[-1]}*"])
