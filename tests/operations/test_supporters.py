"""Recording what a person pledged, and giving it back."""

import re

import pytest

from factually_app import clock
from factually_app.domain.campaign import CampaignKind
from factually_app.domain.errors import ConflictError, NotFoundError
from factually_app.domain.pledge import PledgeState
from factually_app.operations.campaigns import set_campaign
from factually_app.operations.people import NobodyError, person_digest
from factually_app.operations.supporters import PledgeTermsError, add_supporter, refund_pledge
from factually_app.store.campaigns import find_current_campaign
from factually_app.store.edition import get_edition
from factually_app.store.pledges import get_pledge, pledges_toward
from tests.staff import EDDA

KEY = b"k" * 32
ANN = "ann@oddly-weir.example"


@pytest.fixture
def campaign(engine):
    return set_campaign(engine, EDDA, title="Mend the weir", goal=100)


def totals(engine):
    current = find_current_campaign(engine.reader())
    return current.supporters, current.raised_minor


def add(engine, person=ANN, **terms):
    return add_supporter(engine, EDDA, key=KEY, person=person, **terms)


def test_a_pledge_is_paid_and_counts(engine, campaign, monkeypatch):
    monkeypatch.setattr(clock, "stamp", lambda: "2026-03-10T12:00:00+00:00")
    pledge = add(engine, amount_minor=500)
    assert get_pledge(engine.reader(), pledge.id) == pledge
    assert (pledge.state, pledge.campaign_id, pledge.currency) == (PledgeState.PAID, campaign.id, "USD")
    assert pledge.pledged_at == "2026-03-10T12:00:00+00:00"
    assert totals(engine) == (1, 500)


def test_a_pledge_may_have_been_made_before(engine, campaign):
    assert add(engine, pledged_at="2025-12-31T23:59:59+00:00").pledged_at == "2025-12-31T23:59:59+00:00"


@pytest.mark.parametrize("spelling", [ANN, ANN.upper(), f"  {ANN}\n", "Ann@Oddly-Weir.Example"])
def test_one_person_counts_once_however_spelt(engine, campaign, spelling):
    add(engine, amount_minor=500)
    add(engine, spelling, amount_minor=700)
    assert totals(engine) == (1, 1200)


def test_composed_and_decomposed_letters_are_one_name():
    assert person_digest(KEY, "Zo\u00eb  Weir") == person_digest(KEY, "zoe\u0308 weir")


def test_two_people_count_twice(engine, campaign):
    add(engine)
    add(engine, "ben@oddly-weir.example")
    assert totals(engine) == (2, 0)


def test_who_it_was_is_nowhere_in_the_files(engine, campaign, tmp_path):
    pledge = add(engine)
    assert re.fullmatch("[0-9a-f]{64}", pledge.person)
    engine.close()
    for file in tmp_path.iterdir():
        assert b"ann@" not in file.read_bytes().lower()


def test_the_digest_needs_the_key():
    assert person_digest(KEY, ANN) != person_digest(b"l" * 32, ANN)


def test_a_name_that_is_no_text_is_still_somebody():
    assert len(person_digest(KEY, "half a \ud800")) == 64


@pytest.mark.parametrize("nobody", ["", " ", "\n"])
def test_nobody_is_refused(engine, campaign, nobody):
    with pytest.raises(NobodyError, match="needs an address or a name"):
        add(engine, nobody)


def test_another_currency_is_refused(engine, campaign):
    with pytest.raises(PledgeTermsError, match="counts in USD, not in EUR"):
        add(engine, amount_minor=500, currency="EUR")


def test_an_amount_below_nothing_is_refused(engine, campaign):
    with pytest.raises(PledgeTermsError, match="less than nothing"):
        add(engine, amount_minor=-1)


def test_a_goal_in_money_needs_money(engine):
    set_campaign(engine, EDDA, title="Mend the weir", goal=10_000, kind=CampaignKind.MONEY)
    with pytest.raises(PledgeTermsError, match="needs an amount"):
        add(engine)
    assert totals(engine) == (0, 0)


def test_without_a_campaign_there_is_nothing_to_support(engine):
    with pytest.raises(NotFoundError, match="no campaign to support"):
        add(engine)


def test_a_refund_no_longer_counts_and_stays_in_the_ledger(engine, campaign):
    pledge = add(engine, amount_minor=500)
    refund_pledge(engine, EDDA, pledge.id)
    assert totals(engine) == (0, 0)
    assert [one.state for one in pledges_toward(engine.reader(), campaign.id)] == [PledgeState.REFUNDED]


def test_a_refund_happens_once(engine, campaign):
    pledge = add(engine, amount_minor=500)
    refund_pledge(engine, EDDA, pledge.id)
    with pytest.raises(ConflictError, match="is refunded; only a paid one"):
        refund_pledge(engine, EDDA, pledge.id)
    assert totals(engine) == (0, 0)


def test_an_unknown_pledge_is_told(engine, campaign):
    with pytest.raises(NotFoundError, match="no pledge 'p00001'"):
        refund_pledge(engine, EDDA, "p00001")


def test_coming_and_going_tell_the_caches(engine, campaign):
    before = get_edition(engine.reader()).campaign
    refund_pledge(engine, EDDA, add(engine).id)
    assert get_edition(engine.reader()).campaign == before + 2
