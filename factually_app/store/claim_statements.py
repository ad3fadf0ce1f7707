"""Claims and their evidence as they are written."""

from factually_app.domain.claim import Claim, Evidence
from factually_app.store.engine import Statement, Value


def insert_claim(claim: Claim) -> Statement:
    return Statement(
        "INSERT INTO claims (id, ref, slug, text, about, kind, rating, happened, checked, version,"
        " created_at, updated_at, status)"
        " VALUES (:id, :ref, :slug, :text, :about, :kind, :rating, :happened, :checked, :version,"
        " :created_at, :updated_at, :status)",
        _params(claim),
    )


def update_claim(claim: Claim, *, seen: int) -> Statement:
    """Replace what is kept of a claim that still has version `seen`; guard it."""
    return Statement(
        "UPDATE claims SET ref = :ref, slug = :slug, text = :text, about = :about, kind = :kind,"
        " rating = :rating, happened = :happened, checked = :checked, version = :version,"
        " updated_at = :updated_at, status = :status WHERE id = :id AND version = :seen",
        {**_params(claim), "seen": seen},
    )


def delete_evidence(claim_id: str) -> Statement:
    return Statement("DELETE FROM evidence WHERE claim_id = :claim_id", {"claim_id": claim_id})


def insert_evidence(claim_id: str, position: int, evidence: Evidence) -> Statement:
    return Statement(
        "INSERT INTO evidence (claim_id, position, source_id, stance, locator, quote, note, checked)"
        " VALUES (:claim_id, :position, :source_id, :stance, :locator, :quote, :note, :checked)",
        {
            "claim_id": claim_id,
            "position": position,
            "source_id": evidence.source.id,
            "stance": evidence.stance.value,
            "locator": evidence.locator,
            "quote": evidence.quote,
            "note": evidence.note,
            "checked": int(evidence.checked),
        },
    )


def _params(claim: Claim) -> dict[str, Value]:
    return {
        **vars(claim),
        "kind": claim.kind.value,
        "rating": claim.rating.value,
        "happened": claim.happened.text if claim.happened else None,
        "checked": int(claim.checked),
        "status": claim.status.value,
    }
