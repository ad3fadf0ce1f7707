"""Vectors for a benchmark: some texts get their own and lend them to the others, which is quick."""

from itertools import cycle

from factually_app.operations.vectors import Encoder
from factually_app.store.engine import Engine
from factually_app.store.vectors import due_texts, put_vector

_MADE = 500
_PIECE = 5_000


def lend_vectors(engine: Engine, encoder: Encoder) -> None:
    """Give every text a vector; a question is held against as many, as spread, as if they were their own."""
    some = due_texts(engine.reader(), encoder.model, after=-1, most=_MADE)
    vectors = cycle([encoder.encode_record(text.words, "en") for text in some])
    after = -1
    while piece := due_texts(engine.reader(), encoder.model, after=after, most=_PIECE):
        engine.commit([put_vector(text, encoder.model, next(vectors)) for text in piece])
        after = piece[-1].number
