"""What claims, sources and questions share: whether readers see them, whether they are still offered."""

from enum import StrEnum


class RecordStatus(StrEnum):
    """A draft is not shown to readers. What is retired stays where it is used, and is offered no more."""

    DRAFT = "draft"
    LIVE = "live"
    RETIRED = "retired"
