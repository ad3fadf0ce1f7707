"""The totals of a campaign are those of its pledges, whatever happens to them and in whatever order."""

import itertools
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factually_app.domain.campaign import Campaign, CampaignKind
from factually_app.domain.errors import ConflictError
from factually_app.domain.pledge import Pledge, PledgeState
from factually_app.store.campaigns import all_campaigns, insert_campaign, update_campaign
from factually_app.store.engine import Statement, guard_changed
from factually_app.store.integrity import miscounted_supporters
from factually_app.store.migrations import migrate
from factually_app.store.pledges import counted_anew, get_pledge, insert_pledge, update_state
from factually_app.store.sqlite_engine import SqliteEngine

AT = "2026-01-01T00:00:00+00:00"
CAMPAIGNS = ("c00001", "c00002")


def new_campaign(campaign_id):
    return Campaign(
        id=campaign_id,
        ref=None,
        title="Mend the weir",
        message="",
        kind=CampaignKind.SUPPORTERS,
        goal=10,
        currency="USD",
        starts_on=None,
        ends_on=None,
        baseline=0,
        supporters=0,
        raised_minor=0,
        version=1,
        created_at=AT,
        updated_at=AT,
    )


def new_pledge(pledge_id="p00001", *, person="miller", state=PledgeState.PAID, currency="USD"):
    return Pledge(pledge_id, CAMPAIGNS[0], person, 500, currency, state, AT)


arrivals = st.tuples(
    st.just("arrive"),
    st.sampled_from(CAMPAIGNS),
    st.sampled_from(["miller", "ferrier", "baker"]),
    st.integers(0, 10**9),
    st.sampled_from(PledgeState),
)
changes = st.tuples(st.just("change"), st.integers(0, 30), st.sampled_from(PledgeState))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(arrivals, changes), max_size=40))
def test_totals_are_what_counting_anew_gives(steps):
    with TemporaryDirectory() as folder, closing(SqliteEngine(Path(folder) / "factually.db")) as engine:
        migrate(engine, at=AT)
        engine.commit([insert_campaign(new_campaign(campaign_id)) for campaign_id in CAMPAIGNS])
        ids = (f"p{n:05}" for n in itertools.count())
        made = []
        for step in steps:
            if step[0] == "arrive":
                _, campaign_id, person, amount, state = step
                made.append(Pledge(next(ids), campaign_id, person, amount, "USD", state, AT))
                engine.commit([insert_pledge(made[-1])])
            elif made:
                pledge = get_pledge(engine.reader(), made[step[1] % len(made)].id)
                engine.commit([update_state(pledge.id, seen=pledge.state, state=step[2]), guard_changed()])
            assert_exact(engine)


def assert_exact(engine):
    db = engine.reader()
    for campaign in all_campaigns(db):
        assert (campaign.supporters, campaign.raised_minor) == counted_anew(db, campaign.id)
    assert miscounted_supporters(db) == {}


@pytest.fixture
def ledger(engine):
    engine.commit([insert_campaign(new_campaign(campaign_id)) for campaign_id in CAMPAIGNS])
    engine.commit([insert_pledge(new_pledge())])
    return engine


def totals(engine):
    campaign = next(one for one in all_campaigns(engine.reader()) if one.id == CAMPAIGNS[0])
    return campaign.supporters, campaign.raised_minor


def move(pledge_id, before, after):
    return update_state(pledge_id, seen=PledgeState(before), state=PledgeState(after))


def test_one_person_counts_once_and_all_their_money_counts(ledger):
    ledger.commit([insert_pledge(new_pledge("p00002"))])
    assert totals(ledger) == (1, 1000)


def test_a_refund_takes_the_money_and_the_last_one_the_person(ledger):
    ledger.commit([insert_pledge(new_pledge("p00002"))])
    ledger.commit([move("p00001", "paid", "refunded")])
    assert totals(ledger) == (1, 500)
    ledger.commit([move("p00002", "paid", "refunded")])
    assert totals(ledger) == (0, 0)
    ledger.commit([move("p00001", "refunded", "paid")])
    assert totals(ledger) == (1, 500)


@pytest.mark.parametrize("state", [PledgeState.PENDING, PledgeState.TEST, PledgeState.REFUNDED])
def test_only_what_is_paid_counts(ledger, state):
    ledger.commit([insert_pledge(new_pledge("p00002", person="baker", state=state))])
    assert totals(ledger) == (1, 500)
    ledger.commit([move("p00002", state, "paid")])
    assert totals(ledger) == (2, 1000)


def test_a_batch_that_is_undone_counts_for_nothing(ledger):
    with pytest.raises(ConflictError):
        ledger.commit([insert_pledge(new_pledge("p00002")), insert_pledge(new_pledge("p00001"))])
    assert totals(ledger) == (1, 500)


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM pledges",
        "UPDATE pledges SET amount_minor = 1",
        "UPDATE pledges SET person = 'ferrier'",
        "UPDATE pledges SET campaign_id = 'c00002'",
        "UPDATE pledges SET pledged_at = '1999'",
        "INSERT OR REPLACE INTO pledges VALUES ('p00001', 'c00001', 'miller', 1, 'USD', 'paid', '1999')",
        "DELETE FROM campaigns WHERE id = 'c00001'",
    ],
)
def test_the_ledger_is_never_rewritten(ledger, sql):
    with pytest.raises(ConflictError):
        ledger.commit([Statement(sql)])
    assert totals(ledger) == (1, 500)
    assert get_pledge(ledger.reader(), "p00001") == new_pledge()


def test_a_pledge_is_in_the_currency_of_its_campaign(ledger):
    with pytest.raises(ConflictError, match="in the currency of its campaign"):
        ledger.commit([insert_pledge(new_pledge("p00002", currency="EUR"))])


@pytest.mark.parametrize("terms", [{"currency": "EUR"}, {"kind": CampaignKind.MONEY}])
def test_kind_and_currency_stand_once_there_is_a_pledge(ledger, terms):
    pledged, untouched = (new_campaign(campaign_id) for campaign_id in CAMPAIGNS)
    with pytest.raises(ConflictError, match="stand once it has pledges"):
        ledger.commit([update_campaign(changed(pledged, terms), seen=1)])
    ledger.commit([update_campaign(changed(untouched, terms), seen=1), guard_changed()])


def changed(campaign, terms):
    return Campaign(**{**vars(campaign), **terms})
