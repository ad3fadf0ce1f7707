"""Ratings: the ordered grades of claims and articles, and the words and marks that show them."""

from enum import StrEnum


class Tone(StrEnum):
    """The ways a mark can point; shown by shape and word, colour only helps."""

    SUPPORTS = "supports"
    DISPUTES = "disputes"
    CONTEXT = "context"
    SILENT = "silent"


class Rating(StrEnum):
    """The grade of a claim or an article, from borne out to not borne out, then the two ungraded."""

    SUPPORTED = "supported"
    MOSTLY_SUPPORTED = "mostly-supported"
    PARTLY_SUPPORTED = "partly-supported"
    DISPUTED = "disputed"
    MOSTLY_NOT_SUPPORTED = "mostly-not-supported"
    NOT_SUPPORTED = "not-supported"
    UNPROVEN = "unproven"
    CONTEXT = "context"

    @property
    def label(self) -> str:
        return _LABELS[self]

    @property
    def tone(self) -> Tone:
        return _TONES[self]

    @property
    def needs_evidence(self) -> bool:
        """Whether it says something that readers have to be able to follow to a source."""
        return self is not Rating.UNPROVEN


_LABELS = {
    Rating.SUPPORTED: "Supported",
    Rating.MOSTLY_SUPPORTED: "Mostly supported",
    Rating.PARTLY_SUPPORTED: "Partly supported",
    Rating.DISPUTED: "Disputed",
    Rating.MOSTLY_NOT_SUPPORTED: "Mostly not supported",
    Rating.NOT_SUPPORTED: "Not supported",
    Rating.UNPROVEN: "Unproven",
    Rating.CONTEXT: "Context",
}
_TONES = {
    Rating.SUPPORTED: Tone.SUPPORTS,
    Rating.MOSTLY_SUPPORTED: Tone.SUPPORTS,
    Rating.PARTLY_SUPPORTED: Tone.CONTEXT,
    Rating.DISPUTED: Tone.DISPUTES,
    Rating.MOSTLY_NOT_SUPPORTED: Tone.DISPUTES,
    Rating.NOT_SUPPORTED: Tone.DISPUTES,
    Rating.UNPROVEN: Tone.CONTEXT,
    Rating.CONTEXT: Tone.CONTEXT,
}

# A claim that reports words is rated on whether they were said. A bare "Supported" would be read
# as truth of what was said, so these kinds have words of their own.
_SAID = {
    Rating.SUPPORTED: "Said, on record",
    Rating.MOSTLY_SUPPORTED: "Said, mostly on record",
    Rating.PARTLY_SUPPORTED: "Said in part, on record",
    Rating.DISPUTED: "Disputed whether said",
    Rating.MOSTLY_NOT_SUPPORTED: "Mostly not on record as said",
    Rating.NOT_SUPPORTED: "Not on record as said",
    Rating.UNPROVEN: "Not shown to have been said",
    Rating.CONTEXT: "Said, on record",
}
_ARGUED = {
    Rating.SUPPORTED: "A scholar’s view, on record",
    Rating.MOSTLY_SUPPORTED: "A scholar’s view, mostly on record",
    Rating.PARTLY_SUPPORTED: "A scholar’s view, partly on record",
    Rating.DISPUTED: "Disputed account of a scholar’s view",
    Rating.MOSTLY_NOT_SUPPORTED: "Mostly not the scholar’s view on record",
    Rating.NOT_SUPPORTED: "Not the scholar’s view on record",
    Rating.UNPROVEN: "View not shown to be the scholar’s",
    Rating.CONTEXT: "A scholar’s view, on record",
}
_WRITTEN = {
    Rating.SUPPORTED: "In the text, on record",
    Rating.MOSTLY_SUPPORTED: "Mostly in the text, on record",
    Rating.PARTLY_SUPPORTED: "Partly in the text",
    Rating.DISPUTED: "Disputed reading of the text",
    Rating.MOSTLY_NOT_SUPPORTED: "Mostly not in the text",
    Rating.NOT_SUPPORTED: "Not in the text",
    Rating.UNPROVEN: "Not shown to be in the text",
    Rating.CONTEXT: "In the text, on record",
}
_WORDS_BY_KIND = {"statement": _SAID, "view": _ARGUED, "law": _WRITTEN}


def rating_words(kind: str, rating: Rating) -> str:
    """Return the words that show `rating` on a claim of `kind` (see `ClaimKind`)."""
    return _WORDS_BY_KIND.get(kind, _LABELS)[rating]
