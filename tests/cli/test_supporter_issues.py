"""factually supporters uncounted, failures and assign"""

import json

import pytest

from factually_app.domain.campaign import Mode
from factually_app.domain.payment import Effect
from factually_app.operations.campaigns import set_campaign
from factually_app.operations.payments import receive_event
from factually_app.store.sqlite_engine import SqliteEngine
from tests.payments import AT, provider_event
from tests.staff import EDDA


@pytest.fixture
def campaign(done, data):
    """A payment that came before the campaign, one that failed, and an event that contradicts."""
    done("init", "--empty")
    engine = SqliteEngine(data / "factually.db")
    events = (
        provider_event("e1", "paid", "p1"),
        provider_event("e2", "refunded", "p1", effect=Effect("p1", "EUR", refunded_minor=5), mode=Mode.LIVE),
        provider_event("e3", "failed", "p3"),
    )
    for event in events:
        receive_event(engine, event, received_at=AT)
    campaign = set_campaign(engine, EDDA, title="Mend the weir", goal=100)
    engine.close()
    return campaign


def test_what_counts_nowhere_is_listed_and_given_its_campaign(done, campaign):
    payment, event = done("supporters", "uncounted").splitlines()
    assert payment.endswith("\tp1\t$5\tno campaign that could take it was there yet when it was heard of")
    assert event == f"e2\t{AT}\tweir.refunded\tits payment is known in another currency"
    assert done("supporters", "assign", payment.split("\t")[0], campaign.id) == ""
    assert json.loads(done("campaign", "show", "--json"))["count"] == 1
    listed = json.loads(done("supporters", "uncounted", "--json"))
    assert (listed["payments"], [one["reason"] for one in listed["events"]]) == ([], ["currency"])


def test_failures_are_listed(done, campaign):
    line = done("supporters", "failures").strip()
    assert line.endswith("\tp3\t$0\tit failed")
    (failed,) = json.loads(done("supporters", "failures", "--json"))["payments"]
    assert (failed["reference"], failed["reason"], failed["sentence"]) == ("p3", "failed", "it failed")
    assert done("supporters", "failures", "--after", failed["id"]) == ""


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("assign", "ffffff", "ffffff"), "no pledge 'ffffff'"),
        (("assign", "ffffff"), "Missing argument 'CAMPAIGN'"),
        (("uncounted", "--limit", "0"), "0 is not in the range"),
        (("uncounted", "--after", "ffffff"), "no pledge 'ffffff'"),
        (("failures", "--after", "ffffff"), "no pledge 'ffffff'"),
    ],
)
def test_a_mistake_is_a_sentence(refused, campaign, arguments, sentence):
    assert sentence in refused("supporters", *arguments)
