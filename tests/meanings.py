"""Meanings that a test states by itself, so that what is done with them is tried without any model."""

import struct
from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlite_utils import Database

from factually_app.store.meaning import Close, Ranges


@dataclass
class StatedMeaning:
    """Texts are close to records, by their ids, as it is stated; to all others they are not close."""

    stated: Mapping[str, Mapping[str, float]]
    asked: list[str] = field(default_factory=list)

    def near(self, db: Database, text: str) -> "StatedNear | None":
        self.asked.append(text)
        return StatedNear(db, self.stated[text]) if text in self.stated else None


@dataclass
class StatedNear:
    db: Database
    closeness: Mapping[str, float]

    def closest(self, ranges: Ranges, most: int) -> list[Close]:
        rows = self.db.query(
            """
            SELECT number, record_id AS id FROM search_entries
             UNION ALL
            SELECT number, id FROM others_claims
            """
        )
        close = [
            Close(row["number"], self.closeness[row["id"]])
            for row in rows
            if row["id"] in self.closeness and any(a <= row["number"] <= b for a, b in ranges)
        ]
        return sorted(close, key=lambda item: -item.closeness)[:most]


class LetterEncoder:
    """Makes a vector of how often a text has each letter; none for texts that say they are not English."""

    def __init__(self, model: bytes = b"letters1") -> None:
        self.model = model
        self.encoded: list[str] = []

    def encode_record(self, words: str, language: str) -> bytes:
        self.encoded.append(words)
        if language not in ("", "en"):
            return b""
        counts = [min(words.count(chr(letter)), 127) for letter in range(384)]
        return struct.pack("<f", 1.0) + bytes(counts)
