"""What of the newsroom's claims and sources a list shows."""

from dataclasses import dataclass

from factually_app.domain.rating import Rating
from factually_app.domain.record import RecordStatus


@dataclass(frozen=True)
class RecordFilter:
    """What a list is narrowed to; `rating` narrows claims alone."""

    typed: str = ""
    status: RecordStatus | None = None
    rating: Rating | None = None
    is_unchecked: bool = False
    is_unused: bool = False
