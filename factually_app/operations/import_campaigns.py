"""Campaigns and pledges of an import: goals and what stands toward them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from factually_app.domain.campaign import Campaign, CampaignKind
from factually_app.domain.errors import Problem
from factually_app.domain.pledge import Pledge, PledgeState
from factually_app.formats.content_entry import Entry, Kind
from factually_app.formats.exchange import campaign_item
from factually_app.operations.import_history import history, ref_of
from factually_app.operations.import_plan import ImportPlan
from factually_app.operations.import_text import LABEL, SENTENCE, day_in, line_in, text_in
from factually_app.store.campaigns import all_campaigns, insert_campaign, update_campaign
from factually_app.store.engine import Statement, guard_changed
from factually_app.store.exchange_reads import pledges_by_id
from factually_app.store.pledges import insert_pledge, pledges_toward, update_state


def plan_campaigns(plan: ImportPlan, entries: Sequence[Entry]) -> dict[str, Campaign]:
    """Plan the terms of campaigns and return all there will be, by id.

    What stands toward them comes from their pledges alone.
    """
    campaigns = {campaign.id: campaign for campaign in all_campaigns(plan.engine.reader())}
    for entry in entries:
        old = campaigns.get(plan.who.id_of(entry))
        new = _campaign(plan, entry, old)
        plan.problems.extend(_objections(plan, entry, old, new))
        plan.record(entry, _campaign_statements(old, new), is_new=old is None)
        campaigns[new.id] = new
    return campaigns


def _objections(plan: ImportPlan, entry: Entry, old: Campaign | None, new: Campaign) -> Iterator[Problem]:
    if new.starts_on and new.ends_on and new.starts_on > new.ends_on:
        yield entry.problem("the campaign ends before it starts", line=entry.line_of("ends_on"))
    is_another = old and (old.kind, old.currency) != (new.kind, new.currency)
    if is_another and any(pledges_toward(plan.engine.reader(), new.id)):
        yield entry.problem("kind and currency of a campaign stand once it has pledges")


def _campaign(plan: ImportPlan, entry: Entry, old: Campaign | None) -> Campaign:
    made = history(plan, entry, old)
    return Campaign(
        id=plan.who.id_of(entry),
        ref=ref_of(entry, old),
        title=line_in(plan, entry, "title"),
        message=text_in(plan, entry, "message", limit=SENTENCE),
        kind=CampaignKind(entry.text("kind")),
        goal=entry.number("goal"),
        currency=entry.text("currency", "USD"),
        starts_on=day_in(plan, entry, "starts_on"),
        ends_on=day_in(plan, entry, "ends_on"),
        baseline=entry.number("baseline"),
        supporters=0,
        raised_minor=0,
        version=made.version,
        created_at=made.created_at,
        updated_at=made.updated_at,
    )


def _campaign_statements(old: Campaign | None, new: Campaign) -> list[Statement]:
    if old is None:
        return [insert_campaign(new)]
    if campaign_item(old) == campaign_item(new):
        return []
    return [update_campaign(new, seen=old.version), guard_changed()]


def plan_pledges(plan: ImportPlan, entries: Sequence[Entry], campaigns: Mapping[str, Campaign]) -> None:
    """Plan the pledges; of one that is kept already only the state may be another."""
    kept = pledges_by_id(plan.engine.reader(), [plan.who.id_of(entry) for entry in entries])
    for entry in entries:
        campaign = campaigns.get(plan.resolve(Kind.CAMPAIGN, entry.name("campaign"), entry) or "")
        if campaign is None:
            continue
        old, new = kept.get(plan.who.id_of(entry)), _pledge(plan, entry, campaign)
        if new.currency != campaign.currency:
            message = f"the campaign is in {campaign.currency}, so a pledge in {new.currency} does not fit"
            plan.problems.append(entry.problem(message, line=entry.line_of("currency")))
        if old and replace(old, state=new.state) != new:
            plan.problems.append(entry.problem(f"pledge {old.id} is kept already and is another one"))
        plan.record(entry, _pledge_statements(old, new), is_new=old is None)


def _pledge(plan: ImportPlan, entry: Entry, campaign: Campaign) -> Pledge:
    return Pledge(
        id=plan.who.id_of(entry),
        campaign_id=campaign.id,
        person=line_in(plan, entry, "person", limit=LABEL),
        amount_minor=entry.number("amount_minor"),
        currency=entry.text("currency"),
        state=PledgeState(entry.text("state")),
        pledged_at=entry.text("pledged_at"),
    )


def _pledge_statements(old: Pledge | None, new: Pledge) -> list[Statement]:
    """Write a pledge; one that was refunded was paid before, which its supporter's record remembers."""
    if old is None and new.state is PledgeState.REFUNDED:
        paid = replace(new, state=PledgeState.PAID)
        return [insert_pledge(paid), update_state(new.id, seen=PledgeState.PAID, state=new.state)]
    if old is None:
        return [insert_pledge(new)]
    if old.state is new.state:
        return []
    return [update_state(new.id, seen=old.state, state=new.state), guard_changed()]
