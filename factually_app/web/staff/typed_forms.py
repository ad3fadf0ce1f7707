"""What the forms of claims and sources say, as it was typed; judging it is the operations' part."""

from dataclasses import replace

from flask import request
from werkzeug.datastructures import MultiDict

from factually_app.domain.correction import CorrectionKind
from factually_app.domain.typed import TypedClaim, TypedEvidence, TypedSource
from factually_app.operations.notices import Notice
from factually_app.operations.typed_records import MOST_EVIDENCE

Said = MultiDict[str, str]


def typed_claim_in(said: Said) -> TypedClaim:
    """Return the claim that a form holds, with its rows of evidence in order."""
    return TypedClaim(
        text=said.get("claim-text", ""),
        about=said.get("claim-about", ""),
        kind=said.get("claim-kind", "event"),
        rating=said.get("claim-rating", ""),
        happened=said.get("claim-happened", ""),
        checked=said.get("claim-checked") == "yes",
        evidence=_evidence_in(said),
        another=said.get("claim-another") == "yes",
    )


def typed_source_in(said: Said) -> TypedSource:
    """Return the source that a form holds."""
    return TypedSource(
        title=said.get("source-title", ""),
        publisher=said.get("source-publisher", ""),
        author=said.get("source-author", ""),
        published=said.get("source-published", ""),
        address=said.get("source-address", ""),
        archive_address=said.get("source-archive_address", ""),
        kind=said.get("source-kind", ""),
        language=said.get("source-language", ""),
        note=said.get("source-note", ""),
        checked=said.get("source-checked") == "yes",
        another=said.get("source-another") == "yes",
    )


def searches_in(said: Said) -> dict[int, str]:
    """Return what was typed to find the source of each row of evidence."""
    rows = range(1, MOST_EVIDENCE + 2)
    return {nth: typed for nth in rows if (typed := said.get(f"evidence-{nth}-find", "").strip())}


def with_rows_changed(typed: TypedClaim, do: str) -> TypedClaim:
    """Return a claim with a row of evidence more or less, or two of them swapped, as a button says."""
    rows = list(typed.evidence)
    verb, _, number = do.partition("-")
    at = int(number) - 1 if number.isascii() and number.isdigit() and len(number) < 4 else -1
    if verb == "add" and len(rows) < MOST_EVIDENCE:
        rows.append(TypedEvidence())
    elif verb == "remove" and 0 <= at < len(rows):
        del rows[at]
    elif verb == "up" and 1 <= at < len(rows):
        rows[at - 1], rows[at] = rows[at], rows[at - 1]
    elif verb == "down" and 0 <= at < len(rows) - 1:
        rows[at + 1], rows[at] = rows[at], rows[at + 1]
    return replace(typed, evidence=tuple(rows))


def notice_in(said: Said) -> Notice | None:
    """Return what readers are to be told of a change; None when nothing was typed for them."""
    kinds = {kind.value: kind for kind in CorrectionKind}
    now, was = said.get("notice-now", ""), said.get("notice-was", "")
    if not now.strip() and not was.strip():
        return None
    return Notice(kinds.get(said.get("notice-kind", ""), CorrectionKind.CORRECTION), now=now, was=was)


def seen_in(said: Said) -> int:
    """Return the version that a form was read at; what is no number is no version."""
    typed = said.get("seen", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else 0


def form() -> Said:
    """Return what this request sent."""
    return request.form


def _evidence_in(said: Said) -> tuple[TypedEvidence, ...]:
    rows = []
    for nth in range(1, MOST_EVIDENCE + 2):  # one more than there may be, so that it is not lost unsaid
        if f"evidence-{nth}-stance" in said:
            rows.append(_row(said, f"evidence-{nth}"))
    return tuple(rows)


def _row(said: Said, name: str) -> TypedEvidence:
    return TypedEvidence(
        source_id=said.get(f"{name}-source", ""),
        stance=said.get(f"{name}-stance", ""),
        locator=said.get(f"{name}-locator", ""),
        quote=said.get(f"{name}-quote", ""),
        note=said.get(f"{name}-note", ""),
        checked=said.get(f"{name}-checked") == "yes",
    )
