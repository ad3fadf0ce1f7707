"""A record as a search shows it: its words, its place, its rating, and the day that it is narrowed by."""

from dataclasses import dataclass
from datetime import date

from factually_app.domain.article import Article
from factually_app.domain.claim import Claim
from factually_app.domain.dates import PartialDate
from factually_app.domain.match import MatchKind
from factually_app.domain.others_claim import OthersClaim
from factually_app.domain.question import Question
from factually_app.domain.rating import Rating, Tone
from factually_app.domain.source import Source


@dataclass(frozen=True)
class Theirs:
    """What another newsroom says of a claim that it checked: its name, its words for the rating, its link."""

    publisher: str | None
    rating: str | None
    said_on: str | None
    address: str | None


@dataclass(frozen=True)
class SearchedRecord:
    """What records of all kinds have in common when they are found.

    `day` is the one that is public of it: when a check was checked, when what a claim says happened, when
    a source was published. A question has none. `topic` is named where a record has one of its own.
    `theirs` is of a claim that another newsroom checked: it has no rating of ours.
    """

    kind: MatchKind
    id: str
    ref: str | None
    url: str
    title: str
    about: str
    rating: Rating | None = None
    rating_words: str | None = None
    day: PartialDate | None = None
    topic: str | None = None
    theirs: Theirs | None = None

    @property
    def tone(self) -> Tone | None:
        return self.rating.tone if self.rating else None

    def is_within(self, since: date | None, until: date | None) -> bool:
        """Say whether its day, as far as it is known, may lie between two others; both are included."""
        if self.day is None:
            return False
        return (since is None or self.day.last >= since) and (until is None or self.day.first <= until)


def searched_article(article: Article, *, about: str) -> SearchedRecord:
    """Return a check; `about` is its summary in plain words."""
    return SearchedRecord(
        kind=MatchKind.CHECK,
        id=article.id,
        ref=article.ref,
        url=article.url,
        title=article.title,
        about=about,
        rating=article.rating,
        rating_words=article.rating.label if article.rating else None,
        day=PartialDate(article.checked_on.isoformat()),
        topic=article.topic.name,
    )


def searched_question(question: Question) -> SearchedRecord:
    """Return a question with its short answer."""
    return SearchedRecord(
        kind=MatchKind.QUESTION,
        id=question.id,
        ref=question.ref,
        url=question.url,
        title=question.text,
        about=question.plain_answer,
    )


def searched_claim(claim: Claim) -> SearchedRecord:
    """Return a claim record of our own."""
    return SearchedRecord(
        kind=MatchKind.CLAIM,
        id=claim.id,
        ref=claim.ref,
        url=claim.url,
        title=claim.text,
        about=claim.about,
        rating=claim.rating,
        rating_words=claim.rating_words,
        day=claim.happened,
    )


def searched_others_claim(claim: OthersClaim) -> SearchedRecord:
    """Return a claim of another newsroom, as theirs; its date where their words for it are one."""
    said_by = f"Said by {claim.speaker}" if claim.speaker else None
    return SearchedRecord(
        kind=MatchKind.CLAIM,
        id=claim.id,
        ref=claim.ref,
        url=claim.url,
        title=claim.text,
        about=" — ".join(part for part in (said_by, claim.title, claim.summary) if part),
        day=_find_day(claim.said_on),
        theirs=Theirs(claim.publisher, claim.rating, claim.said_on, _find_link(claim.address)),
    )


def _find_link(address: str | None) -> str | None:
    """Return an address that a browser may be led to."""
    return address if address and address.lower().startswith(("https://", "http://")) else None


def _find_day(words: str | None) -> PartialDate | None:
    try:
        return PartialDate(words) if words else None
    except ValueError:
        return None


def searched_source(source: Source) -> SearchedRecord:
    """Return a source with who published it."""
    return SearchedRecord(
        kind=MatchKind.SOURCE,
        id=source.id,
        ref=source.ref,
        url=source.url,
        title=source.title,
        about=source.byline,
        day=source.published,
    )
