"""What readers are told rests on something: a claim with a rating is not shown without evidence."""

from collections.abc import Iterable

from factually_app.domain.claim import Claim, ClaimRecord
from factually_app.domain.errors import FormError
from factually_app.store.claims import claims_by_id, stances_by_claim
from factually_app.store.engine import Engine, Statement
from factually_app.store.record_guards import guard_evidenced
from factually_app.store.record_statements import make_sources_live

NEEDED = (
    "Readers could not follow this to a source: add evidence, or choose the rating that says that nothing"
    " is shown, Unproven."
)


def require_evidence(record: ClaimRecord, *, field: str = "evidence") -> None:
    """FormError where readers would see a rating that nothing stands behind."""
    if record.lacks_evidence:
        raise FormError({field: NEEDED})


def shown_with_sources(record: ClaimRecord) -> list[Statement]:
    """Return what shows readers the sources of a claim that they see."""
    ids = [item.source.id for item in record.evidence]
    return [make_sources_live(ids), *([] if record.lacks_evidence else [guard_evidenced([record.claim.id])])]


def without_evidence(engine: Engine, claim_ids: Iterable[str]) -> list[Claim]:
    """Return those of the claims whose rating says something, and that no source bears on, in order."""
    every = list(dict.fromkeys(claim_ids))
    db = engine.reader()
    found, stances = claims_by_id(db, every), stances_by_claim(db, every)
    claims = (found[claim_id] for claim_id in every if claim_id in found)
    return [claim for claim in claims if claim.rating.needs_evidence and not stances.get(claim.id)]


def says_without_evidence(claim: Claim) -> str:
    """Return the sentence that keeps what rests on such a claim from being published."""
    return (
        f"“{claim.text}” is rated “{claim.rating_words}”, and no evidence is recorded for it:"
        " add a source to the claim, or rate it unproven."
    )
