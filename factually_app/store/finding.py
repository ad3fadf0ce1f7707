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
         WHERE search_words MATCH :words AND search_words.rowid BETWEEN :floor AND :last
           AND (:any_status OR claims.status <> 'retired')
         ORDER BY bm25(search_words), search_entries.record_id
         LIMIT :limit
        """,
    "source": """
        SELECT search_entries.record_id
          FROM search_words
          JOIN search_entries ON search_entries.number = search_words.rowid
          JOIN sources ON sources.id = search_entries.record_id
         WHERE search_words MATCH :words AND search_words.rowid BETWEEN :floor AND :last
           AND (:any_status OR sources.status <> 'retired')
         ORDER BY bm25(search_words), search_entries.record_id
         LIMIT :limit
        """,
    "question": """
        SELECT search_entries.record_id
          FROM search_words
          JOIN search_entries ON search_entries.number = search_words.rowid
          JOIN questions ON questions.id = search_entries.record_id
         WHERE search_words MATCH :words AND search_words.rowid BETWEEN :floor AND :last
           AND (:any_status OR questions.status <> 'retired')
         ORDER BY bm25(search_words), search_entries.record_id
         LIMIT :limit
        """,
}


_NUMBERS = {"source": (1, 9_999_999), "question": (20_000_000, 29_999_999), "claim": (30_000_000, 39_999_999)}
"""The range in which the index holds the newsroom's own records of a kind."""

_FLOOR = """
    SELECT rowid AS number
      FROM search_words
     WHERE search_words MATCH :words AND rowid BETWEEN :first AND :last
     ORDER BY rowid DESC
     LIMIT 1 OFFSET :most
    """
_COUNT = """
    SELECT count(*) AS matches
      FROM search_words
     WHERE search_words MATCH :words AND rowid BETWEEN :first AND :last
    """
_MOST_RANKED = 1_500
"""Weighing a match takes far longer than finding it: of more than these, the newest are weighed."""


def find_records(db: Database, kind: str, typed: str, *, limit: int, any_status: bool = False) -> list[str]:
    """Return the ids of claims, sources or questions that hold any of the words typed, best first.

    Those that hold all of them come first, then those that hold the rarest. `kind` is 'claim', 'source' or
    'question'. Retired ones are offered for no new use, so that they are left out unless `any_status`.
    What has no word in it finds nothing. BusyError when it takes too long.
    """
    words = search_words(typed)
    with bounded(db, seconds=LONGEST_SECONDS):
        found = _best(db, kind, " AND ".join(words), limit, any_status) if words else []
        if len(found) < limit and len(words) > 1:
            found += _best(db, kind, " OR ".join(_rarest(db, kind, words)), limit, any_status)
    return list(dict.fromkeys(found))[:limit]


def search_words(typed: str) -> list[str]:
    """Return what FTS5 is asked for: each word quoted, so that none is taken for its syntax."""
    words = list(dict.fromkeys(_WORD.findall(typed[:_READ])))[:_MOST_WORDS]
    quoted = [f'"{word}"' for word in words]
    return [*quoted[:-1], f"{quoted[-1]}*"] if quoted else []


def _best(db: Database, kind: str, words: str, limit: int, any_status: bool) -> list[str]:
    first, last = _NUMBERS[kind]
    asked = {"words": words, "first": first, "last": last, "most": _MOST_RANKED}
    floor = next((row["number"] for row in db.query(_FLOOR, asked)), first)
    params = {"words": words, "floor": floor, "last": last, "any_status": int(any_status), "limit": limit}
    return [row["record_id"] for row in db.query(_OFFERED[kind], params)]


def _rarest(db: Database, kind: str, words: list[str]) -> list[str]:
    """Return the rarest of the words, as many as are worth weighing; what is in every text tells nothing."""
    first, last = _NUMBERS[kind]
    held = {word: db.query(_COUNT, {"words": word, "first": first, "last": last}) for word in words}
    counts = sorted((next(rows)["matches"], word) for word, rows in held.items())
    taken: list[str] = []
    total = 0
    for count, word in counts:
        total += count
        if taken and total > _MOST_RANKED:
            break
        if count:
            taken.append(word)
    return taken or words[:1]
