"""The public ledger: what is written, the chain over it, and what the days come to."""

import hashlib
import logging
import threading
from dataclasses import replace
from datetime import date

import pytest

from factually_app.domain.ledger import DailyTotal
from factually_app.domain.pledge import Dispute, Provider
from factually_app.operations.ledger import seal_ledger, verify_ledger
from factually_app.operations.watch import look_once, watch
from factually_app.store.ledger import daily_totals, ledger_rows
from factually_app.store.pledges import add_to_pledge, insert_pledge
from tests.factories import Newsroom, payment


def at(day):
    return f"2026-03-{day:02}T12:00:00+00:00"


@pytest.fixture
def campaign(engine):
    return Newsroom(engine).campaign()


@pytest.fixture
def rows(engine, campaign):
    """Two people come, one of them goes, and the other has a dispute."""
    ann = payment("aaaaaa", campaign, person="ann", provider=Provider.STRIPE, changed_at=at(1))
    ben = payment("bbbbbb", campaign, person="ben", changed_at=at(1))
    for pledge in (ann, ben, payment("cccccc", campaign, person="ann", changed_at=at(2))):
        engine.commit([insert_pledge(pledge)])
    engine.commit([add_to_pledge(replace(ben, refunded_minor=200, changed_at=at(3)))])
    engine.commit([add_to_pledge(replace(ben, refunded_minor=500, changed_at=at(3)))])
    engine.commit([add_to_pledge(replace(ann, dispute=Dispute.OPEN, changed_at=at(4)))])
    engine.commit([add_to_pledge(replace(ann, dispute=Dispute.WON, changed_at=at(5)))])
    engine.commit([add_to_pledge(replace(ann, failed=True, changed_at=at(6)))])
    return ledger_rows(engine.reader(), campaign.id)


def test_each_change_of_what_stands_is_a_row(rows):
    assert [(row.number, row.day.day, row.people, row.amount_minor, row.reason) for row in rows] == [
        (1, 1, 1, 500, "paid"),
        (2, 1, 1, 500, "offline"),
        (3, 2, 0, 500, "offline"),
        (4, 3, 0, -200, "refunded"),
        (5, 3, -1, -300, "refunded"),
        (6, 4, 0, -500, "disputed"),
        (7, 5, 0, 500, "won"),
    ]


def test_the_days_add_up(engine, campaign, rows):
    assert daily_totals(engine.reader(), campaign.id) == [
        DailyTotal(date(2026, 3, 1), joined=2, left=0, people=2, amount_minor=1000),
        DailyTotal(date(2026, 3, 2), joined=0, left=0, people=2, amount_minor=1500),
        DailyTotal(date(2026, 3, 3), joined=0, left=1, people=1, amount_minor=1000),
        DailyTotal(date(2026, 3, 4), joined=0, left=0, people=1, amount_minor=500),
        DailyTotal(date(2026, 3, 5), joined=0, left=0, people=1, amount_minor=1000),
    ]


def test_the_chain_is_what_anybody_can_work_out(engine, campaign, rows):
    assert (seal_ledger(engine), seal_ledger(engine)) == (7, 0)
    previous = ""
    for row in ledger_rows(engine.reader(), campaign.id):
        line = f"{row.number},{row.day},{row.people},{row.amount_minor},{row.currency},{row.reason}"
        previous = hashlib.sha256((previous + line).encode()).hexdigest()
        assert row.hash == previous
    assert verify_ledger(engine) == []


def test_whatever_is_altered_shows(engine, campaign, rows):
    seal_ledger(engine)
    sealed = ledger_rows(engine.reader(), campaign.id)
    assert verify_ledger(sealed) == []
    assert verify_ledger([*sealed[:2], replace(sealed[2], amount_minor=501), *sealed[3:]]) == [
        "row 3 of the ledger is not what was sealed"
    ]
    assert verify_ledger([*sealed[:2], *sealed[3:]]) == ["row 3 of the ledger is missing"]
    assert verify_ledger([replace(sealed[0], hash=None), *sealed[1:]]) == [
        "row 2 of the ledger is not what was sealed"
    ]


def test_sealing_goes_on_where_it_ended(engine, campaign, rows):
    seal_ledger(engine)
    engine.commit([insert_pledge(payment("dddddd", campaign, person="zoe"))])
    assert seal_ledger(engine) == 1
    assert verify_ledger(engine) == []


def test_watching_seals_and_finds_nothing(engine, rows, caplog):
    with caplog.at_level(logging.ERROR):
        assert look_once(engine) == []
    assert not caplog.records
    assert seal_ledger(engine) == 0


def test_watching_goes_on_until_it_is_stopped(engine, campaign, rows):
    stopped = watch(engine, every=0.01)
    while any(row.hash is None for row in ledger_rows(engine.reader(), campaign.id)):
        pass
    stopped.set()
    # The database is closed next, which nobody may be reading then.
    for thread in threading.enumerate():
        if thread.name == "watch over the totals":
            thread.join()
