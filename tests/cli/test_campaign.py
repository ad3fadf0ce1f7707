"""factually campaign"""

import json
from datetime import date

import pytest

from factually_app import clock

TODAY = date(2026, 3, 10)
MEND = ("campaign", "set", "--title", "Mend the weir", "--goal", "100")


@pytest.fixture(autouse=True)
def stopped_clock(monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: TODAY)


def test_a_campaign_from_beginning_to_end(done):
    assert done(*MEND) == "Mend the weir: 0 of 100 supporters, running\n"
    done("supporters", "add", "miller", "--amount", "5")
    done("campaign", "set", "--ends-on", "2026-04-01", "--baseline", "10")
    assert done("campaign", "show") == "Mend the weir: 11 of 100 supporters, running, until 1 April 2026\n"
    done("campaign", "set", "--ends-on", "none")
    assert done("campaign", "end") == "Mend the weir: 11 of 100 supporters, ended, until 9 March 2026\n"
    assert done("campaign", "set", "--new", "--title", "Mend the mill", "--goal", "5") == (
        "Mend the mill: 0 of 5 supporters, running\n"
    )


def test_a_program_reads_the_names_of_the_api(done):
    done(*MEND, "--message", "Every stone helps.", "--starts-on", "2026-03-01", "--baseline", "10")
    done("supporters", "add", "miller", "--amount", "5.50")
    shown = json.loads(done("campaign", "show", "--json"))
    assert len(shown.pop("id")) == 6
    assert shown == {
        "title": "Mend the weir",
        "message": "Every stone helps.",
        "kind": "supporters",
        "goal": 100,
        "count": 11,
        "amount_minor": 550,
        "currency": "USD",
        "starts_on": "2026-03-01",
        "ends_on": None,
        "state": "running",
        "mode": "live",
        "next_goal": None,
    }


def test_numbers_are_money_when_the_goal_is(done):
    said = done(*MEND, "--kind", "money", "--currency", "EUR", "--baseline", "10.50")
    assert said == "Mend the weir: €10.50 of €100, running\n"
    done("supporters", "add", "miller", "--amount", "5")
    assert done("campaign", "set", "--goal", "20.50") == "Mend the weir: €15.50 of €20.50, running\n"
    shown = json.loads(done("campaign", "show", "--json"))
    assert (shown["count"], shown["amount_minor"], shown["goal"]) == (1, 1550, 2050)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--next-goal", "100"), "the next goal has to be more than the goal"),
        (("--mode", "earnest"), "'earnest' is not one of"),
        (("--goal", "0"), "the goal has to be at least 1"),
        (("--goal", "many"), "'many' is not a number of people"),
        (("--goal", "12.50"), "'12.50' is not a number of people"),
        (("--kind", "money", "--goal", "12.505"), "'12.505' is not an amount of USD such as 5.50"),
        (("--kind", "favours"), "'favours' is not one of"),
        (("--ends-on", "tomorrow"), "'tomorrow' is not a day such as 2026-12-31, nor none"),
        (("--starts-on", "2026-04-02", "--ends-on", "2026-04-01"), "a campaign cannot end on 2026-04-01"),
        (("--currency", "dollars"), "a currency is three capitals such as USD"),
        (("--title", ""), "a campaign needs a title"),
        (("--new",), "a new campaign needs a title and a goal"),
    ],
)
def test_a_mistake_is_a_sentence_and_changes_nothing(done, refused, arguments, sentence):
    done(*MEND)
    assert sentence in refused("campaign", "set", *arguments)
    assert done("campaign", "show") == "Mend the weir: 0 of 100 supporters, running\n"


def test_the_next_goal_follows_the_first_and_can_be_taken_back(done, refused):
    done("campaign", "set", "--title", "Mend the weir", "--goal", "1", "--next-goal", "3", "--mode", "test")
    assert done("campaign", "show") == "Mend the weir: 0 of 1 supporter, running\n"
    done("supporters", "add", "miller")
    assert done("campaign", "show") == "Mend the weir: 1 of 3 supporters, running\n"
    assert done("campaign", "set", "--next-goal", "none") == "Mend the weir: 1 of 1 supporter, reached\n"
    assert "stand once it has pledges" in refused("campaign", "set", "--mode", "live")


def test_kind_and_currency_stand_once_somebody_pledged(done, refused):
    done(*MEND)
    done("supporters", "add", "miller")
    assert "stand once it has pledges" in refused("campaign", "set", "--currency", "EUR")


@pytest.mark.parametrize("command", ["show", "end"])
def test_without_a_campaign_that_is_said(done, refused, command):
    done("migrate")
    assert "there is no campaign" in refused("campaign", command)
