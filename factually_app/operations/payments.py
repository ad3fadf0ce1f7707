"""Payments: taking an event in, once, with all that follows from it in one batch."""

import hashlib
from collections.abc import Iterator

from sqlite_utils import Database

from factually_app.domain.errors import ConflictError
from factually_app.domain.payment import Contradiction, Effect, Outcome, ProviderEvent, Receipt
from factually_app.domain.pledge import Pledge
from factually_app.store import edition
from factually_app.store.engine import Engine, Statement, guard_changed
from factually_app.store.payment_events import Known, insert_event, what_is_known
from factually_app.store.pledges import add_to_pledge, insert_pledge
from factually_app.store.uncounted import set_aside

MOST_TRIES = 3
"""Looks at what is known; a second one sees what another sender committed meanwhile."""


def receive_event(engine: Engine, event: ProviderEvent, *, received_at: str) -> Receipt:
    """Keep an event and let it take effect, durable on return; one that is kept already does nothing.

    What stands in the end follows from which events came, not from their order or number.
    """
    for _ in range(MOST_TRIES - 1):
        try:
            return _receive(engine, event, received_at)
        except ConflictError:
            # Another sender brought the same event, or the same payment, between our look and our commit.
            continue
    return _receive(engine, event, received_at)


def _receive(engine: Engine, event: ProviderEvent, received_at: str) -> Receipt:
    outcome = Outcome.DUPLICATE

    def decide(db: Database) -> list[Statement]:
        nonlocal outcome
        known = what_is_known(db, event)
        outcome, batch = _decided(event, known, received_at)
        return batch

    engine.commit_decided(decide)
    return Receipt(event.event_id, outcome)


def _decided(event: ProviderEvent, known: Known, received_at: str) -> tuple[Outcome, list[Statement]]:
    """Return what becomes of an event and the batch that does it: nothing at all if it is kept already."""
    if known.is_kept:
        return Outcome.DUPLICATE, []
    kept = insert_event(event, received_at=received_at)
    if aside := _contradiction(event, known):
        return Outcome.KEPT, [kept, set_aside(event, aside)]
    effect = list(_effect(event, known))
    return Outcome.COUNTED if effect else Outcome.KEPT, [kept, *effect]


def _contradiction(event: ProviderEvent, known: Known) -> Contradiction | None:
    """Return what speaks against an event: its payment is known in another mode, or other money."""
    effect, payment = event.effect, known.payment
    if effect is None or payment is None:
        return None
    if payment.mode is not event.mode:
        return Contradiction.MODE
    both_of_money = payment.is_of_money and effect.is_of_money
    return Contradiction.CURRENCY if both_of_money and payment.currency != effect.currency else None


def _effect(event: ProviderEvent, known: Known) -> Iterator[Statement]:
    """Yield what the event adds to its payment, which it may be the first to tell of."""
    if event.effect is None:
        return
    pledge = _as_pledge(event, event.effect, known)
    if known.payment is None:
        yield insert_pledge(pledge)
    else:
        yield add_to_pledge(pledge)
        yield guard_changed()
    yield edition.campaign_changed()


def _as_pledge(event: ProviderEvent, effect: Effect, known: Known) -> Pledge:
    """Return the event as a payment of which nothing else is known."""
    campaign_id, named = _campaign(effect, known)
    return Pledge(
        id=_pledge_id(event, effect),
        provider=event.provider,
        reference=effect.reference,
        mode=event.mode,
        campaign_id=campaign_id,
        named=named,
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


def _campaign(effect: Effect, known: Known) -> tuple[str | None, bool]:
    """Return the campaign that a payment goes to, and whether the payment itself names it.

    Only the payment brings its campaign: a refund or dispute that comes first must not. The current one
    is that of the event's own time, so that an event which is delivered late still goes where it belongs.
    """
    if not effect.paid:
        return None, False
    if known.asked_campaign:
        return known.asked_campaign, True
    return known.current_campaign, False


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
