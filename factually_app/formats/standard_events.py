"""Events of any provider that speaks Standard Webhooks, in the shape that docs/payments.md describes."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from factually_app.domain.campaign import Mode
from factually_app.domain.payment import Digests, Effect, MalformedEventError, ProviderEvent
from factually_app.domain.pledge import Dispute, Provider
from factually_app.formats.event_json import (
    Object,
    amount,
    currency,
    maybe_name,
    maybe_text,
    name,
    part,
    redacted,
)
from factually_app.formats.visits import campaign_of, visit_in


def standard_event(body: Object, digests: Digests, *, event_id: str) -> ProviderEvent:
    """Read an event; MalformedEventError when it is not what is documented. Unknown types have no effect."""
    data = part(body, "data")
    kind = name(body, "type")
    read = _EFFECTS.get(kind)
    visit = visit_in(data, "visit")
    return ProviderEvent(
        provider=Provider.STANDARD,
        event_id=name({"webhook-id": event_id}, "webhook-id"),
        type=kind,
        mode=_mode(data),
        happened_at=_moment(body),
        raw=redacted(body, digests),
        effect=read(data) if read else None,
        person=_person(data, digests),
        campaign_id=maybe_name(data, "campaign") or campaign_of(visit),
        visit=visit,
    )


def _paid(data: Object) -> Effect:
    return Effect(name(data, "payment"), currency(data), amount(data, "amount_minor"), paid=True)


def _failed(data: Object) -> Effect:
    return Effect(name(data, "payment"), currency(data), failed=True)


def _refunded(data: Object) -> Effect:
    return Effect(name(data, "payment"), currency(data), refunded_minor=amount(data, "refunded_minor"))


def _disputed(dispute: Dispute) -> Callable[[Object], Effect]:
    return lambda data: Effect(name(data, "payment"), currency(data), dispute=dispute)


_EFFECTS: Mapping[str, Callable[[Object], Effect]] = {
    "payment.paid": _paid,
    "payment.failed": _failed,
    "payment.refunded": _refunded,
    "payment.disputed": _disputed(Dispute.OPEN),
    "payment.dispute_lost": _disputed(Dispute.LOST),
    "payment.dispute_won": _disputed(Dispute.WON),
}


def _mode(data: Object) -> Mode:
    found = data.get("mode", Mode.LIVE.value)
    if found not in (Mode.LIVE.value, Mode.TEST.value):
        raise MalformedEventError("`mode` is neither live nor test")
    return Mode(found)


def _person(data: Object, digests: Digests) -> str | None:
    """Return whom an event is about: the provider's customer, else the address that was given."""
    if customer := maybe_name(data, "customer"):
        return digests.customer(f"{Provider.STANDARD}:{customer}")
    mail = maybe_text(data, "email")
    return digests.address(mail) if mail else None


def _moment(body: Object) -> str:
    text = maybe_text(body, "timestamp") or ""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise MalformedEventError("`timestamp` is not a moment such as 2026-01-31T12:00:00Z") from None
    if moment.tzinfo is None:
        raise MalformedEventError("`timestamp` does not say its time zone")
    try:
        return moment.astimezone(UTC).isoformat(timespec="seconds")
    except OverflowError:
        raise MalformedEventError("`timestamp` is too early or too late") from None
