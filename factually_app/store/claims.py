"""Claims and the evidence that bears on them, as readers meet them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from sqlite_utils import Database

from factually_app.domain.claim import Claim, ClaimKind, Evidence, Stance
from factually_app.domain.correction import LatestNotice
from factually_app.domain.errors import NotFoundError
from factually_app.domain.rating import Rating
from factually_app.domain.record import RecordStatus
from factually_app.store.rows import Row, id_list, partial_date
from factually_app.store.sources import source_from


def get_claim(db: Database, claim_id: str) -> Claim:
    """Return one claim; NotFoundError when there is none."""
    rows = db.query(
        """
        SELECT id, ref, slug, text, about, kind, rating, happened, checked, version,
               created_at, updated_at, status
          FROM claims
         WHERE id = :id
        """,
        {"id": claim_id},
    )
    for row in rows:
        return claim_from(row)
    raise NotFoundError(f"no claim '{claim_id}'")


def claims_by_id(db: Database, claim_ids: Iterable[str]) -> dict[str, Claim]:
    """Return those of the claims that there are, by id."""
    rows = db.query(
        """
        SELECT id, ref, slug, text, about, kind, rating, happened, checked, version,
               created_at, updated_at, status
          FROM claims
         WHERE id IN (SELECT value FROM json_each(:ids))
        """,
        {"ids": id_list(claim_ids)},
    )
    return {row["id"]: claim_from(row) for row in rows}


def all_claims(db: Database) -> Iterator[Claim]:
    """Yield every claim in order of id."""
    rows = db.query(
        """
        SELECT id, ref, slug, text, about, kind, rating, happened, checked, version,
               created_at, updated_at, status
          FROM claims
         ORDER BY id
        """
    )
    return (claim_from(row) for row in rows)


def claims_answering(db: Database, question_ids: Iterable[str]) -> dict[str, list[Claim]]:
    """Return, for each question, the claims linked to it in the order staff gave them; no drafts."""
    rows = db.query(
        """
        SELECT question_claims.question_id, claims.id, claims.ref, claims.slug, claims.text,
               claims.about, claims.kind, claims.rating, claims.happened, claims.checked,
               claims.version, claims.created_at, claims.updated_at, claims.status,
               (SELECT kind || ' ' || made_on FROM corrections WHERE claim_id = claims.id
                 ORDER BY made_on DESC, created_at DESC, corrections.id LIMIT 1) AS notice
          FROM question_claims
          JOIN claims ON claims.id = question_claims.claim_id
         WHERE question_claims.question_id IN (SELECT value FROM json_each(:ids))
           AND claims.status <> 'draft'
         ORDER BY question_claims.question_id, question_claims.position
        """,
        {"ids": id_list(question_ids)},
    )
    found: dict[str, list[Claim]] = defaultdict(list)
    for row in rows:
        notice = LatestNotice.of(row["notice"]) if row["notice"] else None
        found[row["question_id"]].append(replace(claim_from(row), notice=notice))
    return dict(found)


def evidence_for(db: Database, claim_ids: Iterable[str]) -> dict[str, list[Evidence]]:
    """Return, for each claim, the sources that bear on it in the order staff gave them."""
    rows = db.query(
        """
        SELECT evidence.claim_id, evidence.stance, evidence.locator, evidence.quote,
               evidence.note AS evidence_note, evidence.checked AS evidence_checked,
               sources.id, sources.ref, sources.slug, sources.title, sources.publisher,
               sources.author, sources.published, sources.address, sources.archive_address,
               sources.kind, sources.language, sources.note, sources.checked, sources.version,
               sources.created_at, sources.updated_at, sources.status
          FROM evidence
          JOIN sources ON sources.id = evidence.source_id
         WHERE evidence.claim_id IN (SELECT value FROM json_each(:ids))
         ORDER BY evidence.claim_id, evidence.position
        """,
        {"ids": id_list(claim_ids)},
    )
    found: dict[str, list[Evidence]] = defaultdict(list)
    for row in rows:
        found[row["claim_id"]].append(_evidence(row))
    return dict(found)


def stances_by_claim(db: Database, claim_ids: Iterable[str]) -> dict[str, list[Stance]]:
    """Return, for each claim, the stances of its evidence, without the sources themselves."""
    rows = db.query(
        """
        SELECT claim_id, stance
          FROM evidence
         WHERE claim_id IN (SELECT value FROM json_each(:ids))
         ORDER BY claim_id, position
        """,
        {"ids": id_list(claim_ids)},
    )
    found: dict[str, list[Stance]] = defaultdict(list)
    for row in rows:
        found[row["claim_id"]].append(Stance(row["stance"]))
    return dict(found)


def claims_citing(db: Database, source_id: str) -> list[tuple[Claim, Evidence]]:
    """Return every claim that a source bears on, oldest event first, with that evidence; no drafts."""
    rows = db.query(
        """
        SELECT claims.id, claims.ref, claims.slug, claims.text, claims.about, claims.kind,
               claims.rating, claims.happened, claims.checked, claims.version,
               claims.created_at, claims.updated_at, claims.status, evidence.position
          FROM evidence
          JOIN claims ON claims.id = evidence.claim_id
         WHERE evidence.source_id = :source_id AND claims.status <> 'draft'
         ORDER BY claims.happened IS NULL, claims.happened, claims.id, evidence.position
        """,
        {"source_id": source_id},
    )
    claims = [(claim_from(row), row["position"]) for row in rows]
    evidence = evidence_for(db, {claim.id for claim, _ in claims})
    return [(claim, evidence[claim.id][position - 1]) for claim, position in claims]


def claim_from(row: Row) -> Claim:
    """Make a claim of a row."""
    return Claim(
        id=row["id"],
        ref=row["ref"],
        slug=row["slug"],
        text=row["text"],
        about=row["about"],
        kind=ClaimKind(row["kind"]),
        rating=Rating(row["rating"]),
        happened=partial_date(row["happened"]),
        checked=bool(row["checked"]),
        version=row["version"],
        created_at=row["created_at"],
        updated_at=row["updated_at"],
        status=RecordStatus(row["status"]),
    )


def _evidence(row: Row) -> Evidence:
    return Evidence(
        source=source_from(row),
        stance=Stance(row["stance"]),
        locator=row["locator"],
        quote=row["quote"],
        note=row["evidence_note"],
        checked=bool(row["evidence_checked"]),
    )
