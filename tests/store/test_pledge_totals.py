"""The totals of a campaign are those of its pledges, whatever happens to them and in whatever order."""

from contextlib import closing
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factually_app.domain.campaign import Campaign, CampaignKind, Mode
from factually_app.domain.errors import ConflictError
from factually_app.domain.pledge import Dispute
from factually_app.operations.integrity import totals_findings
from factually_app.store.campaigns import find_campaign, insert_campaign, update_campaign
from factually_app.store.engine import Statement, guard_changed
from factually_app.store.migrations import migrate
from factually_app.store.pledges import add_to_pledge, all_pledges, get_pledge, give_back, insert_pledge
from factually_app.store.sqlite_engine import SqliteEngine
from tests.factories import payment

AT = "2026-01-01T00:00:00+00:00"


def new_campaign(campaign_id, **terms):
    campaign = Campaign(
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
    return replace(campaign, **terms)


CAMPAIGNS = (new_campaign("c00001"), new_campaign("c00002"))
FIRST = payment("p00001", CAMPAIGNS[0])
REPLACED = (
    "INSERT OR REPLACE INTO pledges (id, provider, reference, mode, campaign_id, named, person, erased,"
    " amount_minor, currency, paid, failed, refunded_minor, dispute, pledged_at, changed_at)"
    " SELECT id, provider, reference, mode, campaign_id, named, person, erased,"
    " 1, currency, paid, failed, refunded_minor, dispute, pledged_at, changed_at FROM pledges"
)


facts = st.fixed_dictionaries(
    {
        "person": st.sampled_from([None, "miller", "ferrier", "baker"]),
        "amount_minor": st.sampled_from([0, 500, 900]),
        "paid": st.booleans(),
        "failed": st.booleans(),
        "named": st.booleans(),
        "refunded_minor": st.sampled_from([0, 0, 1, 200, 500]),
        "dispute": st.sampled_from(Dispute),
        "campaign_id": st.sampled_from([None, "c00001", "c00002"]),
    }
)
steps = st.lists(st.tuples(st.integers(0, 4), facts), max_size=40)


@settings(max_examples=60, deadline=None)
@given(steps)
def test_totals_and_ledger_are_what_counting_anew_gives(steps):
    with TemporaryDirectory() as folder, closing(SqliteEngine(Path(folder) / "factually.db")) as engine:
        migrate(engine, at=AT)
        engine.commit([insert_campaign(campaign) for campaign in CAMPAIGNS])
        known = set()
        for number, fact in steps:
            pledge = payment(f"p{number:05}", CAMPAIGNS[0], **fact)
            engine.commit([add_to_pledge(pledge) if number in known else insert_pledge(pledge)])
            known.add(number)
            assert totals_findings(engine) == []
        assert_each_pledge_says_what_the_database_says(engine)


def assert_each_pledge_says_what_the_database_says(engine):
    db = engine.reader()
    rows = db.query("SELECT id, stands, standing_minor FROM pledges ORDER BY pledged_at, id")
    kept = [(row["id"], bool(row["stands"]), row["standing_minor"]) for row in rows]
    assert [(pledge.id, pledge.stands, pledge.standing_minor) for pledge in all_pledges(db)] == kept


@pytest.fixture
def ledger(engine):
    engine.commit([insert_campaign(campaign) for campaign in CAMPAIGNS])
    engine.commit([insert_pledge(FIRST)])
    return engine


def totals(engine, campaign_id="c00001"):
    campaign = find_campaign(engine.reader(), campaign_id)
    return campaign.supporters, campaign.raised_minor


def test_one_person_counts_once_and_all_their_money_counts(ledger):
    ledger.commit([insert_pledge(payment("p00002", CAMPAIGNS[0]))])
    assert totals(ledger) == (1, 1000)


def test_a_refund_takes_the_money_and_the_last_one_the_person(ledger):
    ledger.commit([insert_pledge(payment("p00002", CAMPAIGNS[0]))])
    ledger.commit([give_back("p00001", at=AT), guard_changed()])
    assert totals(ledger) == (1, 500)
    ledger.commit([give_back("p00002", at=AT), guard_changed()])
    assert totals(ledger) == (0, 0)


def test_a_refund_in_part_takes_that_part(ledger):
    ledger.commit([add_to_pledge(replace(FIRST, refunded_minor=200))])
    assert totals(ledger) == (1, 300)


def test_a_pledge_of_nothing_can_be_given_back_once(ledger):
    ledger.commit([insert_pledge(payment("p00002", CAMPAIGNS[0], person="baker", amount_minor=0))])
    assert totals(ledger) == (2, 500)
    ledger.commit([give_back("p00002", at=AT), guard_changed()])
    assert totals(ledger) == (1, 500)
    with pytest.raises(ConflictError):
        ledger.commit([give_back("p00002", at=AT), guard_changed()])


@pytest.mark.parametrize(("dispute", "stands"), [("NONE", 1), ("OPEN", 0), ("LOST", 0), ("WON", 1)])
def test_what_is_in_dispute_does_not_stand_until_it_is_won(ledger, dispute, stands):
    ledger.commit([add_to_pledge(replace(FIRST, dispute=Dispute[dispute]))])
    assert totals(ledger) == (stands, 500 * stands)


def test_a_named_campaign_goes_before_one_that_was_only_the_current_one(ledger):
    unnamed = payment("p00002", CAMPAIGNS[0], named=False, person="baker")
    ledger.commit([insert_pledge(unnamed)])
    ledger.commit([add_to_pledge(replace(unnamed, campaign_id="c00002", named=True))])
    assert (totals(ledger), totals(ledger, "c00002")) == ((1, 500), (1, 500))
    ledger.commit([add_to_pledge(unnamed)])
    assert totals(ledger) == (1, 500)
    assert totals_findings(ledger) == []


def test_a_batch_that_is_undone_counts_for_nothing(ledger):
    with pytest.raises(ConflictError):
        ledger.commit([insert_pledge(payment("p00002", CAMPAIGNS[0])), insert_pledge(FIRST)])
    assert totals(ledger) == (1, 500)


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM pledges",
        "DELETE FROM ledger",
        "UPDATE ledger SET amount_minor = 1",
        "INSERT INTO ledger VALUES ('c00001', 9, '2026-01-01', 1, 1, 'USD', 'paid', NULL)",
        "UPDATE pledges SET amount_minor = 1",
        "UPDATE pledges SET person = NULL",
        "UPDATE pledges SET campaign_id = NULL",
        "UPDATE pledges SET paid = 0",
        "UPDATE pledges SET pledged_at = '2030'",
        "UPDATE pledges SET reference = 'another'",
        REPLACED,
        "DELETE FROM campaigns WHERE id = 'c00001'",
    ],
)
def test_the_ledger_is_never_rewritten(ledger, sql):
    with pytest.raises(ConflictError):
        ledger.commit([Statement(sql)])
    assert totals(ledger) == (1, 500)
    assert get_pledge(ledger.reader(), "p00001") == FIRST


@pytest.mark.parametrize("wrong", [{"currency": "EUR"}, {"mode": Mode.TEST}])
def test_a_pledge_is_in_the_currency_and_the_mode_of_its_campaign(ledger, wrong):
    with pytest.raises(ConflictError, match="in the currency of its campaign, and in its mode"):
        ledger.commit([insert_pledge(payment("p00002", CAMPAIGNS[0], **wrong))])


@pytest.mark.parametrize("terms", [{"currency": "EUR"}, {"kind": CampaignKind.MONEY}, {"mode": Mode.TEST}])
def test_kind_currency_and_mode_stand_once_there_is_a_pledge(ledger, terms):
    with pytest.raises(ConflictError, match="stand once it has pledges"):
        ledger.commit([update_campaign(replace(CAMPAIGNS[0], **terms), seen=1)])
    ledger.commit([update_campaign(replace(CAMPAIGNS[1], **terms), seen=1), guard_changed()])
