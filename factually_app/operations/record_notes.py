"""The note that goes with a change of a record: why it was made, for the newsroom."""

from factually_app.domain.errors import FormError
from factually_app.operations.import_text import SENTENCE
from factually_app.operations.notices import Notice
from factually_app.operations.typed_text import Fields


def note_of(note: str) -> str | None:
    """Return a note as it is kept, None for an empty one; FormError when it cannot be."""
    fields = Fields()
    line = fields.line("note", note, limit=SENTENCE)
    fields.done()
    return line or None


def require_no_words(note: str, notice: Notice | None = None) -> None:
    """FormError where nothing was changed that a note or a notice could go with: they would be lost."""
    if note_of(note):
        raise FormError({"note": "Nothing else was changed, so that there is nothing for this to go with."})
    if notice:
        sentence = (
            "Nothing was changed that readers could be told of. Under Corrections they can be all the same."
        )
        raise FormError({"notice-now" if notice.now.strip() else "notice-was": sentence})
