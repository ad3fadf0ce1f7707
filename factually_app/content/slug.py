"""Slugs: the readable words in an address; the id beside them is what finds the page."""

import slugify as python_slugify

LONGEST = 60

# Transliterating is work for every character, and no address needs more of a text than this.
_READ = 500


def slugify(text: str, *, fallback: str) -> str:
    """Return the first words of `text` in ASCII, joined by '-', or `fallback` when none is left."""
    words = python_slugify.slugify(
        text[:_READ],
        max_length=LONGEST,
        word_boundary=True,
        save_order=True,  # stop at the first word that does not fit, rather than skip it
        entities=False,
        decimal=False,
        hexadecimal=False,
    )
    return words or fallback
