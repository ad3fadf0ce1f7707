"""What claims, sources and questions share: whether readers see them, whether they are still offered."""

from enum import StrEnum


class RecordStatus(StrEnum):
    """A draft is not shown to readers. What is retired stays where it is used, and is offered no more."""

    DRAFT = "draft"
    LIVE = "live"
    RETIRED = "retired"

    @property
    def said(self) -> str | None:
        """The status where files and revisions say it: what is live goes without saying."""
        return None if self is RecordStatus.LIVE else self.value

    @property
    def label(self) -> str:
        return self.value.capitalize()
