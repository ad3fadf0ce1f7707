"""Notices as they are drawn: each with what it is about and the address at which it stands."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from factually_app import clock
from factually_app.domain.article import Article
from factually_app.domain.claim import Claim
from factually_app.domain.correction import Correction
from factually_app.store.articles import public_articles
from factually_app.store.claims import claims_by_id


@dataclass(frozen=True)
class DrawnNotice:
    """A notice with the article and the claim record that it is about, where those are named beside it."""

    notice: Correction
    article: Article | None
    claim: Claim | None

    @property
    def anchor(self) -> str:
        return f"correction-{self.notice.id}"

    @property
    def subject(self) -> str:
        """What it is about, in words."""
        if self.article:
            return self.article.title
        return self.claim.text if self.claim else ""

    @property
    def url(self) -> str:
        """Where it stands on the page that it is about."""
        about = self.article or self.claim
        return f"{about.url}#{self.anchor}" if about else f"/corrections#{self.anchor}"

    @property
    def is_recent(self) -> bool:
        return self.notice.is_recent(clock.today())


def draw_notices(db: Database, notices: Iterable[Correction]) -> tuple[DrawnNotice, ...]:
    """Draw notices about whatever they are about."""
    notices = list(notices)
    articles = public_articles(db, {n.article_id for n in notices if n.article_id})
    claims = claims_by_id(db, {n.claim_id for n in notices if n.claim_id})
    return tuple(
        DrawnNotice(n, articles.get(n.article_id or ""), claims.get(n.claim_id or "")) for n in notices
    )


def draw_own_notices(
    notices: Sequence[Correction], claims: Mapping[str, Claim] | None = None
) -> tuple[DrawnNotice, ...]:
    """Draw the notices on the page of what they are about: a check names the claim records among `claims`."""
    named = claims or {}
    return tuple(DrawnNotice(n, None, named.get(n.claim_id or "")) for n in notices)
