"""Taking events in: the end follows from which events came, not from their order or number."""

import itertools
import os
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factually_app import clock
from factually_app.domain.campaign import Mode
from factually_app.domain.payment import Contradiction, Effect, Outcome
from factually_app.domain.pledge import Dispute, PledgeState, Provider
from factually_app.operations.campaigns import set_campaign
from factually_app.operations.integrity import findings
from factually_app.operations.payments import receive_event
from factually_app.store.campaigns import find_campaign, find_current_campaign
from factually_app.store.edition import get_edition
from factually_app.store.ledger import ledger_rows
from factually_app.store.migrations import migrate
from factually_app.store.payment_events import newest_events
from factually_app.store.pledges import all_pledges, find_payment
from factually_app.store.sqlite_engine import SqliteEngine
from factually_app.store.uncounted import events_set_aside
from tests.payments import AT, EFFECTS, provider_event
from tests.staff import EDDA

ORDERS = list(itertools.permutations(EFFECTS))
PAYMENTS = 200 * (len(ORDERS) if os.environ.get("FACTUALLY_LONG_TESTS") else 1)
"""Each order on one or two payments, or in the long form on two hundred."""


@pytest.fixture
def campaign(engine):
    return set_campaign(engine, EDDA, title="Mend the weir", goal=100)


def receive(engine, *events):
    return [receive_event(engine, event, received_at=AT).outcome for event in events]


def totals(engine, campaign_id=None):
    db = engine.reader()
    found = find_campaign(db, campaign_id) if campaign_id else find_current_campaign(db)
    return found.supporters, found.raised_minor


def payment(engine, reference="p1"):
    return find_payment(engine.reader(), Provider.STRIPE, reference)


def begun(engine, monkeypatch, *days):
    """One campaign made on each day."""
    made = []
    for number, day in enumerate(days):
        monkeypatch.setattr(clock, "stamp", lambda day=day: f"{day}T00:00:00+00:00")
        made.append(set_campaign(engine, EDDA, new=True, title=f"Mend {number}", goal=9))
    return made


@pytest.mark.slow
def test_all_orders_of_five_events_on_two_hundred_payments_end_the_same(engine, campaign):
    for number in range(PAYMENTS):
        for what in ORDERS[number % len(ORDERS)]:
            event = provider_event(f"{number}-{what}", what, f"p{number}", person=f"person {number}")
            assert receive(engine, event) == [Outcome.COUNTED]
    (state,) = {
        (one.state, one.amount_minor, one.standing_minor, one.failed, one.campaign_id == campaign.id)
        for one in all_pledges(engine.reader())
    }
    assert state == (PledgeState.PAID, 500, 300, True, True)
    assert totals(engine) == (PAYMENTS, PAYMENTS * 300)
    assert findings(engine) == []


happenings = st.sets(
    st.tuples(st.sampled_from(sorted(EFFECTS)), st.sampled_from("pqr"), st.sampled_from(["ann", "ben"])),
    max_size=12,
)


@settings(max_examples=40, deadline=None)
@given(happenings, st.randoms(use_true_random=False))
def test_the_end_is_a_function_of_the_set_of_events(happened, chance):
    events = [
        provider_event(f"{what}{reference}{person}", what, reference, person=person)
        for what, reference, person in sorted(happened)
    ]
    ends = []
    for _ in range(2):
        chance.shuffle(events)
        repeated = [event for event in events for _ in range(chance.randint(1, 3))]
        with TemporaryDirectory() as folder, closing(SqliteEngine(Path(folder) / "f.db")) as engine:
            migrate(engine, at=AT)
            set_campaign(engine, EDDA, title="Mend the weir", goal=100)
            receive(engine, *repeated)
            assert findings(engine) == []
            kept = [
                vars(one) | {"campaign_id": bool(one.campaign_id)} for one in all_pledges(engine.reader())
            ]
            ends.append((totals(engine), sorted(kept, key=lambda one: one["id"])))
    assert ends[0] == ends[1]


def test_a_duplicate_changes_nothing_not_even_the_edition(engine, campaign):
    event = provider_event("e1", "paid", "p1")
    assert receive(engine, event) == [Outcome.COUNTED]
    before = get_edition(engine.reader())
    assert receive(engine, event, event) == [Outcome.DUPLICATE] * 2
    assert (totals(engine), get_edition(engine.reader())) == ((1, 500), before)


def test_a_second_gift_and_a_renewal_do_not_count_the_person_again(engine, campaign):
    receive(engine, *(provider_event(f"e{n}", "paid", f"p{n}") for n in range(3)))
    assert totals(engine) == (1, 1500)


def test_an_event_without_effect_is_kept(engine, campaign):
    event = provider_event("e1", "paid", "p1", effect=None, type="customer.subscription.created")
    assert receive(engine, event, event) == [Outcome.KEPT, Outcome.DUPLICATE]
    (kept,) = newest_events(engine.reader(), limit=9)
    assert (kept.type, kept.reference, totals(engine)) == ("customer.subscription.created", None, (0, 0))


def test_a_refund_that_comes_first_waits_for_its_payment(engine, campaign):
    receive(engine, provider_event("e1", "refunded", "p1"))
    assert (payment(engine).person, payment(engine).campaign_id, totals(engine)) == (None, None, (0, 0))
    receive(engine, provider_event("e2", "paid", "p1"))
    assert totals(engine) == (1, 300)
    assert [row.amount_minor for row in ledger_rows(engine.reader(), campaign.id)] == [300]


