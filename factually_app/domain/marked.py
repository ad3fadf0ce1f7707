"""Text in which some words are marked, as what was searched for is in a result."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Stretch:
    """A stretch of plain text, marked or not."""

    text: str
    is_marked: bool = False


Marked = tuple[Stretch, ...]


def unmarked(text: str) -> Marked:
    """Return a text with nothing in it marked."""
    return (Stretch(text),) if text else ()


def words_of(marked: Marked) -> str:
    """Return the text without its marks."""
    return "".join(stretch.text for stretch in marked)
