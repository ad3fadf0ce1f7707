"""What each event of a provider says of a payment, and what is kept of it."""

import json

import pytest

from factually_app.domain.campaign import Mode
from factually_app.domain.payment import Effect, MalformedEventError
from factually_app.domain.pledge import Dispute
from factually_app.formats.event_json import loads
from factually_app.formats.standard_events import standard_event
from factually_app.formats.stripe_events import stripe_event
from factually_app.operations.people import PeopleKey
from tests.payments import session, stripe_body

KEY = PeopleKey(b"k" * 32)
ANN = KEY.address("ann@oddly-weir.example")
CHARGE = {
    "id": "ch_1",
    "object": "charge",
    "payment_intent": "pi_1",
    "currency": "eur",
    "amount_refunded": 200,
}
INVOICE = {"id": "in_1", "object": "invoice", "customer": "cus_1", "currency": "usd", "amount_paid": 500}
LISTED = {"payments": {"data": [{"payment": {"type": "payment_intent", "payment_intent": "pi_9"}}]}}
DISPUTE = {"id": "dp_1", "charge": "ch_1", "payment_intent": "pi_1", "currency": "usd"}


def read(kind, about, **fields):
    return stripe_event(loads(stripe_body(kind, about, **fields).decode()), KEY)


@pytest.mark.parametrize(
    ("kind", "about", "effect"),
    [
        ("checkout.session.completed", session(), Effect("pi_1", "USD", 500, paid=True)),
        ("checkout.session.completed", session(payment_status="unpaid"), Effect("pi_1", "USD", 500)),
        ("checkout.session.completed", session(mode="subscription"), None),
        ("checkout.session.async_payment_succeeded", session(), Effect("pi_1", "USD", 500, paid=True)),
        ("checkout.session.async_payment_failed", session(), Effect("pi_1", "USD", 500, failed=True)),
        ("invoice.paid", INVOICE, Effect("in_1", "USD", 500, paid=True)),
        ("invoice.paid", {**INVOICE, "payment_intent": "pi_8"}, Effect("pi_8", "USD", 500, paid=True)),
        ("invoice.paid", {**INVOICE, **LISTED}, Effect("pi_9", "USD", 500, paid=True)),
        ("invoice.paid", {**INVOICE, "amount_paid": 0}, None),
        ("invoice.payment_failed", INVOICE, Effect("in_1", "USD", failed=True)),
        (
            "payment_intent.payment_failed",
            {"id": "pi_1", "currency": "usd"},
            Effect("pi_1", "USD", failed=True),
        ),
        ("charge.refunded", CHARGE, Effect("pi_1", "EUR", refunded_minor=200)),
        ("charge.refunded", {**CHARGE, "payment_intent": None}, Effect("ch_1", "EUR", refunded_minor=200)),
        ("charge.dispute.created", DISPUTE, Effect("pi_1", "USD", dispute=Dispute.OPEN)),
        ("charge.dispute.closed", {**DISPUTE, "status": "won"}, Effect("pi_1", "USD", dispute=Dispute.WON)),
        ("charge.dispute.closed", {**DISPUTE, "status": "lost"}, Effect("pi_1", "USD", dispute=Dispute.LOST)),
        ("charge.dispute.closed", {**DISPUTE, "status": "under_review"}, None),
        ("customer.subscription.created", {"id": "sub_1", "customer": "cus_1"}, None),
        ("customer.subscription.updated", {"id": "sub_1", "customer": "cus_1"}, None),
        ("customer.subscription.deleted", {"id": "sub_1", "customer": "cus_1"}, None),
        ("weir.opened", {}, None),
    ],
)
def test_what_stripe_says_of_a_payment(kind, about, effect):
    assert read(kind, about).effect == effect


def test_a_person_is_the_customer_else_the_address():
    assert read("checkout.session.completed", session()).person == ANN
    assert read("checkout.session.completed", session(customer={"id": "cus_1"})).person == KEY.customer(
        "stripe:cus_1"
    )
    assert read("invoice.paid", INVOICE).person == KEY.customer("stripe:cus_1")
    assert KEY.customer("stripe:cus_a") != KEY.customer("stripe:cus_A")
    assert read("weir.opened", {}).person is None


def test_the_campaign_comes_from_our_reference_and_an_odd_one_is_none():
    event = read("checkout.session.completed", session(client_reference_id="abc123-0123456789abcdef"))
    assert (event.campaign_id, event.visit, event.session) == ("abc123", "abc123-0123456789abcdef", "cs_pi_1")
    odd = read("checkout.session.completed", session(client_reference_id="<b> x"))
    assert (odd.campaign_id, odd.visit) == (None, None)


def test_the_mode_is_what_stripe_says():
    assert read("weir.opened", {}).mode is Mode.LIVE
    assert read("weir.opened", {}, livemode=False).mode is Mode.TEST


def test_what_is_kept_names_nobody():
    about = session(
        metadata={"who": "Ann"}, note=["call Ann"], url="https://weir.example/?mail=ann@weir.example x"
    )
    raw = json.loads(read("checkout.session.completed", about).raw)
    kept = raw["data"]["object"]
    assert kept["customer_details"] == {"email": f"digest:{ANN}", "name": "removed", "phone": "removed"}
    assert (kept["metadata"], kept["note"], kept["url"]) == ({"who": "removed"}, ["removed"], "removed x")
    assert (kept["amount_total"], kept["payment_intent"]) == (500, "pi_1")


def standard(kind="payment.paid", **data):
    body = {
        "type": kind,
        "timestamp": "2026-03-10T13:00:00+01:00",
        "data": {"payment": "p1", "currency": "usd", **data},
    }
    return standard_event(body, KEY, event_id="msg_1")


@pytest.mark.parametrize(
    ("kind", "data", "effect"),
    [
        ("payment.paid", {"amount_minor": 500}, Effect("p1", "USD", 500, paid=True)),
        ("payment.failed", {}, Effect("p1", "USD", failed=True)),
        ("payment.refunded", {"refunded_minor": 200}, Effect("p1", "USD", refunded_minor=200)),
        ("payment.disputed", {}, Effect("p1", "USD", dispute=Dispute.OPEN)),
        ("payment.dispute_lost", {}, Effect("p1", "USD", dispute=Dispute.LOST)),
        ("payment.dispute_won", {}, Effect("p1", "USD", dispute=Dispute.WON)),
        ("weir.opened", {}, None),
    ],
)
def test_what_any_other_provider_says(kind, data, effect):
    event = standard(kind, **data, email="Ann@oddly-weir.example", visit="abc123-0123456789abcdef")
    assert (event.effect, event.person, event.campaign_id) == (effect, ANN, "abc123")
    assert event.happened_at == "2026-03-10T12:00:00+00:00"


@pytest.mark.parametrize(
    "data",
    [{"amount_minor": None}, {"amount_minor": 5.5}, {"payment": "p 1"}, {"payment": 1}, {"mode": "play"}],
)
def test_what_is_not_as_documented_is_told(data):
    with pytest.raises(MalformedEventError):
        standard(**{"amount_minor": 500, **data})
