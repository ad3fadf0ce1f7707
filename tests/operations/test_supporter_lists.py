"""Lists of supporters kept elsewhere, and a provider's own list held against the ledger."""

import pytest

from factually_app.domain.campaign import Mode
from factually_app.domain.errors import BusyError, InputError
from factually_app.domain.pledge import Provider
from factually_app.operations.campaigns import set_campaign
from factually_app.operations.integrity import findings
from factually_app.operations.offline_supporters import OfflineReport, import_offline
from factually_app.operations.payments import receive_event
from factually_app.operations.reconciliation import reconcile
from factually_app.store.campaigns import find_current_campaign
from factually_app.store.ledger import daily_totals
from tests.importing import dump
from tests.payments import AT, provider_event
from tests.staff import EDDA

LIST = "person,amount,date\nann@weir.example,5.00,2026-01-02\nBen,,\nANN@weir.example,5.00,2026-01-02\n"


@pytest.fixture(autouse=True)
def campaign(engine):
    return set_campaign(engine, EDDA, title="Mend the weir", goal=100)


def take(engine, text, *, dry_run=False):
    return import_offline(engine, EDDA, text, file="list.csv", key=b"k" * 32, dry_run=dry_run)


def totals(engine):
    current = find_current_campaign(engine.reader())
    return current.supporters, current.raised_minor


def test_a_list_is_taken_once_however_often_it_is_read(engine, campaign):
    assert take(engine, LIST) == OfflineReport(new=3, same=0)
    assert take(engine, LIST + "Zoë,7,\n") == OfflineReport(new=1, same=3)
    assert totals(engine) == (3, 1700)
    assert daily_totals(engine.reader(), campaign.id)[0].day.isoformat() == "2026-01-02"
    assert findings(engine) == []


def test_a_long_list_that_cannot_be_finished_leaves_nothing(engine, monkeypatch):
    text = "person\n" + "".join(f"person {number}\n" for number in range(1_200))
    left, apply = [1_000], engine._apply

    def stumble(waiting):
        left[0] -= len(waiting.decide(engine.reader()))
        if left[0] < 0:
            raise BusyError("the disk went away")
        apply(waiting)

    monkeypatch.setattr(engine, "_apply", stumble)
    with pytest.raises(BusyError):
        take(engine, text)
    assert totals(engine) == (0, 0)
    monkeypatch.undo()
    assert take(engine, text) == OfflineReport(new=1_200, same=0)
    assert totals(engine) == (1_200, 0)


def test_a_dry_run_writes_nothing(engine):
    before = dump(engine)
    assert take(engine, LIST, dry_run=True) == OfflineReport(new=3, same=0)
    assert dump(engine) == before


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("name\nann\n", ["list.csv:2: there is no column 'name'", "list.csv:2: `person` is missing"]),
        (
            "person,amount,date\n,5,\nann,five,\nben,5,yesterday\nzoe,5,\n",
            [
                "list.csv:2: a supporter needs an address or a name, which is not kept",
                "list.csv:3: 'five' is not an amount of USD such as 5.50",
                "list.csv:4: 'yesterday' is not a day such as 2026-01-31",
            ],
        ),
        ("person,currency\nann,EUR\n", ["list.csv:2: the campaign counts in USD, not in EUR"]),
        (
            "person,reference\nann,a1\nben,a1\n",
            ["list.csv:3: the reference 'a1' stands on line 2 already"],
        ),
        ("person\nann,5\n", ["list.csv:2: this row has 2 cells, the head line names 1"]),
        ('person\n"ann\n', ["list.csv:2: this is not CSV: unexpected end of data"]),
        ('{"person": "ann"}\nben\n', ["list.csv:2: this line is not a JSON object"]),
    ],
)
def test_every_bad_line_is_named_and_nothing_is_taken(engine, text, problems):
    with pytest.raises(InputError) as refused:
        take(engine, text)
    assert [str(problem) for problem in refused.value.problems] == problems
    assert totals(engine) == (0, 0)


def differences(engine, text):
    return reconcile(engine, text, file="stripe.csv", provider=Provider.STRIPE, mode=Mode.LIVE)


def test_differences_are_told_both_ways(engine):
    for number, what in enumerate(("paid", "paid", "paid", "failed")):
        receive_event(engine, provider_event(f"e{number}", what, f"p{number}"), received_at=AT)
    head = "Reference,Amount,Currency,State,Refunded\n"
    assert differences(engine, f"{head}p0,5.00,usd,paid,\np1,5,USD,succeeded,0\np2,5,USD,paid,\n") == []
    assert differences(
        engine, f"{head}p0,5,USD,paid,2\np1,9,USD,refunded,\np3,5,USD,failed,\np4,5,USD,paid,\n"
    ) == [
        "p0: the list has $5 paid, $2 of it given back; here it is $5 paid",
        "p1: the list has $9 refunded, $9 of it given back; here it is $5 paid",
        "p4: the list has $5 paid; here nothing is known of it",
        "p2: here it is $5 paid; the list does not have it",
    ]


def test_a_list_that_cannot_be_read_is_told_by_line(engine):
    text = '{"reference": "p0", "amount": "5", "currency": "USD", "state": "asleep"}\n'
    with pytest.raises(InputError, match=r"stripe.csv:1: 'asleep' is not one of pending, failed, paid"):
        differences(engine, text)
