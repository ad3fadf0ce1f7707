"""Vectors of what records mean: which are due, which are kept, which are not what they should be."""

import hashlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from sqlite_utils import Database

from factually_app.store.engine import Statement


@dataclass(frozen=True)
class DueText:
    """A text that has no vector of a model yet, and the language it says it is in, '' for none."""

    number: int
    words: str
    language: str


@dataclass(frozen=True)
class KeptVector:
    """A vector; it is empty for a text that the model does not understand."""

    serial: int
    number: int
    vector: bytes


def due_texts(db: Database, model: bytes, *, after: int, most: int) -> list[DueText]:
    """Return texts without a vector of a model that may be found by it, in the order of their numbers."""
    rows = db.query(
        """
        SELECT search_entries.number AS number, search_entries.indexed AS words,
               search_entries.language AS language
          FROM search_entries
         WHERE search_entries.number > :after AND search_entries.number < 40000000
           AND search_entries.state <> 'retired' AND search_entries.stems IS NOT NULL
           AND NOT EXISTS (SELECT 1 FROM search_vectors
                            WHERE search_vectors.number = search_entries.number
                              AND search_vectors.model = :model)
         UNION ALL
        SELECT others_claims.number, others_claims.indexed, others_claims.language
          FROM others_claims
         WHERE others_claims.number > :after
           AND NOT EXISTS (SELECT 1 FROM search_vectors
                            WHERE search_vectors.number = others_claims.number
                              AND search_vectors.model = :model)
         ORDER BY 1
         LIMIT :most
        """,
        {"model": model, "after": after, "most": most},
    )
    return [DueText(row["number"], row["words"], row["language"]) for row in rows]


def count_due(db: Database, model: bytes) -> int:
    """Return how many texts have no vector of a model yet."""
    rows = db.query(
        """
        SELECT (SELECT count(number) FROM search_entries
                 WHERE state <> 'retired' AND stems IS NOT NULL
                   AND NOT EXISTS (SELECT 1 FROM search_vectors
                                    WHERE search_vectors.number = search_entries.number
                                      AND search_vectors.model = :model))
             + (SELECT count(number) FROM others_claims
                 WHERE NOT EXISTS (SELECT 1 FROM search_vectors
                                    WHERE search_vectors.number = others_claims.number
                                      AND search_vectors.model = :model)) AS texts
        """,
        {"model": model},
    )
    return int(next(rows)["texts"])


def vectors_since(db: Database, model: bytes, serial: int, *, most: int) -> list[KeptVector]:
    """Return the vectors of a model that came after one, in the order in which they came."""
    rows = db.query(
        """
        SELECT serial, number, vector
          FROM search_vectors
         WHERE serial > :serial AND model = :model
         ORDER BY serial
         LIMIT :most
        """,
        {"serial": serial, "model": model, "most": most},
    )
    return [KeptVector(row["serial"], row["number"], row["vector"]) for row in rows]


def serials_kept(db: Database, serials: Collection[int]) -> set[int]:
    """Return those of the serials whose vectors are kept still; the texts of the others changed."""
    rows = db.query(
        "SELECT serial FROM search_vectors WHERE serial IN (SELECT value FROM json_each(:serials))",
        {"serials": str(list(serials))},
    )
    return {row["serial"] for row in rows}


def put_vector(text: DueText, model: bytes, vector: bytes) -> Statement:
    """Keep the vector of a text, unless the text is not the same any more."""
    return Statement(
        """
        INSERT OR REPLACE INTO search_vectors (number, model, text_hash, vector)
        SELECT :number, :model, :text_hash, :vector
         WHERE EXISTS (SELECT 1 FROM search_entries
                        WHERE number = :number AND indexed = :words AND language = :language)
            OR EXISTS (SELECT 1 FROM others_claims
                        WHERE number = :number AND indexed = :words AND language = :language)
        """,
        {
            "number": text.number,
            "model": model,
            "text_hash": _hash(text.words, text.language),
            "vector": vector,
            "words": text.words,
            "language": text.language,
        },
    )


def delete_vector(number: int) -> Statement:
    """Forget a vector, so that it is made anew."""
    return Statement("DELETE FROM search_vectors WHERE number = :number", {"number": number})


def wrong_vectors(db: Database) -> Iterator[int]:
    """Yield the numbers of vectors that were made of another text than is kept, or of none."""
    rows = db.query(
        """
        SELECT search_vectors.number AS number, search_vectors.text_hash AS text_hash,
               coalesce(search_entries.indexed, others_claims.indexed) AS words,
               coalesce(search_entries.language, others_claims.language) AS language
          FROM search_vectors
          LEFT JOIN search_entries ON search_entries.number = search_vectors.number
          LEFT JOIN others_claims ON others_claims.number = search_vectors.number
         ORDER BY search_vectors.number
        """
    )
    return (
        row["number"]
        for row in rows
        if row["words"] is None or row["text_hash"] != _hash(row["words"], row["language"])
    )


def _hash(words: str, language: str) -> bytes:
    """Return by which a text is known again: what it says, and in which language."""
    return hashlib.sha256(f"{language}\n{words}".encode()).digest()[:16]
