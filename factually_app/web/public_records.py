"""Claims and sources as readers may meet them: no draft, and for a merged one the one that stands now."""

from sqlite_utils import Database

from factually_app.domain.claim import Claim
from factually_app.domain.errors import NotFoundError
from factually_app.domain.record import RecordStatus
from factually_app.domain.source import Source
from factually_app.store.claims import get_claim
from factually_app.store.moved_records import find_moved
from factually_app.store.sources import get_source


def public_claim(db: Database, claim_id: str) -> Claim:
    """Return the claim that an address means; NotFoundError for none, and for a draft."""
    claim = get_claim(db, find_moved(db, "claim", claim_id) or claim_id)
    if claim.status is RecordStatus.DRAFT:
        raise NotFoundError(f"the claim '{claim.id}' is a draft")
    return claim


def public_source(db: Database, source_id: str) -> Source:
    """Return the source that an address means; NotFoundError for none, and for a draft."""
    source = get_source(db, find_moved(db, "source", source_id) or source_id)
    if source.status is RecordStatus.DRAFT:
        raise NotFoundError(f"the source '{source.id}' is a draft")
    return source
