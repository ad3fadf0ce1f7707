"""Corrections of an import: notices that are new here are taken, those that are kept stand as they are."""

from collections.abc import Sequence
from datetime import date

from factually_app.domain.correction import Correction, CorrectionKind
from factually_app.formats.content_entry import Entry, Kind
from factually_app.operations.import_plan import ImportPlan, Outcome
from factually_app.operations.import_text import LABEL, day_in, line_in, text_in
from factually_app.store.corrections import all_corrections, insert_correction


def plan_corrections(plan: ImportPlan, entries: Sequence[Entry]) -> None:
    """Plan the notices that are new; count the others that differ."""
    kept = {correction.id: correction for correction in all_corrections(plan.engine.reader())}
    left = 0
    for entry in entries:
        correction = _correction(plan, entry)
        if correction.id not in kept:
            kept[correction.id] = correction
            plan.add(
                Kind.CORRECTION, correction.id, [insert_correction(correction)], file=entry.file, is_new=True
            )
        elif kept[correction.id] == correction:
            plan.count(Kind.CORRECTION, correction.id, Outcome.SAME)
        else:
            left += 1
    if left:
        plan.warnings.append(f"{left:,} corrections were left aside: a notice is never changed")


def _correction(plan: ImportPlan, entry: Entry) -> Correction:
    kind, was = CorrectionKind(entry.text("kind")), text_in(plan, entry, "was")
    article_id = plan.resolve(Kind.ARTICLE, entry.name("article"), entry)
    claim_id = plan.resolve(Kind.CLAIM, entry.name("claim"), entry)
    if not entry.has("article", "claim"):
        plan.problems.append(entry.problem("a correction names an `article`, a `claim`, or both"))
    if kind is CorrectionKind.CORRECTION and not was:
        plan.problems.append(entry.problem("a correction says in `was` what was wrong"))
    return Correction(
        id=entry.text("public_id"),
        kind=kind,
        article_id=article_id,
        claim_id=claim_id,
        place=line_in(plan, entry, "place") or None,
        was=was,
        now=text_in(plan, entry, "now"),
        # A day that never was is a problem by now, so that nothing of this is written.
        made_on=day_in(plan, entry, "made_on") or date.min,
        made_by=line_in(plan, entry, "made_by", limit=LABEL),
        created_at=entry.text("created_at"),
    )
