"""The note that goes with a change of a record: why it was made, for the newsroom."""

from factually_app.operations.import_text import SENTENCE
from factually_app.operations.typed_text import Fields


def note_of(note: str) -> str | None:
    """Return a note as it is kept, None for an empty one; FormError when it cannot be."""
    fields = Fields()
    line = fields.line("note", note, limit=SENTENCE)
    fields.done()
    return line or None
