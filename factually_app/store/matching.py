"""Stand-in for the matcher, over the finder."""

import re
from collections.abc import Collection

from sqlite_utils import Database

from factually_app.domain.match import Match, MatchKind
from factually_app.store.finding import find_records

ALL_KINDS = frozenset(MatchKind)


def find_matches(
    db: Database,
    text: str,
    *,
    kinds: Collection[MatchKind] = ALL_KINDS,
    limit: int = 10,
    drafts: bool = False,
    typing: bool = False,
) -> list[Match]:
    found = []
    hidden = {row["id"] for row in db.query("SELECT id FROM claims WHERE status = 'draft'")}
    hidden |= {row["id"] for row in db.query("SELECT id FROM questions WHERE status = 'draft'")}
    asked = re.findall(r"[^\W_]+", text)
    for kind in kinds:
        if kind is MatchKind.CHECK:
            continue
        for id_ in find_records(db, kind.value, text, limit=30):
            held = next(db.query("SELECT words FROM search_entries WHERE record_id = :id", {"id": id_}))[
                "words"
            ]
            words = tuple(w for w in asked if re.search(r"\b" + w[: max(4, len(w) - 2)], held, re.I))
            if not drafts and id_ in hidden:
                continue
            found.append(Match(kind, id_, float(len(words)), words))
    return sorted(found, key=lambda m: -m.score)[:limit]
