"""Stand-in over `store/finding.py`, until the matcher itself is merged."""

import re
from collections.abc import Collection

from sqlite_utils import Database

from factually_app.domain.match import ALL_KINDS, Match, MatchKind
from factually_app.domain.telling import telling_words
from factually_app.store.bounded import bounded
from factually_app.store.finding import LONGEST_SECONDS, search_words


def find_matches(
    db: Database,
    text: str,
    *,
    kinds: Collection[MatchKind] = ALL_KINDS,
    limit: int = 10,
    drafts: bool = False,
    typing: bool = False,
) -> list[Match]:
    words = search_words(telling_words(text.encode("utf-8", "replace").decode(), unfinished=typing))
    if not words:
        return []
    if not typing:
        words = [word.rstrip("*") for word in words]
    with bounded(db, seconds=LONGEST_SECONDS):
        rows = list(
            db.query(
                """
                SELECT search_entries.kind, search_entries.record_id, bm25(search_words) AS rank
                  FROM search_words
                  JOIN search_entries ON search_entries.number = search_words.rowid
                 WHERE search_words MATCH :words
                   AND (:drafts OR NOT EXISTS (SELECT 1 FROM articles WHERE id = record_id AND status <> 'published'))
                   AND NOT EXISTS (SELECT 1 FROM claims WHERE id = record_id AND status <> 'live')
                   AND NOT EXISTS (SELECT 1 FROM questions WHERE id = record_id AND status <> 'live')
                   AND NOT EXISTS (SELECT 1 FROM sources WHERE id = record_id AND status <> 'live')
                 ORDER BY rank, record_id LIMIT 2000
                """,
                {"words": " OR ".join(words), "drafts": int(drafts)},
            )
        )
    plain = tuple(re.sub(r"[\"*]", "", w) for w in words)
    names = {"article": MatchKind.CHECK}
    found = [
        Match(names.get(r["kind"]) or MatchKind(r["kind"]), r["record_id"], -r["rank"], plain) for r in rows
    ]
    return [m for m in found if m.kind in kinds][:limit]
