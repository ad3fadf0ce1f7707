"""What counts nowhere: each with its reason, page by page, and a payment that is given its campaign."""

from dataclasses import replace

import pytest

from factually_app.domain.campaign import Mode
from factually_app.domain.errors import ConflictError, NotFoundError
from factually_app.domain.payment import Effect
from factually_app.domain.pledge import Dispute
from factually_app.domain.uncounted import Issue, Reason
from factually_app.operations.campaigns import set_campaign
from factually_app.operations.integrity import findings
from factually_app.operations.payments import receive_event
from factually_app.operations.uncounted import assign_payment, payments_at_issue, uncounted_payments
from factually_app.store import uncounted
from factually_app.store.campaigns import find_campaign
from factually_app.store.engine import guard_changed
from factually_app.store.ledger import ledger_rows
from factually_app.store.pledges import insert_pledge
from tests.factories import Newsroom, payment
from tests.payments import AT, provider_event
from tests.staff import EDDA


def receive(engine, *events):
    for event in events:
        receive_event(engine, event, received_at=AT)


def reasons(engine, **page):
    found = uncounted_payments(engine, **{"limit": 99, **page})
    return {one.pledge.reference: one.reason for one in found}


def issues(engine, **page):
    found = payments_at_issue(engine, **{"limit": 99, **page})
    return {one.pledge.reference: one.issue for one in found}


def euros(reference):
    return Effect(reference, "EUR", 500, paid=True)


def test_each_payment_that_counts_nowhere_has_its_reason(engine):
    receive(engine, provider_event("e0", "paid", "before"))
    assert reasons(engine) == {"before": Reason.NO_CAMPAIGN}
    campaign = set_campaign(engine, EDDA, title="Mend the weir", goal=9)
    receive(
        engine,
        provider_event("e1", "paid", "counts"),
        provider_event("e2", "paid", "euros", effect=euros("euros")),
        provider_event("e3", "paid", "trial", mode=Mode.TEST),
        provider_event("e4", "refunded", "not paid"),
    )
    engine.commit([insert_pledge(payment("aaaaaa", campaign, person=None, reference="nobody"))])
    assert reasons(engine) == {
        "before": Reason.NO_CAMPAIGN,
        "euros": Reason.OTHER_CURRENCY,
        "trial": Reason.TEST_WHILE_LIVE,
        "nobody": Reason.NOBODY,
    }


def test_a_live_payment_in_a_trial_is_told(engine):
    set_campaign(engine, EDDA, title="Try the weir", goal=9, mode=Mode.TEST)
    receive(engine, provider_event("e1", "paid", "p1"))
    assert reasons(engine) == {"p1": Reason.LIVE_WHILE_TEST}


@pytest.mark.parametrize("kind", [Reason, Issue])
def test_every_reason_is_a_sentence(kind):
    assert len({one.words for one in kind}) == len(kind)


def test_what_is_the_matter_with_a_payment_is_told(engine):
    campaign = Newsroom(engine).campaign()
    kept = payment("aaaaaa", campaign, reference="too much", refunded_minor=501)
    free = replace(kept, id="bbbbbb", reference="free, given back", amount_minor=0, refunded_minor=1)
    engine.commit([insert_pledge(kept), insert_pledge(free)])
    for what in ("paid", "failed", "refunded"):
        receive(engine, provider_event(f"{what} e", what, what))
    for dispute in (Dispute.OPEN, Dispute.LOST, Dispute.WON):
        effect = Effect(dispute.name, "USD", 500, paid=True, dispute=dispute)
        receive(engine, provider_event(dispute.name, "paid", dispute.name, effect=effect))
    receive(engine, provider_event("e8", "failed", "at last"), provider_event("e9", "paid", "at last"))
    receive(engine, provider_event("e10", "dispute", "disputed unheard"))
    assert issues(engine) == {
        "too much": Issue.REFUND_TOO_LARGE,
        "failed": Issue.FAILED,
        "refunded": Issue.NEVER_PAID,
        "disputed unheard": Issue.NEVER_PAID,
        "OPEN": Issue.DISPUTE_OPEN,
        "LOST": Issue.DISPUTE_LOST,
    }


