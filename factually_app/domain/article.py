"""An article: our published check of one claim, in sections, with its numbered sources."""

import math
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from factually_app.domain.claim import Claim, Stance
from factually_app.domain.rating import Rating
from factually_app.domain.source import Source
from factually_app.domain.topic import Topic

WORDS_A_MINUTE = 230
"""Silent reading of English prose: 238 words a minute over 190 studies (Brysbaert 2019), rounded down."""


class ArticleStatus(StrEnum):
    DRAFT = "draft"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Article:
    """The head of a check. `*_html` is clean and derived; `*_markdown` is what was written.

    `unnamed_accepted` says that an editor published knowingly while some `[n]` had no source yet.
    `word_count` counts summary and sections.
    """

    id: str
    ref: str | None
    slug: str
    topic: Topic
    title: str
    claim_id: str | None
    rating: Rating | None
    rating_reason: str | None
    checked_on: date
    language: str
    summary_markdown: str
    summary_html: str
    status: ArticleStatus
    unnamed_accepted: bool
    word_count: int
    version: int
    created_at: str
    updated_at: str

    @property
    def url(self) -> str:
        return f"/fact-checks/{self.topic.slug}/{self.slug}-{self.id}"

    @property
    def records_url(self) -> str:
        """Where the claim records stand that it rests on, as a table."""
        return f"{self.url}/records"

    @property
    def reading_minutes(self) -> int:
        return max(1, math.ceil(self.word_count / WORDS_A_MINUTE))


@dataclass(frozen=True)
class Section:
    """A numbered part of an article; `claim_ids` are the records it rests on, in its order."""

    position: int
    heading: str
    subtitle: str | None
    body_markdown: str
    body_html: str
    claim_ids: tuple[str, ...]

    @property
    def key(self) -> str:
        """The name of the section in addresses: s1, s2, …"""
        return f"s{self.position}"


@dataclass(frozen=True)
class CitedSource:
    """What `[number]` stands for in one article. `source` is None while it is still to be named."""

    number: int
    source: Source | None
    locator: str | None
    quote: str | None
    note: str | None
    checked: bool

    @property
    def name(self) -> str:
        """The accessible name of a link to it."""
        if self.source is None:
            return f"Source {self.number}: to be named"
        return f"Source {self.number}: {self.source.title}, {self.source.publisher}"


@dataclass(frozen=True)
class SectionClaim:
    """A claim record and the sections of one article that rest on it; 0 says it is the title's.

    `stances` says which way each piece of its evidence points, without the sources themselves.
    """

    claim: Claim
    sections: tuple[int, ...]
    stances: tuple[Stance, ...] = ()

    @property
    def when(self) -> str:
        """When it happened, in words."""
        return self.claim.happened.words if self.claim.happened else "no date"

    @property
    def is_title(self) -> bool:
        return 0 in self.sections

    @property
    def numbered(self) -> tuple[int, ...]:
        """The sections proper."""
        return tuple(number for number in self.sections if number)
