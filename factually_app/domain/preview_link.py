"""Preview links: a way in for somebody without an account, to one article, for a while."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

USUAL = timedelta(hours=48)
LONGEST = timedelta(days=30)
CHOICES = (timedelta(hours=24), USUAL, timedelta(days=7), timedelta(days=14), LONGEST)
"""How long a link may work."""


class LinkState(StrEnum):
    """Whether a link still opens its article."""

    OPEN = "open"
    EXPIRED = "expired"
    REVOKED = "revoked"


@dataclass(frozen=True)
class PreviewLink:
    """`revision` is None for what is being written just now; `label` says for whom it was made."""

    id: str
    digest: str
    article_id: str
    revision: int | None
    label: str
    made_by: str
    created_at: str
    expires_at: str
    revoked_at: str | None

    def state(self, now: datetime) -> LinkState:
        """Say whether it opens its article at this moment."""
        if self.revoked_at:
            return LinkState.REVOKED
        return LinkState.OPEN if now < datetime.fromisoformat(self.expires_at) else LinkState.EXPIRED
