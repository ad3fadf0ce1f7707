"""Looking after what counts nowhere: the lists with their reasons, and giving a payment its campaign."""

from collections.abc import Callable, Iterator

from factually_app import clock
from factually_app.domain.audit import Action
from factually_app.domain.campaign import Campaign
from factually_app.domain.errors import ConflictError, NotFoundError
from factually_app.domain.pledge import Pledge
from factually_app.domain.staff import Actor
from factually_app.domain.uncounted import PaymentAtIssue, UncountedPayment, issue_of, reason_of
from factually_app.store import audit, edition
from factually_app.store.campaigns import all_campaigns, find_campaign
from factually_app.store.engine import Engine, guard_changed
from factually_app.store.pledges import get_pledge, pledges_by_id
from factually_app.store.uncounted import assign_pledge, ids_at_issue, uncounted_ids


def uncounted_payments(engine: Engine, *, limit: int, after: str | None = None) -> Iterator[UncountedPayment]:
    """Yield the paid payments that count nowhere, the newest first, each with its reason.

    `after` is the id of the last one seen, for the next page; NotFoundError when there is none of it.
    """
    campaigns = list(all_campaigns(engine.reader()))
    for pledge in _page(engine, uncounted_ids, limit, after):
        yield UncountedPayment(pledge, reason_of(pledge, campaigns))


def payments_at_issue(engine: Engine, *, limit: int, after: str | None = None) -> Iterator[PaymentAtIssue]:
    """Yield the payments that failed, are in dispute or do not add up, the last changed first."""
    for pledge in _page(engine, ids_at_issue, limit, after):
        yield PaymentAtIssue(pledge, issue_of(pledge))


def _page(engine: Engine, read: Callable[..., list[str]], limit: int, after: str | None) -> Iterator[Pledge]:
    if after is not None:
        get_pledge(engine.reader(), after)
    ids = read(engine.reader(), limit=limit, after=after)
    found = pledges_by_id(engine.reader(), ids)
    return (found[one] for one in ids)


def assign_payment(engine: Engine, by: Actor, pledge_id: str, campaign_id: str) -> None:
    """Let a payment that counts nowhere count toward a campaign, from now on.

    NotFoundError when either is not there; ConflictError with the reason when they do not fit.
    """
    pledge = get_pledge(engine.reader(), pledge_id)
    campaign = find_campaign(engine.reader(), campaign_id)
    if campaign is None:
        raise NotFoundError(f"no campaign '{campaign_id}'")
    if objection := _objection(pledge, campaign):
        raise ConflictError(f"payment '{pledge_id}' {objection}")
    assigned = assign_pledge(pledge_id, campaign_id, at=clock.stamp())
    engine.commit(
        [
            assigned,
            guard_changed(),
            audit.insert_entry(
                by,
                Action.ASSIGN_PAYMENT,
                "pledge",
                pledge_id,
                at=clock.stamp(),
                after={"campaign": campaign_id},
            ),
            edition.campaign_changed(),
        ]
    )


def _objection(pledge: Pledge, campaign: Campaign) -> str | None:
    if pledge.campaign_id is not None:
        return f"belongs to campaign '{pledge.campaign_id}' already"
    if not pledge.paid:
        return f"is {pledge.state.value}; only a paid one can count"
    if pledge.person is None:
        return "names no person, so nobody can be counted for it"
    if pledge.mode is not campaign.mode:
        return f"is a {pledge.mode} one, campaign '{campaign.id}' counts {campaign.mode} ones"
    if pledge.currency != campaign.currency:
        return f"is in {pledge.currency}, campaign '{campaign.id}' counts in {campaign.currency}"
    return None