def test_a_payment_that_names_nobody_is_still_somebodys(engine, campaign):
    receive(engine, *(provider_event(f"e{n}", "paid", f"p{n}", person=None) for n in range(2)))
    assert totals(engine) == (2, 1000)


@pytest.mark.parametrize(("mode", "people"), [(Mode.LIVE, (1, 0)), (Mode.TEST, (0, 1))])
def test_test_payments_count_in_test_campaigns_alone(engine, campaign, mode, people):
    trial = set_campaign(engine, EDDA, new=True, title="Try the weir", goal=9, mode=Mode.TEST)
    event = provider_event("e1", "paid", "p1", mode=mode, campaign_id=campaign.id)
    receive(engine, event)
    assert (totals(engine, campaign.id)[0], totals(engine, trial.id)[0]) == people


def test_a_payment_goes_to_the_campaign_it_names_else_to_the_current_one(engine, campaign):
    later = set_campaign(engine, EDDA, new=True, title="Mend the mill", goal=9)
    receive(
        engine,
        provider_event("e1", "paid", "p1", campaign_id=campaign.id),
        provider_event("e2", "paid", "p2", happened_at=later.created_at),
        provider_event("e3", "paid", "p3", campaign_id="ffffff", happened_at=later.created_at),
    )
    assert (totals(engine, campaign.id), totals(engine, later.id)) == ((1, 500), (1, 1000))


def test_a_payment_goes_to_the_campaign_of_its_own_time_however_late_it_comes(engine, monkeypatch):
    weir, mill = begun(engine, monkeypatch, "2026-03-01", "2026-04-01")
    receive(
        engine,
        provider_event("e1", "paid", "p1", happened_at="2026-04-02T00:00:00+00:00"),
        provider_event("e2", "paid", "p2", happened_at="2026-03-31T23:59:59+00:00", person="ann"),
        provider_event("e3", "paid", "p3", happened_at="2026-02-01T00:00:00+00:00", person="ben"),
    )
    assert (totals(engine, weir.id), totals(engine, mill.id)) == ((2, 1000), (1, 500))


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_a_payment_told_of_twice_goes_to_the_earlier_campaign_in_any_order(engine, monkeypatch, order):
    weir, mill = begun(engine, monkeypatch, "2026-03-01", "2026-04-01")
    told = [
        provider_event("e1", "paid", "p1", happened_at="2026-04-02T00:00:00+00:00"),
        provider_event("e2", "paid", "p1", happened_at="2026-03-31T00:00:00+00:00"),
        provider_event("e3", "refunded", "p1", happened_at="2026-05-01T00:00:00+00:00"),
    ]
    receive(engine, *(told[number] for number in order))
    assert (totals(engine, weir.id), totals(engine, mill.id)) == ((1, 300), (0, 0))
    assert findings(engine) == []


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_a_dispute_in_another_currency_is_one_of_its_payment_in_any_order(engine, campaign, order):
    lost = Effect("p1", "EUR", dispute=Dispute.LOST)
    told = [
        provider_event("e1", "paid", "p1"),
        provider_event("e2", "dispute", "p1", effect=lost),
        provider_event("e3", "failed", "p1", effect=Effect("p1", "CHF", failed=True)),
    ]
    assert receive(engine, *(told[number] for number in order)) == [Outcome.COUNTED] * 3
    assert (payment(engine).currency, payment(engine).state, totals(engine)) == (
        "USD",
        PledgeState.LOST,
        (0, 0),
    )
    assert list(events_set_aside(engine.reader(), limit=9)) == []
    assert findings(engine) == []


def test_another_currency_is_kept_and_counts_nowhere(engine):
    set_campaign(engine, EDDA, title="Mend the weir", goal=100, currency="EUR")
    receive(engine, provider_event("e1", "paid", "p1"))
    assert (payment(engine).campaign_id, payment(engine).state, totals(engine)) == (
        None,
        PledgeState.PAID,
        (0, 0),
    )


def test_without_any_campaign_a_payment_is_kept(engine):
    receive(engine, provider_event("e1", "paid", "p1"))
    assert payment(engine).paid
    assert findings(engine) == []


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"mode": Mode.TEST}, Contradiction.MODE),
        ({"effect": Effect("p1", "EUR", refunded_minor=200)}, Contradiction.CURRENCY),
    ],
)
def test_an_event_that_contradicts_its_payment_is_set_aside(engine, campaign, fields, reason):
    event = provider_event("e2", "refunded", "p1", **fields)
    receive(engine, provider_event("e1", "paid", "p1"))
    assert receive(engine, event, event) == [Outcome.KEPT, Outcome.DUPLICATE]
    assert totals(engine) == (1, 500)
    (aside,) = events_set_aside(engine.reader(), limit=9)
    assert (aside.event.event_id, aside.reason) == ("e2", reason)


def test_senders_that_meet_in_one_payment_all_count(engine, campaign):
    """Each looks before the others have committed, so that some find their look out of date."""
    facts = ["paid", "refunded", "dispute", "failed"] * 4
    events = [
        provider_event(f"evt_{number}_{what}", what, f"pi_{number // 16}")
        for number, what in enumerate(facts * 8)
    ]
    with ThreadPoolExecutor(16) as pool:
        receipts = list(pool.map(lambda event: receive_event(engine, event, received_at=AT), events))
    assert {receipt.outcome for receipt in receipts} == {Outcome.COUNTED}
    assert findings(engine) == []
    for number in range(8):
        pledge = payment(engine, f"pi_{number}")
        assert (pledge.paid, pledge.refunded_minor, pledge.dispute) == (True, 200, Dispute.WON)
