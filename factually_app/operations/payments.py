"""Payments: taking an event in, once, with all that follows from it in one batch."""

import hashlib
from collections.abc import Iterator

from factually_app.domain.campaign import Campaign, current_at
from factually_app.domain.errors import ConflictError
from factually_app.domain.payment import Contradiction, Effect, Outcome, ProviderEvent, Receipt
from factually_app.domain.pledge import Pledge
from factually_app.store import edition
from factually_app.store.campaigns import all_campaigns, find_campaign
from factually_app.store.engine import Engine, Statement, guard_changed
from factually_app.store.payment_events import insert_event, is_kept
from factually_app.store.pledges import add_to_pledge, find_payment, insert_unknown_pledge
from factually_app.store.uncounted import set_aside


def receive_event(engine: Engine, event: ProviderEvent, *, received_at: str) -> Receipt:
    """Keep an event and let it take effect, durable on return; one that is kept already does nothing.

    What stands in the end follows from which events came, not from their order or number.
    """
    if is_kept(engine.reader(), event.provider, event.event_id):
        return Receipt(event.event_id, Outcome.DUPLICATE)
    aside = _contradiction(engine, event)
    effect = [] if aside else list(_effect(engine, event))
    follows = [set_aside(event, aside)] if aside else effect
    try:
        engine.commit([insert_event(event, received_at=received_at), *follows])
    except ConflictError:
        # Another sender's copy of the same event may have come first; anything else is a fault.
        if not is_kept(engine.reader(), event.provider, event.event_id):
            raise
        return Receipt(event.event_id, Outcome.DUPLICATE)
    return Receipt(event.event_id, Outcome.COUNTED if effect else Outcome.KEPT)


def _effect(engine: Engine, event: ProviderEvent) -> Iterator[Statement]:
    if event.effect is None:
        return
    pledge = _as_pledge(engine, event, event.effect)
    yield insert_unknown_pledge(pledge)
    yield add_to_pledge(pledge)
    yield guard_changed()
    yield edition.campaign_changed()


def _contradiction(engine: Engine, event: ProviderEvent) -> Contradiction | None:
    """Return what speaks against an event: its payment is known in another mode, or other money."""
    effect = event.effect
    known = find_payment(engine.reader(), event.provider, effect.reference) if effect else None
    if effect is None or known is None:
        return None
    if known.mode is not event.mode:
        return Contradiction.MODE
    both_of_money = known.is_of_money and effect.is_of_money
    return Contradiction.CURRENCY if both_of_money and known.currency != effect.currency else None


def _as_pledge(engine: Engine, event: ProviderEvent, effect: Effect) -> Pledge:
    """Return the event as a payment of which nothing else is known."""
    campaign, named = _campaign(engine, event, effect)
    return Pledge(
        id=_pledge_id(event, effect),
        provider=event.provider,
        reference=effect.reference,
        mode=event.mode,
        campaign_id=campaign.id if campaign else None,
        named=named and campaign is not None,
        person=_person(event, effect),
        erased=False,
        amount_minor=effect.amount_minor,
        currency=effect.currency,
        paid=effect.paid,
        failed=effect.failed,
        refunded_minor=effect.refunded_minor,
        dispute=effect.dispute,
        pledged_at=event.happened_at,
        changed_at=event.happened_at,
    )


def _campaign(engine: Engine, event: ProviderEvent, effect: Effect) -> tuple[Campaign | None, bool]:
    """Return the campaign that a payment goes to, and whether the payment itself names it.

    Only the payment brings its campaign: a refund or dispute that comes first must not. The current one
    is that of the event's own time, so that an event which is delivered late still goes where it belongs.
    """
    if not effect.paid:
        return None, False
    db = engine.reader()
    asked = find_campaign(db, event.campaign_id) if event.campaign_id else None
    current = current_at(list(all_campaigns(db)), event.mode, event.happened_at)
    for campaign, named in ((asked, True), (current, False)):
        if campaign and (campaign.mode, campaign.currency) == (event.mode, effect.currency):
            return campaign, named
    return None, False


def _person(event: ProviderEvent, effect: Effect) -> str | None:
    """Return whose payment it is; a payment that names nobody is somebody's of whom nothing is known."""
    if not effect.paid:
        return None
    return event.person or _digest(event, effect, "nobody")


def _pledge_id(event: ProviderEvent, effect: Effect) -> str:
    """The same payment has the same id wherever it is first heard of."""
    return _digest(event, effect, "pledge")[:16]


def _digest(event: ProviderEvent, effect: Effect, what: str) -> str:
    return hashlib.sha256(f"{what}:{event.provider}:{effect.reference}".encode()).hexdigest()
