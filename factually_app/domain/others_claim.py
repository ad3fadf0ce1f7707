"""A claim that another newsroom checked: its words, its rating and its link, kept as theirs."""

import hashlib
import json
import re
from dataclasses import dataclass

_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_DIGITS = 16
"""Hex digits of an id: a million claims of others never share one, and none of ours is as long."""


@dataclass(frozen=True)
class OthersClaim:
    """One checked claim of another newsroom. What is None was not told.

    `ref` is their id, `rating` their words for it, `said_on` their words for the date, `address` their link.
    `unknown` are fields of theirs that we have no place for, as JSON. `stems` are what the index of words
    knows the text by besides its words.
    """

    id: str
    ref: str | None
    slug: str
    text: str
    title: str | None
    summary: str | None
    speaker: str | None
    said_on: str | None
    publisher: str | None
    address: str | None
    rating: str | None
    language: str
    unknown: str | None
    stems: str
    created_at: str
    updated_at: str

    @property
    def url(self) -> str:
        return f"/claims/{self.slug}-{self.id}"

    @property
    def lang(self) -> str:
        """The language as HTML takes it, '' where it is not told in that form."""
        return self.language if _LANGUAGE_TAG.fullmatch(self.language) else ""

    @property
    def words(self) -> str:
        """The text by which it is matched."""
        return "\n".join((self.text, self.title or "", self.summary or "", self.speaker or ""))


def others_claim_id(*, publisher: str | None, ref: str | None, address: str | None, text: str) -> str:
    """Return the id of a claim: that of its newsroom's own, or where they gave it none, of what it says."""
    identity = [publisher, ref] if ref else [publisher, None, address, text]
    return hashlib.sha256(f"others-claim:{json.dumps(identity)}".encode()).hexdigest()[:_DIGITS]
