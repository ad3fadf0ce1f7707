"""Where each claim of a long import stood first: on the disk, so that a million of them need no memory."""

import sqlite3


class FirstPlaces:
    """Remembers, by id, the place and the content that came first. Its file has no name and goes with it."""

    def __init__(self) -> None:
        self._connection = sqlite3.connect("", isolation_level=None)
        self._connection.execute("PRAGMA journal_mode = OFF").fetchone()
        self._connection.execute(
            "CREATE TABLE places (id TEXT PRIMARY KEY, place TEXT NOT NULL, content TEXT NOT NULL)"
            " STRICT, WITHOUT ROWID"
        )

    def take(self, claim_id: str, place: str, content: str) -> str | None:
        """Remember a claim; where other content stood first under its id, return the place of that."""
        found = self._connection.execute(
            "INSERT INTO places (id, place, content) VALUES (:id, :place, :content)"
            " ON CONFLICT (id) DO UPDATE SET place = place"
            " RETURNING place, content",
            {"id": claim_id, "place": place, "content": content},
        ).fetchone()
        return None if found[1] == content else str(found[0])

    def close(self) -> None:
        """Let go of what was remembered."""
        self._connection.close()
