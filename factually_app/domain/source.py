"""A source: a document one can cite, entered once."""

from dataclasses import dataclass

from factually_app.domain.dates import PartialDate
from factually_app.domain.record import RecordStatus


@dataclass(frozen=True)
class Source:
    """A document. `checked` is False while its address has not been opened and read by the newsroom."""

    id: str
    ref: str | None
    slug: str
    title: str
    publisher: str
    author: str | None
    published: PartialDate | None
    address: str | None
    archive_address: str | None
    kind: str
    language: str
    note: str | None
    checked: bool
    version: int
    created_at: str
    updated_at: str
    status: RecordStatus = RecordStatus.LIVE

    @property
    def url(self) -> str:
        return f"/sources/{self.slug}-{self.id}"

    @property
    def short_url(self) -> str:
        """The address without words in it, for long lists; it leads on to `url`."""
        return f"/sources/{self.id}"

    @property
    def byline(self) -> str:
        """Publisher, and author where one is named."""
        return f"{self.author}, {self.publisher}" if self.author else self.publisher
