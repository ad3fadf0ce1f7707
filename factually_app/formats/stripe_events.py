"""Stripe's events: what each says of a payment. Signatures are checked before, in web/."""

from collections.abc import Callable, Mapping

from factually_app.domain.campaign import Mode
from factually_app.domain.payment import Digests, Effect, MalformedEventError, ProviderEvent
from factually_app.domain.pledge import Dispute, Provider
from factually_app.formats.event_json import (
    Object,
    amount,
    currency,
    listed,
    maybe_name,
    maybe_text,
    moment,
    name,
    part,
    redacted,
)
from factually_app.formats.visits import campaign_of, visit_in


def stripe_event(body: Object, digests: Digests) -> ProviderEvent:
    """Read an event; of an unknown type, it has no effect. MalformedEventError when it is not Stripe's."""
    kind = name(body, "type")
    about = part(body, "data", "object")
    if not isinstance(body.get("livemode"), bool):
        raise MalformedEventError("`livemode` is neither true nor false")
    read = _EFFECTS.get(kind)
    visit = visit_in(about, "client_reference_id")
    return ProviderEvent(
        provider=Provider.STRIPE,
        event_id=name(body, "id"),
        type=kind,
        mode=Mode.LIVE if body["livemode"] else Mode.TEST,
        happened_at=moment(body, "created"),
        raw=redacted(body, digests),
        effect=read(about) if read else None,
        person=_person(about, digests),
        campaign_id=campaign_of(visit),
        visit=visit,
        session=maybe_name(about, "id") if kind.startswith("checkout.session.") else None,
    )


def _session(about: Object) -> Effect | None:
    """A visit to the payment page that is over. Of a subscription, its invoices are the payments."""
    if about.get("mode") != "payment":
        return None
    paid = about.get("payment_status") == "paid"
    return Effect(_reference(about, "payment_intent", "id"), currency(about), _total(about), paid=paid)


def _session_failed(about: Object) -> Effect | None:
    if about.get("mode") != "payment":
        return None
    return Effect(_reference(about, "payment_intent", "id"), currency(about), _total(about), failed=True)


def _total(about: Object) -> int:
    return amount(about, "amount_total")


def _invoice_paid(about: Object) -> Effect | None:
    """An invoice over nothing, such as that of a trial, is no payment."""
    minor = amount(about, "amount_paid")
    return Effect(_invoice_reference(about), currency(about), minor, paid=True) if minor else None


def _invoice_failed(about: Object) -> Effect:
    return Effect(_invoice_reference(about), currency(about), failed=True)


def _intent_failed(about: Object) -> Effect:
    return Effect(name(about, "id"), currency(about), failed=True)


def _refunded(about: Object) -> Effect:
    """A charge that was given back in part or whole; Stripe says how much so far."""
    minor = amount(about, "amount_refunded")
    return Effect(_reference(about, "payment_intent", "invoice", "id"), currency(about), refunded_minor=minor)


def _dispute_opened(about: Object) -> Effect:
    return _disputed(about, Dispute.OPEN)


def _dispute_closed(about: Object) -> Effect | None:
    """A dispute that is over; one that was only a warning took nothing away."""
    ends = {"lost": Dispute.LOST, "won": Dispute.WON, "warning_closed": Dispute.WON}
    end = ends.get(maybe_text(about, "status") or "")
    return _disputed(about, end) if end else None


def _disputed(about: Object, dispute: Dispute) -> Effect:
    return Effect(_reference(about, "payment_intent", "charge"), currency(about), dispute=dispute)


def _invoice_reference(about: Object) -> str:
    """The payment of an invoice; newer versions of the API list them, older ones name the one."""
    for payment in listed(part(about, "payments"), "data"):
        if intent := maybe_name(part(payment, "payment"), "payment_intent"):
            return intent
    return _reference(about, "payment_intent", "id")


def _reference(about: Object, *keys: str) -> str:
    for key in keys:
        if found := maybe_name(about, key):
            return found
    raise MalformedEventError(f"none of {', '.join(f'`{key}`' for key in keys)} names the payment")


def _person(about: Object, digests: Digests) -> str | None:
    """Return whom an event is about: Stripe's customer, else the address that was given."""
    customer = maybe_name(about, "customer")
    if customer is None and about.get("object") == "customer":
        customer = maybe_name(about, "id")
    if customer:
        return digests.customer(f"{Provider.STRIPE}:{customer}")
    details = (part(about, "customer_details"), part(about, "billing_details"))
    written = (maybe_text(about, "customer_email"), *(maybe_text(detail, "email") for detail in details))
    mail = next((one for one in (*written[1:], written[0], maybe_text(about, "receipt_email")) if one), None)
    return digests.address(mail) if mail else None


_EFFECTS: Mapping[str, Callable[[Object], Effect | None]] = {
    "checkout.session.completed": _session,
    "checkout.session.async_payment_succeeded": _session,
    "checkout.session.async_payment_failed": _session_failed,
    "invoice.paid": _invoice_paid,
    "invoice.payment_failed": _invoice_failed,
    "payment_intent.payment_failed": _intent_failed,
    "charge.refunded": _refunded,
    "charge.dispute.created": _dispute_opened,
    "charge.dispute.closed": _dispute_closed,
}
"""What takes effect. Subscriptions that begin, change or end are kept: their invoices are what is paid."""
