"""Pledges and ledgers of an import: what stands toward campaigns, and the public record of it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from factually_app.domain.campaign import Campaign, Mode
from factually_app.domain.errors import Problem
from factually_app.domain.ledger import LedgerRow
from factually_app.domain.pledge import Dispute, Pledge, Provider
from factually_app.formats.content_entry import Entry, Kind
from factually_app.operations.import_plan import ImportPlan, Outcome
from factually_app.operations.import_text import LABEL, day_in, line_in
from factually_app.store.engine import Statement
from factually_app.store.ledger import insert_ledger_row, ledger_rows, pause_ledger
from factually_app.store.pledges import add_to_pledge, find_payment, insert_pledge, pledges_by_id

_FIXED = ("provider", "reference", "mode", "campaign_id", "person", "amount_minor", "currency", "pledged_at")


def plan_ledgers(plan: ImportPlan, entries: Sequence[Entry]) -> None:
    """Plan the ledgers of campaigns that have none yet; the pledges that follow then write no rows."""
    ledgers: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        if campaign_id := plan.resolve(Kind.CAMPAIGN, entry.name("campaign"), entry):
            ledgers[campaign_id].append(entry)
    left = sum(_plan_ledger(plan, campaign_id, found) for campaign_id, found in ledgers.items())
    if left:
        plan.warnings.append(f"{left:,} rows of the ledger were left aside: the campaign has its own here")


def _plan_ledger(plan: ImportPlan, campaign_id: str, entries: Sequence[Entry]) -> int:
    """Plan one ledger; return how many of its rows are left aside."""
    kept = {row.number: row for row in ledger_rows(plan.engine.reader(), campaign_id)}
    rows = {entry.number("number"): (entry, _ledger_row(plan, entry)) for entry in entries}
    if kept:
        same = [number for number, (_, row) in rows.items() if kept.get(number) == row]
        _count(plan, campaign_id, same, Outcome.SAME)
        return len(entries) - len(same)
    if sorted(rows) != list(range(1, len(entries) + 1)):
        plan.problems.append(entries[0].problem("the rows of this ledger do not run from 1 without gaps"))
        return 0
    _count(plan, campaign_id, list(rows), Outcome.NEW)
    file = plan.later(*(entry.file for entry in entries))
    statements = [insert_ledger_row(campaign_id, rows[number][1]) for number in sorted(rows)]
    plan.write(Kind.LEDGER_ROW, file, [pause_ledger(campaign_id, paused=True), *statements])
    plan.write(Kind.REVISION, plan.files[0], [pause_ledger(campaign_id, paused=False)])
    return 0


def _count(plan: ImportPlan, campaign_id: str, numbers: Sequence[int], outcome: Outcome) -> None:
    for number in numbers:
        plan.count(Kind.LEDGER_ROW, f"{campaign_id}:{number}", outcome)


def _ledger_row(plan: ImportPlan, entry: Entry) -> LedgerRow:
    return LedgerRow(
        number=entry.number("number"),
        # A day that never was is a problem by now, so that nothing of this is written.
        day=day_in(plan, entry, "day") or date.min,
        people=entry.number("people"),
        amount_minor=entry.number("amount_minor"),
        currency=entry.text("currency"),
        reason=entry.text("reason"),
        hash=entry.maybe("hash"),
    )


def plan_pledges(plan: ImportPlan, entries: Sequence[Entry], campaigns: Mapping[str, Campaign]) -> None:
    """Plan the pledges; to one that is kept already facts are only added."""
    kept = pledges_by_id(plan.engine.reader(), [plan.who.id_of(entry) for entry in entries])
    for entry in entries:
        name = entry.name("campaign")
        campaign = campaigns.get(plan.resolve(Kind.CAMPAIGN, name, entry) or "")
        if name and campaign is None:
            continue
        old, new = kept.get(plan.who.id_of(entry)), _pledge(plan, entry, campaign)
        plan.problems.extend(_objections(plan, entry, old, new, campaign))
        plan.record(entry, _statements(old, new), is_new=old is None)


def _objections(
    plan: ImportPlan, entry: Entry, old: Pledge | None, new: Pledge, campaign: Campaign | None
) -> Iterator[Problem]:
    if campaign and new.currency != campaign.currency:
        message = f"the campaign is in {campaign.currency}, so a pledge in {new.currency} does not fit"
        yield entry.problem(message, line=entry.line_of("currency"))
    if campaign and new.mode is not campaign.mode:
        message = f"the campaign is a {campaign.mode} one, so a {new.mode} pledge does not fit"
        yield entry.problem(message, line=entry.line_of("mode"))
    if old and any(getattr(old, name) != getattr(new, name) for name in _FIXED):
        yield entry.problem(f"pledge {old.id} is kept already and is another one")
    if not old and (other := find_payment(plan.engine.reader(), new.provider, new.reference)):
        yield entry.problem(f"the payment {new.reference} is kept already, as pledge {other.id}")


def _pledge(plan: ImportPlan, entry: Entry, campaign: Campaign | None) -> Pledge:
    pledge_id = plan.who.id_of(entry)
    pledged_at = entry.text("pledged_at")
    return Pledge(
        id=pledge_id,
        provider=Provider(entry.text("provider", Provider.OFFLINE)),
        reference=line_in(plan, entry, "reference", limit=LABEL) or pledge_id,
        mode=Mode(entry.text("mode", campaign.mode if campaign else Mode.LIVE)),
        campaign_id=campaign.id if campaign else None,
        named=bool(entry.flag("named")),
        person=line_in(plan, entry, "person", limit=LABEL) or None,
        erased=bool(entry.flag("erased")),
        amount_minor=entry.number("amount_minor"),
        currency=entry.text("currency"),
        paid=bool(entry.flag("paid")),
        failed=bool(entry.flag("failed")),
        refunded_minor=entry.number("refunded_minor"),
        dispute=Dispute[entry.text("dispute", "none").upper()],
        pledged_at=pledged_at,
        changed_at=entry.text("changed_at", pledged_at),
    )


def _statements(old: Pledge | None, new: Pledge) -> list[Statement]:
    if old is None:
        return [insert_pledge(new)]
    grown = (
        new.paid > old.paid or new.failed > old.failed,
        new.refunded_minor > old.refunded_minor or new.dispute > old.dispute,
        new.changed_at > old.changed_at,
    )
    return [add_to_pledge(new)] if any(grown) else []
