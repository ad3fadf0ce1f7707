"""Checking letters: what stands for what, what answered them, and by what they are gathered.

How many letters one stands for is counted when it is shown and kept nowhere, so that no number can be wrong.
"""

from collections.abc import Iterator

from factually_app.operations.letter_box import letter_key
from factually_app.store import letter_integrity
from factually_app.store.engine import Engine
from factually_app.store.letters import letter_texts


def letter_findings(engine: Engine) -> Iterator[str]:
    """Yield everything that is wrong with what readers wrote."""
    db = engine.reader()
    for letter_id in letter_integrity.broken_merges(db):
        yield f"the letter {letter_id} is merged into one of another kind, or into one that is merged itself"
    for letter_id in letter_integrity.answered_by_nothing(db):
        yield f"the letter {letter_id} is answered, but by nothing that readers can open"
    for letter_id, state in letter_integrity.answers_too_early(db):
        yield f"the letter {letter_id} is {state}, but names an answer"
    for letter_id in letter_integrity.changed_before_sent(db):
        yield f"the letter {letter_id} changed before it came"
    for letter_id, kind, text, key in letter_texts(db):
        if letter_key(kind, text) != key:
            yield f"the letter {letter_id} is gathered by other words than its own; rebuild mends that"
