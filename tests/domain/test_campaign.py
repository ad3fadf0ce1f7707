"""Where a campaign is, and the words for it."""

from dataclasses import replace
from datetime import date

import pytest

from factually_app.domain.campaign import Campaign, CampaignKind, CampaignState

MARCH = (date(2026, 3, 1), date(2026, 3, 31))
PEOPLE = Campaign(
    id="c00001",
    ref=None,
    title="Mend the weir",
    message="",
    kind=CampaignKind.SUPPORTERS,
    goal=1000,
    currency="USD",
    starts_on=MARCH[0],
    ends_on=MARCH[1],
    baseline=0,
    supporters=0,
    raised_minor=0,
    version=1,
    created_at="2026-01-01T00:00:00+00:00",
    updated_at="2026-01-01T00:00:00+00:00",
)
MONEY = replace(PEOPLE, kind=CampaignKind.MONEY, goal=250_000)


@pytest.mark.parametrize(
    ("day", "supporters", "state"),
    [
        (date(2026, 2, 28), 0, CampaignState.BEFORE),
        (date(2026, 2, 28), 2000, CampaignState.BEFORE),
        (date(2026, 3, 1), 0, CampaignState.RUNNING),
        (date(2026, 3, 31), 999, CampaignState.RUNNING),
        (date(2026, 3, 15), 1000, CampaignState.REACHED),
        (date(2026, 3, 15), 1001, CampaignState.OVER),
        (date(2026, 4, 1), 999, CampaignState.ENDED),
        (date(2026, 4, 1), 2000, CampaignState.ENDED),
    ],
)
def test_every_state_has_its_days_and_its_count(day, supporters, state):
    assert replace(PEOPLE, supporters=supporters).state(day) is state


@pytest.mark.parametrize("day", [date.min, date.max])
def test_a_campaign_without_days_always_runs(day):
    assert replace(PEOPLE, starts_on=None, ends_on=None).state(day) is CampaignState.RUNNING


@pytest.mark.parametrize(
    ("day", "left"), [(date(2026, 3, 20), 12), (date(2026, 3, 30), 2), (date(2026, 3, 31), 1)]
)
def test_the_last_day_counts_as_one_that_is_left(day, left):
    assert PEOPLE.days_left(day) == left


def test_without_an_end_no_days_are_counted():
    assert replace(PEOPLE, ends_on=None).days_left(date(2026, 3, 20)) is None


def test_people_and_money_count_what_is_theirs_with_what_was_there_before():
    assert replace(PEOPLE, baseline=40, supporters=2, raised_minor=500).count == 42
    assert replace(MONEY, baseline=4000, supporters=2, raised_minor=500).count == 4500


@pytest.mark.parametrize(
    ("supporters", "end"), [(0, 1000), (1000, 1000), (1001, 1201), (2000, 2400), (10**9, 12 * 10**8)]
)
def test_the_bar_leaves_room_once_the_goal_is_passed(supporters, end):
    assert replace(PEOPLE, supporters=supporters).bar_end == end


def test_a_goal_of_one_that_is_passed_still_fits_the_bar():
    campaign = replace(PEOPLE, goal=1, supporters=2)
    assert campaign.bar_end >= campaign.count


def test_words_for_people():
    campaign = replace(PEOPLE, supporters=1234)
    assert (campaign.count_words, campaign.goal_words) == ("1,234", "1,000 supporters")
    assert replace(PEOPLE, goal=1).goal_words == "1 supporter"


def test_words_for_money():
    campaign = replace(MONEY, raised_minor=123_450)
    assert (campaign.count_words, campaign.goal_words) == ("$1,234.50", "$2,500")
    assert replace(MONEY, currency="CHF").goal_words == "2,500 CHF"


@pytest.mark.parametrize(
    ("supporters", "state", "goal", "end"),
    [
        (999, CampaignState.RUNNING, "1,000 supporters", 1000),
        (1000, CampaignState.RUNNING, "2,000 supporters", 2000),
        (1001, CampaignState.RUNNING, "2,000 supporters", 2000),
        (2000, CampaignState.REACHED, "2,000 supporters", 2000),
        (2001, CampaignState.OVER, "2,000 supporters", 2401),
    ],
)
def test_once_the_goal_is_reached_the_next_one_is_aimed_for(supporters, state, goal, end):
    campaign = replace(PEOPLE, next_goal=2000, supporters=supporters)
    assert (campaign.state(MARCH[0]), campaign.goal_words, campaign.bar_end) == (state, goal, end)
    assert campaign.first_goal_words == "1,000 supporters"
    assert campaign.is_past_first_goal is (supporters >= 1000)
