"""A claim record: one checkable sentence, its kind, its rating, and the evidence that bears on it."""

from dataclasses import dataclass
from enum import StrEnum

from factually_app.domain.correction import LatestNotice
from factually_app.domain.dates import PartialDate
from factually_app.domain.rating import Rating, Tone, rating_words
from factually_app.domain.record import RecordStatus
from factually_app.domain.source import Source


class ClaimKind(StrEnum):
    """What sort of sentence a claim is, which decides how its rating may be worded."""

    EVENT = "event"
    LAW = "law"
    STATEMENT = "statement"
    VIEW = "view"
    FIGURE = "figure"

    @property
    def label(self) -> str:
        return _KIND_LABELS[self]

    @property
    def reports_words(self) -> bool:
        """Whether a claim of this kind says that something was said or written, not that it is so."""
        return self in (ClaimKind.LAW, ClaimKind.STATEMENT, ClaimKind.VIEW)


_KIND_LABELS = {
    ClaimKind.EVENT: "Event",
    ClaimKind.LAW: "Text of a law or treaty",
    ClaimKind.STATEMENT: "Statement",
    ClaimKind.VIEW: "View of a scholar",
    ClaimKind.FIGURE: "Figure",
}


class Stance(StrEnum):
    """How a source bears on a claim. It belongs to the link between the two, never to the source."""

    SUPPORTS = "supports"
    DISPUTES = "disputes"
    CONTEXT = "context"
    DOES_NOT_ADDRESS = "does-not-address"

    @property
    def label(self) -> str:
        return _STANCE_LABELS[self]

    @property
    def plural(self) -> str:
        """The stance as several sources take it: 12 support."""
        return _STANCE_PLURALS[self]

    @property
    def tone(self) -> Tone:
        return _STANCE_TONES[self]


_STANCE_LABELS = {
    Stance.SUPPORTS: "supports",
    Stance.DISPUTES: "disputes",
    Stance.CONTEXT: "gives context",
    Stance.DOES_NOT_ADDRESS: "does not address",
}
_STANCE_PLURALS = {
    Stance.SUPPORTS: "support",
    Stance.DISPUTES: "dispute",
    Stance.CONTEXT: "give context",
    Stance.DOES_NOT_ADDRESS: "do not address it",
}
_STANCE_TONES = {
    Stance.SUPPORTS: Tone.SUPPORTS,
    Stance.DISPUTES: Tone.DISPUTES,
    Stance.CONTEXT: Tone.CONTEXT,
    Stance.DOES_NOT_ADDRESS: Tone.SILENT,
}


@dataclass(frozen=True)
class Claim:
    """One checkable sentence. `checked` is False while a date or figure in it rests on memory.

    `notice` is read along where the claim stands in an answer: the newest that readers were given about it.
    """

    id: str
    ref: str | None
    slug: str
    text: str
    about: str
    kind: ClaimKind
    rating: Rating
    happened: PartialDate | None
    checked: bool
    version: int
    created_at: str
    updated_at: str
    status: RecordStatus = RecordStatus.LIVE
    notice: LatestNotice | None = None

    @property
    def url(self) -> str:
        return f"/claims/{self.slug}-{self.id}"

    @property
    def short_url(self) -> str:
        """The address without words in it, for charts of many marks; it leads on to `url`."""
        return f"/claims/{self.id}"

    @property
    def rating_words(self) -> str:
        """The rating as readers see it: what reports words is 'said, on record', never true."""
        return rating_words(self.kind, self.rating)

    @property
    def tone(self) -> Tone:
        return self.rating.tone


@dataclass(frozen=True)
class Evidence:
    """A source bearing on a claim: where in the source, which way, and in what words.

    `checked` is False while nobody has read that passage in the source itself.
    """

    source: Source
    stance: Stance
    locator: str | None
    quote: str | None
    note: str | None
    checked: bool


@dataclass(frozen=True)
class ClaimRecord:
    """A claim with everything that bears on it."""

    claim: Claim
    evidence: tuple[Evidence, ...]

    @property
    def source_count(self) -> int:
        return len({item.source.id for item in self.evidence})

    @property
    def lacks_evidence(self) -> bool:
        """Whether its rating says something, and nothing is recorded that it could rest on."""
        return self.claim.rating.needs_evidence and not self.evidence
