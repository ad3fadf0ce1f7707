"""What an exchange asks of the database at once: who is kept under which name, and where numbers stand."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlite_utils import Database


@dataclass(frozen=True)
class KnownName:
    """A record by its id, with the name it was imported under and what else tells it from others."""

    id: str
    ref: str | None
    key: str | None


_KNOWN = {
    "topic": "SELECT id, slug AS ref, NULL AS key FROM topics",
    "source": "SELECT id, ref, NULL AS key FROM sources",
    "claim": "SELECT id, ref, NULL AS key FROM claims",
    "question": "SELECT id, ref, text_key AS key FROM questions",
    "article": "SELECT id, ref, NULL AS key FROM articles",
    "campaign": "SELECT id, ref, NULL AS key FROM campaigns",
    "pledge": "SELECT id, NULL AS ref, NULL AS key FROM pledges",
}


def known_names(db: Database, kind: str) -> Iterator[KnownName]:
    """Yield the names of every record of a kind."""
    return (KnownName(**row) for row in db.query(_KNOWN[kind]))


def citations_of(db: Database, article_id: str) -> list[tuple[int, int, int]]:
    """Return section, ordinal and number of every citation in an article, in reading order."""
    rows = db.query(
        """
        SELECT section, ordinal, number
          FROM citations
         WHERE article_id = :article_id
         ORDER BY section, ordinal
        """,
        {"article_id": article_id},
    )
    return [(row["section"], row["ordinal"], row["number"]) for row in rows]
