"""Erasing a person: nothing tells any more who gave, and all totals stay."""

import pytest

from factually_app.domain.errors import NotFoundError
from factually_app.operations.campaigns import set_campaign
from factually_app.operations.erasure import erase_person
from factually_app.operations.integrity import findings
from factually_app.operations.ledger import seal_ledger
from factually_app.operations.payments import receive_event
from factually_app.store.campaigns import find_current_campaign
from factually_app.store.ledger import ledger_rows
from factually_app.store.payment_events import newest_events
from tests.importing import dump
from tests.payments import AT, provider_event
from tests.staff import EDDA


@pytest.fixture
def campaign(engine):
    campaign = set_campaign(engine, EDDA, title="Mend the weir", goal=100)
    for number, person in enumerate(("ann-digest", "ann-digest", "ben-digest")):
        event = provider_event(f"e{number}", "paid", f"p{number}", person=person, raw=f'{{"of": "{person}"}}')
        receive_event(engine, event, received_at=AT)
    nameless = provider_event("e9", "failed", "p0", person=None, raw='{"of": "ann-digest"}')
    receive_event(engine, nameless, received_at=AT)
    return campaign


def totals(engine):
    current = find_current_campaign(engine.reader())
    return current.supporters, current.raised_minor


def test_totals_and_ledger_stay_and_the_person_is_gone(engine, campaign):
    seal_ledger(engine)
    before = ledger_rows(engine.reader(), campaign.id)
    erase_person(engine, EDDA, "ann-digest")
    assert totals(engine) == (2, 1500)
    assert ledger_rows(engine.reader(), campaign.id) == before
    assert findings(engine) == []
    assert not any("ann-digest" in row for rows in dump(engine).values() for row in rows)
    assert sum("erased" in event.raw for event in newest_events(engine.reader(), limit=9)) == 3


def test_what_comes_later_of_an_erased_payment_counts_and_tells_nothing(engine, campaign):
    erase_person(engine, EDDA, "ann-digest")
    later = provider_event("e10", "refunded", "p0", person=None)
    receive_event(engine, later, received_at=AT)
    again = provider_event("e11", "paid", "p0", person="ann-digest")
    receive_event(engine, again, received_at=AT)
    assert totals(engine) == (2, 1300)
    assert findings(engine) == []
    assert not any("ann-digest" in row for row in dump(engine)["pledges"])


def test_nobody_is_told(engine, campaign):
    with pytest.raises(NotFoundError, match="nothing is kept of this person"):
        erase_person(engine, EDDA, "zoe-digest")
