"""Claims and sources as a form shows them, made of their exchange form: of a record or of a snapshot."""

import json
from collections.abc import Mapping
from typing import Any

from factually_app.domain.claim import ClaimRecord
from factually_app.domain.source import Source
from factually_app.domain.typed import TypedClaim, TypedEvidence, TypedSource
from factually_app.formats.exchange import claim_item, source_item

Read = Mapping[str, Any]


def typed_claim(record: ClaimRecord) -> TypedClaim:
    """Return what a form shows of a claim."""
    return _claim(claim_item(record))


def typed_source(source: Source) -> TypedSource:
    """Return what a form shows of a source."""
    return _source(source_item(source))


def claim_in_snapshot(snapshot: str) -> TypedClaim:
    """Return the claim that a revision's snapshot holds."""
    return _claim(json.loads(snapshot))


def source_in_snapshot(snapshot: str) -> TypedSource:
    """Return the source that a revision's snapshot holds."""
    return _source(json.loads(snapshot))


def _claim(item: Read) -> TypedClaim:
    return TypedClaim(
        text=item.get("text", ""),
        about=item.get("about", ""),
        kind=item.get("kind", "event"),
        rating=item.get("rating", ""),
        happened=item.get("date", ""),
        checked=item.get("checked", False),
        evidence=tuple(_evidence(part) for part in item.get("evidence", ())),
    )


def _evidence(item: Read) -> TypedEvidence:
    return TypedEvidence(
        source_id=item.get("source", ""),
        stance=item.get("stance", "supports"),
        locator=item.get("locator", ""),
        quote=item.get("quote", ""),
        note=item.get("note", ""),
        checked=item.get("checked", False),
    )


def _source(item: Read) -> TypedSource:
    return TypedSource(
        title=item.get("title", ""),
        publisher=item.get("publisher", ""),
        author=item.get("author", ""),
        published=item.get("date", ""),
        address=item.get("url", ""),
        archive_address=item.get("archive_url", ""),
        kind=item.get("kind", ""),
        language=item.get("language", "en"),
        note=item.get("note", ""),
        checked=item.get("checked", False),
    )
