"""Claims of an import, with the evidence that bears on them."""

from collections.abc import Iterable, Mapping, Sequence

from factually_app.content.slug import slugify
from factually_app.domain.claim import Claim, ClaimKind, ClaimRecord, Evidence, Stance
from factually_app.domain.rating import Rating
from factually_app.domain.record import RecordStatus
from factually_app.domain.source import Source
from factually_app.formats.content_entry import Entry, Kind
from factually_app.formats.exchange import claim_item
from factually_app.operations.import_history import history, ref_of, revision, status_of
from factually_app.operations.import_plan import ImportPlan
from factually_app.operations.import_text import SENTENCE, date_in, line_in, text_in
from factually_app.operations.whole_records import claim_records
from factually_app.store.claim_statements import delete_evidence, insert_claim, insert_evidence, update_claim
from factually_app.store.engine import Statement, guard_changed


def plan_claims(plan: ImportPlan, entries: Sequence[Entry], sources: Mapping[str, Source]) -> None:
    """Plan the claims; `sources` are all there will be, by id."""
    kept = claim_records(plan.engine, [plan.who.id_of(entry) for entry in entries])
    for entry in entries:
        old = kept.get(plan.who.id_of(entry))
        claim = _claim(plan, entry, old.claim if old else None)
        new = ClaimRecord(claim, tuple(_evidence(plan, entry, sources)))
        _require_evidence(plan, entry, claim)
        plan.record(entry, _statements(plan, entry, old, new), is_new=old is None)


def _claim(plan: ImportPlan, entry: Entry, old: Claim | None) -> Claim:
    text = line_in(plan, entry, "text", limit=SENTENCE)
    made = history(plan, entry, old)
    return Claim(
        id=plan.who.id_of(entry),
        ref=ref_of(entry, old),
        slug=old.slug if old else entry.text("slug", slugify(text, fallback="claim")),
        text=text,
        about=line_in(plan, entry, "about"),
        kind=ClaimKind(entry.text("kind", ClaimKind.EVENT)),
        rating=Rating(entry.text("rating")),
        happened=date_in(plan, entry, "date"),
        checked=_is_checked(entry),
        version=made.version,
        created_at=made.created_at,
        updated_at=made.updated_at,
        status=status_of(entry, old),
    )


def _is_checked(entry: Entry) -> bool:
    """Older files note instead whether the facts were confirmed."""
    said = [entry.flag("checked"), entry.flag("fact_confirmed"), True]
    return next(flag for flag in said if flag is not None)


def _evidence(plan: ImportPlan, entry: Entry, sources: Mapping[str, Source]) -> Iterable[Evidence]:
    for part in entry.parts("evidence"):
        source = sources.get(plan.resolve(Kind.SOURCE, part.name("source"), part) or "")
        said = part.flag("checked")
        checked = part.flag("verified") if said is None else said  # older files' word for it
        texts = {key: text_in(plan, part, key) or None for key in ("locator", "quote", "note")}
        if source:  # one that is missing is a problem that has been noted
            yield Evidence(source, Stance(part.text("stance")), **texts, checked=bool(checked))


def _require_evidence(plan: ImportPlan, entry: Entry, claim: Claim) -> None:
    """Note a claim that readers would see rated, with nothing to follow it to."""
    if claim.status is RecordStatus.LIVE and claim.rating.needs_evidence and not entry.parts("evidence"):
        message = (
            f"`rating` is '{claim.rating}', but there is no `evidence`: add a source, or rate it unproven"
        )
        plan.problems.append(entry.problem(message, line=entry.line_of("rating")))


def _statements(plan: ImportPlan, entry: Entry, old: ClaimRecord | None, new: ClaimRecord) -> list[Statement]:
    item, claim = claim_item(new), new.claim
    if old and claim_item(old) == item:
        return []
    evidence = [insert_evidence(claim.id, *row) for row in enumerate(new.evidence, start=1)]
    written = [insert_claim(claim), *evidence]
    if old:  # the evidence first, which the rating has to rest on
        update = update_claim(claim, seen=old.claim.version)
        written = [delete_evidence(claim.id), *evidence, update, guard_changed()]
    return [
        *written,
        *revision(plan, entry, item, kept=claim, is_new=old is None),
    ]
