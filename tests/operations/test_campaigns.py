"""Setting the goal, starting the next campaign, ending one."""

from datetime import date

import pytest

from factually_app import clock
from factually_app.domain.campaign import CampaignKind, CampaignState
from factually_app.domain.errors import ConflictError, NotFoundError
from factually_app.operations.campaigns import CampaignTermsError, end_campaign, set_campaign
from factually_app.operations.supporters import add_supporter
from factually_app.store.campaigns import all_campaigns, find_current_campaign
from factually_app.store.edition import get_edition
from tests.staff import EDDA

NOON = "2026-03-10T12:00:00+00:00"
TODAY = date(2026, 3, 10)
KEY = b"k" * 32


@pytest.fixture(autouse=True)
def stopped_clock(monkeypatch):
    monkeypatch.setattr(clock, "stamp", lambda: NOON)


@pytest.fixture
def campaign(engine):
    return set_campaign(engine, EDDA, title="Mend the weir", goal=100)


def current(engine):
    return find_current_campaign(engine.reader())


def test_the_first_one_starts_with_a_title_and_a_goal(engine):
    made = set_campaign(engine, EDDA, title="Mend the weir", goal=100)
    assert current(engine) == made
    assert (made.kind, made.currency, made.baseline, made.version) == (CampaignKind.SUPPORTERS, "USD", 0, 1)
    assert (made.message, made.starts_on, made.ends_on, made.ref) == ("", None, None, None)
    assert made.created_at == NOON
    assert len(made.id) == 6


@pytest.mark.parametrize("terms", [{}, {"title": "Mend the weir"}, {"goal": 100}])
def test_a_new_one_needs_both(engine, terms):
    with pytest.raises(CampaignTermsError, match="needs a title and a goal"):
        set_campaign(engine, EDDA, **terms)
    assert current(engine) is None


def test_what_is_not_named_stays(engine, campaign):
    set_campaign(engine, EDDA, message="Every stone helps.", ends_on=date(2026, 4, 1))
    set_campaign(engine, EDDA, goal=200)
    changed = current(engine)
    assert (changed.id, changed.title, changed.goal) == (campaign.id, "Mend the weir", 200)
    assert (changed.message, changed.ends_on, changed.version) == ("Every stone helps.", date(2026, 4, 1), 3)


def test_a_day_can_be_taken_away_again(engine, campaign):
    set_campaign(engine, EDDA, ends_on=date(2026, 4, 1))
    set_campaign(engine, EDDA, ends_on=None)
    assert current(engine).ends_on is None


def test_every_change_tells_the_caches(engine, campaign):
    before = get_edition(engine.reader())
    set_campaign(engine, EDDA, goal=200)
    after = get_edition(engine.reader())
    assert (after.campaign, after.content) == (before.campaign + 1, before.content)


def test_the_next_one_is_current_at_once_and_the_last_one_stays(engine, campaign):
    second = set_campaign(engine, EDDA, new=True, title="Mend the mill", goal=5)
    third = set_campaign(engine, EDDA, new=True, title="Mend the bridge", goal=7)
    assert [one.id for one in all_campaigns(engine.reader())] == [third.id, second.id, campaign.id]
    assert current(engine).title == "Mend the bridge"


@pytest.mark.parametrize(
    ("terms", "sentence"),
    [
        ({"title": " "}, "needs a title"),
        ({"goal": 0}, "at least 1"),
        ({"goal": -5}, "at least 1"),
        ({"baseline": -1}, "less than 0"),
        ({"currency": "usd"}, "three capitals"),
        ({"currency": "DOLLARS"}, "three capitals"),
        ({"starts_on": date(2026, 4, 2), "ends_on": date(2026, 4, 1)}, "before it starts"),
    ],
)
def test_terms_that_make_no_sense_are_refused(engine, campaign, terms, sentence):
    with pytest.raises(CampaignTermsError, match=sentence):
        set_campaign(engine, EDDA, **terms)
    with pytest.raises(CampaignTermsError, match=sentence):
        set_campaign(engine, EDDA, new=True, **{"title": "Mend the mill", "goal": 5, **terms})
    assert current(engine) == campaign


def test_kind_and_currency_may_change_while_nobody_has_pledged(engine, campaign):
    changed = set_campaign(engine, EDDA, kind=CampaignKind.MONEY, currency="EUR")
    assert (changed.kind, changed.currency) == (CampaignKind.MONEY, "EUR")


@pytest.mark.parametrize("terms", [{"kind": CampaignKind.MONEY}, {"currency": "EUR"}])
def test_kind_and_currency_stand_once_somebody_has(engine, campaign, terms):
    add_supporter(engine, EDDA, key=KEY, person="miller")
    with pytest.raises(ConflictError, match="stand once it has pledges"):
        set_campaign(engine, EDDA, **terms)
    set_campaign(engine, EDDA, goal=200, kind=CampaignKind.SUPPORTERS, currency="USD")


def test_a_change_made_meanwhile_is_not_written_over(engine, campaign, monkeypatch):
    def somebody_else_comes_first():
        monkeypatch.setattr(clock, "stamp", lambda: NOON)
        set_campaign(engine, EDDA, goal=300)
        return NOON

    monkeypatch.setattr(clock, "stamp", somebody_else_comes_first)
    with pytest.raises(ConflictError, match="somebody else changed this meanwhile"):
        set_campaign(engine, EDDA, goal=400)
    assert current(engine).goal == 300


def test_ending_shows_at_once_and_keeps_what_was_given(engine, campaign):
    add_supporter(engine, EDDA, key=KEY, person="miller", amount_minor=500)
    end_campaign(engine, EDDA, TODAY)
    ended = current(engine)
    assert ended.state(TODAY) is CampaignState.ENDED
    assert (ended.ends_on, ended.supporters, ended.raised_minor) == (date(2026, 3, 9), 1, 500)


@pytest.mark.parametrize("starts_on", [TODAY, date(2026, 5, 1)])
def test_one_that_begins_today_or_later_can_be_ended_too(engine, starts_on):
    set_campaign(engine, EDDA, title="Mend the weir", goal=5, starts_on=starts_on, ends_on=date(2026, 6, 1))
    assert end_campaign(engine, EDDA, TODAY).state(TODAY) is CampaignState.ENDED
    assert current(engine).state(TODAY) is CampaignState.ENDED


def test_one_that_ended_before_keeps_its_last_day(engine, campaign):
    set_campaign(engine, EDDA, ends_on=date(2026, 2, 1))
    assert end_campaign(engine, EDDA, TODAY).ends_on == date(2026, 2, 1)
    assert current(engine).version == 2


def test_without_a_campaign_there_is_nothing_to_end(engine):
    with pytest.raises(NotFoundError, match="no campaign to end"):
        end_campaign(engine, EDDA, TODAY)