@pytest.mark.parametrize("listed", [uncounted_payments, payments_at_issue])
def test_pages_follow_each_other_and_leave_nothing_out(engine, listed):
    for number in range(7):
        at = f"2026-03-{10 + number // 3}T12:00:00+00:00"
        effect = Effect(f"p{number}", "USD", 5, paid=True, dispute=Dispute.LOST)
        receive(engine, provider_event(f"e{number}", "paid", f"p{number}", effect=effect, happened_at=at))
    whole = [one.pledge.id for one in listed(engine, limit=99)]
    paged, after = [], None
    while page := [one.pledge.id for one in listed(engine, limit=2, after=after)]:
        assert len(page) <= 2
        paged, after = paged + page, page[-1]
    assert (len(whole), paged) == (7, whole)


@pytest.mark.parametrize(
    ("read", "index"),
    [(uncounted.uncounted_ids, "pledges_uncounted"), (uncounted.ids_at_issue, "pledges_at_issue")],
)
def test_a_page_is_found_without_reading_all_payments(engine, read, index):
    told = []
    db = engine.reader()

    class Explaining:
        def query(self, sql, params):
            told.extend(row["detail"] for row in db.query(f"EXPLAIN QUERY PLAN {sql}", params))
            return []

    read(Explaining(), limit=9, after=None)
    assert any(f"USING INDEX {index}" in line or f"USING COVERING INDEX {index}" in line for line in told)
    assert not any("TEMP B-TREE" in line for line in told)


@pytest.fixture
def stray(engine):
    """A payment that came before there was a campaign, and the campaign."""
    receive(engine, provider_event("e1", "paid", "p1"))
    campaign = set_campaign(engine, EDDA, title="Mend the weir", goal=9)
    (one,) = uncounted_payments(engine, limit=9)
    return one.pledge, campaign


def test_a_payment_is_given_its_campaign_once(engine, stray):
    pledge, campaign = stray
    assign_payment(engine, EDDA, pledge.id, campaign.id)
    assert find_campaign(engine.reader(), campaign.id).supporters == 1
    assert [(row.people, row.amount_minor) for row in ledger_rows(engine.reader(), campaign.id)] == [(1, 500)]
    assert (reasons(engine), findings(engine)) == ({}, [])
    with pytest.raises(ConflictError, match=f"belongs to campaign '{campaign.id}' already"):
        assign_payment(engine, EDDA, pledge.id, campaign.id)
    receive(engine, provider_event("e2", "refunded", "p1"), provider_event("e3", "paid", "p1"))
    assert find_campaign(engine.reader(), campaign.id).raised_minor == 300
    assert findings(engine) == []


def test_what_does_not_fit_is_refused_with_a_sentence(engine, stray):
    pledge, campaign = stray
    other = set_campaign(engine, EDDA, new=True, title="In euros", goal=9, currency="EUR")
    trial = set_campaign(engine, EDDA, new=True, title="Try", goal=9, mode=Mode.TEST)
    receive(engine, provider_event("e9", "failed", "p9"))
    (failed,) = payments_at_issue(engine, limit=9)
    engine.commit([insert_pledge(payment("aaaaaa", None, person=None))])
    for wrong, target, sentence in (
        (pledge.id, other.id, "is in USD, campaign '.*' counts in EUR"),
        (pledge.id, trial.id, "is a live one, campaign '.*' counts test ones"),
        (failed.pledge.id, campaign.id, "is failed; only a paid one can count"),
        ("aaaaaa", campaign.id, "names no person"),
    ):
        with pytest.raises(ConflictError, match=sentence):
            assign_payment(engine, EDDA, wrong, target)
    with pytest.raises(NotFoundError, match="no campaign 'ffffff'"):
        assign_payment(engine, EDDA, pledge.id, "ffffff")
    with pytest.raises(NotFoundError, match="no pledge 'ffffff'"):
        assign_payment(engine, EDDA, "ffffff", campaign.id)
    assert find_campaign(engine.reader(), campaign.id).supporters == 0


def test_a_payment_that_found_its_campaign_meanwhile_is_not_taken_from_it(engine, stray):
    pledge, campaign = stray
    later = set_campaign(engine, EDDA, new=True, title="Mend the mill", goal=9)
    assign_payment(engine, EDDA, pledge.id, campaign.id)
    with pytest.raises(ConflictError):
        engine.commit([uncounted.assign_pledge(pledge.id, later.id, at=AT), guard_changed()])
    assert find_campaign(engine.reader(), later.id).supporters == 0
