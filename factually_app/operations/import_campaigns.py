"""Campaigns of an import: goals and their terms. What stands toward them is in `import_pledges`."""

from collections.abc import Iterator, Sequence

from factually_app.domain.campaign import Campaign, CampaignKind, Mode
from factually_app.domain.errors import Problem
from factually_app.formats.content_entry import Entry
from factually_app.formats.exchange import campaign_item
from factually_app.operations.import_history import history, ref_of
from factually_app.operations.import_plan import ImportPlan
from factually_app.operations.import_text import SENTENCE, day_in, line_in, text_in
from factually_app.store.campaigns import all_campaigns, insert_campaign, update_campaign
from factually_app.store.engine import Statement, guard_changed
from factually_app.store.pledges import pledges_toward


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
    if new.next_goal is not None and new.next_goal <= new.goal:
        message = "the next goal has to be more than the goal"
        yield entry.problem(message, line=entry.line_of("next_goal"))
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
        mode=_mode(plan, entry, old),
        next_goal=entry.number("next_goal") or None,
    )


def _mode(plan: ImportPlan, entry: Entry, old: Campaign | None) -> Mode:
    """Return the mode; that of a campaign with pledges stands, whatever content comes with a new version."""
    asked = Mode(entry.text("mode", Mode.LIVE))
    if old is None or old.mode is asked or not any(pledges_toward(plan.engine.reader(), old.id)):
        return asked
    plan.warnings.append(f"the campaign '{old.title}' has pledges and stays a {old.mode} one")
    return old.mode


def _campaign_statements(old: Campaign | None, new: Campaign) -> list[Statement]:
    if old is None:
        return [insert_campaign(new)]
    if campaign_item(old) == campaign_item(new):
        return []
    return [update_campaign(new, seen=old.version), guard_changed()]
