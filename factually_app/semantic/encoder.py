"""The encoder: a text goes in, the vector of what it means comes out."""

from functools import lru_cache
from pathlib import Path

import numpy as np
from tokenizers import BertWordPieceTokenizer

from factually_app.domain.asked import READ, without_links
from factually_app.domain.languages import is_english
from factually_app.semantic.published import MODEL, PIECES
from factually_app.semantic.sessions import INPUT, OUTPUT, SENTENCES, open_session
from factually_app.semantic.vector import Vector

MOST_PIECES = 128
"""Pieces of words that are read of a text: as many as the model was trained with; they bound its work."""

_KEPT = 256
"""Questions whose vectors are kept: pages of one search ask for the same."""


class Encoder:
    """Makes vectors. Threads may share it; a text has the same vector always, whatever is asked beside it."""

    model = MODEL

    def __init__(self, published: Path, prepared: Path) -> None:
        self._tokenizer = BertWordPieceTokenizer(str(published / PIECES))
        self._tokenizer.enable_truncation(MOST_PIECES)
        self._session = open_session(prepared / SENTENCES)
        self.encode_question = lru_cache(_KEPT)(self._encode_question)

    def encode_record(self, words: str, language: str) -> bytes:
        """Return the vector of a record as it is kept; empty for one that is not English."""
        return self.encode(words).packed if is_english(words, said=language) else b""

    def _encode_question(self, text: str) -> Vector | None:
        """Return the vector of what somebody asks; None for what is not English."""
        asked = without_links(text[:READ])
        return self.encode(asked) if is_english(asked) else None

    def encode(self, text: str) -> Vector:
        """Return what a text means."""
        # Half a character, which JSON can bring, is none to the tokenizer.
        whole = text[:READ].encode("utf-8", "replace").decode()
        pieces = np.array([self._tokenizer.encode(whole).ids], np.int64)
        (vectors,) = self._session.run([OUTPUT], {INPUT: pieces})
        return Vector.rounded(vectors[0])
