"""Typed claims and sources become records, or a sentence for each field that has to be put right."""

import re
import secrets
from collections.abc import Mapping
from dataclasses import replace

from factually_app import clock
from factually_app.content.slug import slugify
from factually_app.domain.claim import Claim, ClaimKind, ClaimRecord, Evidence, Stance
from factually_app.domain.ids import public_id
from factually_app.domain.rating import Rating
from factually_app.domain.record import RecordStatus
from factually_app.domain.source import Source
from factually_app.domain.typed import TypedClaim, TypedEvidence, TypedSource
from factually_app.operations.import_text import LABEL, NOTE, SENTENCE, TITLE
from factually_app.operations.typed_text import Fields
from factually_app.store.engine import Engine
from factually_app.store.sources import sources_by_id

MOST_EVIDENCE = 50
"""Rows of evidence on one claim."""
_ID = re.compile("[0-9a-f]{6,64}")
_KINDS = {each.value: each for each in ClaimKind}
_RATINGS = {each.value: each for each in Rating}
_STANCES = {each.value: each for each in Stance}


def claim_record_of(engine: Engine, typed: TypedClaim, old: ClaimRecord | None) -> ClaimRecord:
    """Return the claim that was typed, as the next version of `old`; FormError for what cannot be kept.

    A retired source stays where it was already; new evidence cannot name one.
    """
    fields = Fields()
    ids = {row.source_id for row in typed.evidence if _ID.fullmatch(row.source_id)}
    known = sources_by_id(engine.reader(), ids)
    kept = {item.source.id for item in old.evidence} if old else set()
    offered = {
        id_: each for id_, each in known.items() if each.status is not RecordStatus.RETIRED or id_ in kept
    }
    claim = _claim(fields, typed, old.claim if old else None)
    if len(typed.evidence) > MOST_EVIDENCE:
        fields.problems["evidence"] = f"{MOST_EVIDENCE} rows of evidence are the most."
    rows = enumerate(typed.evidence[:MOST_EVIDENCE], start=1)
    evidence = [_evidence(fields, f"evidence-{nth}", row, offered) for nth, row in rows]
    fields.done()
    return ClaimRecord(claim, tuple(item for item in evidence if item))


def _claim(fields: Fields, typed: TypedClaim, old: Claim | None) -> Claim:
    at = clock.stamp()
    text = fields.line("claim-text", typed.text, limit=SENTENCE, needed="A claim needs its sentence.")
    kind = fields.choice("claim-kind", typed.kind, _KINDS, "Choose what sort of sentence it is.")
    rating = fields.choice("claim-rating", typed.rating, _RATINGS, "Choose a rating.")
    said = Claim(
        id=public_id(secrets.token_hex()),
        ref=None,
        slug=slugify(text, fallback="claim"),
        text=text,
        about=fields.line("claim-about", typed.about, limit=TITLE),
        kind=kind or ClaimKind.EVENT,
        rating=rating or Rating.UNPROVEN,
        happened=fields.date("claim-happened", typed.happened),
        checked=typed.checked,
        version=1,
        created_at=at,
        updated_at=at,
        status=RecordStatus.DRAFT,
    )
    if old is None:
        return said
    return replace(
        said,
        id=old.id,
        ref=old.ref,
        slug=old.slug,
        version=old.version + 1,
        created_at=old.created_at,
        status=old.status,
    )


def _evidence(
    fields: Fields, name: str, row: TypedEvidence, offered: Mapping[str, Source]
) -> Evidence | None:
    source = offered.get(row.source_id)
    if source is None:
        missing = "Choose the source, or remove the row."
        fields.problems[f"{name}-source"] = "Choose a source that is in use." if row.source_id else missing
    stance = fields.choice(f"{name}-stance", row.stance, _STANCES, "Choose how the source bears on it.")
    locator = fields.line(f"{name}-locator", row.locator, limit=TITLE)
    quote = fields.text(f"{name}-quote", row.quote, limit=NOTE)
    note = fields.text(f"{name}-note", row.note, limit=NOTE)
    if source is None or stance is None:
        return None
    return Evidence(source, stance, locator or None, quote or None, note or None, row.checked)


def source_of(typed: TypedSource, old: Source | None) -> Source:
    """Return the source that was typed, as the next version of `old`; FormError for what cannot be kept."""
    fields, at = Fields(), clock.stamp()
    title = fields.line("source-title", typed.title, limit=TITLE, needed="A source needs its title.")
    who = "Say who published it."
    said = Source(
        id=public_id(secrets.token_hex()),
        ref=None,
        slug=slugify(title, fallback="source"),
        title=title,
        publisher=fields.line("source-publisher", typed.publisher, limit=LABEL, needed=who),
        author=fields.line("source-author", typed.author, limit=TITLE) or None,
        published=fields.date("source-published", typed.published),
        address=fields.address("source-address", typed.address),
        archive_address=fields.address("source-archive_address", typed.archive_address),
        kind=fields.line("source-kind", typed.kind, limit=LABEL) or "document",
        language=fields.language("source-language", typed.language),
        note=fields.text("source-note", typed.note, limit=NOTE) or None,
        checked=typed.checked,
        version=1,
        created_at=at,
        updated_at=at,
        status=RecordStatus.DRAFT,
    )
    fields.done()
    if old is None:
        return said
    return replace(
        said,
        id=old.id,
        ref=old.ref,
        slug=old.slug,
        version=old.version + 1,
        created_at=old.created_at,
        status=old.status,
    )
