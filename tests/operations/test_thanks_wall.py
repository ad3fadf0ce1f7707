"""Offering, taking back, approving and declining names for the thank-you wall."""

from contextlib import closing

import pytest

from factually_app import clock
from factually_app.domain.errors import ConflictError, NotFoundError
from factually_app.domain.pledge import Dispute
from factually_app.domain.thanks_wall import NameState, WallError
from factually_app.operations.campaigns import set_campaign
from factually_app.operations.erasure import erase_person
from factually_app.operations.export_files import export_to
from factually_app.operations.integrity import findings
from factually_app.operations.ledger import seal_ledger
from factually_app.operations.payments import receive_event
from factually_app.operations.thanks_wall import approve_name, decline_name, offer_name, withdraw_name
from factually_app.store.campaigns import find_current_campaign
from factually_app.store.edition import get_edition
from factually_app.store.ledger import ledger_rows
from factually_app.store.migrations import migrate
from factually_app.store.sqlite_engine import SqliteEngine
from factually_app.store.thanks_wall import all_names, shown_names
from tests.importing import dump, dump_records, take
from tests.payments import AT, EFFECTS, provider_event
from tests.staff import EDDA


@pytest.fixture(autouse=True)
def campaign(engine):
    """A campaign that Ann and Ben support, each by a visit of their name."""
    campaign = set_campaign(engine, EDDA, title="Mend the weir", goal=100)
    for person in ("ann", "ben"):
        hear(engine, f"{person} paid", "paid", person)
    return campaign


def hear(engine, event_id, what, person, **fields):
    event = provider_event(event_id, what, f"payment of {person}", person=person, visit=person, **fields)
    receive_event(engine, event, received_at=AT)


def names(engine):
    return {name.name: name.state for name in all_names(engine.reader())}


def id_of(engine, name):
    return next(found.id for found in all_names(engine.reader()) if found.name == name)


def shown(engine, campaign):
    return shown_names(engine.reader(), campaign.id, limit=10)


def give_back(engine, person):
    hear(engine, f"{person} refunded", "refunded", person, effect=_all_back(person))


def _all_back(person):
    effect = EFFECTS["refunded"]
    return type(effect)(f"payment of {person}", "USD", refunded_minor=500)


def test_from_the_offer_to_the_wall_and_off_it(engine, campaign):
    offer_name(engine, "ann", " Ann ")
    assert names(engine) == {"Ann": NameState.PENDING}
    assert shown(engine, campaign) == []
    (approved,) = approve_name(engine, EDDA, id_of(engine, "Ann"))
    assert approved.name == "Ann"
    assert shown(engine, campaign) == ["Ann"]
    withdraw_name(engine, "ann")
    assert names(engine) == {}
    withdraw_name(engine, "ann")


def test_each_change_is_an_edition_of_its_own(engine):
    seen = [get_edition(engine.reader()).campaign]
    steps = (
        lambda: offer_name(engine, "ann", "Ann"),
        lambda: approve_name(engine, EDDA, id_of(engine, "Ann")),
        lambda: decline_name(engine, EDDA, id_of(engine, "Ann")),
        lambda: withdraw_name(engine, "ann"),
        lambda: erase_person(engine, EDDA, "ann"),
    )
    for step in steps:
        step()
        seen.append(get_edition(engine.reader()).campaign)
    assert seen == list(range(seen[0], seen[0] + len(steps) + 1))


def test_the_same_name_twice_does_not_wait_again_and_another_one_does(engine, campaign):
    offer_name(engine, "ann", "Ann")
    approve_name(engine, EDDA, id_of(engine, "Ann"))
    before = dump(engine)
    offer_name(engine, "ann", "Ann ")
    assert dump(engine) == before
    offer_name(engine, "ann", "Annie")
    assert names(engine) == {"Annie": NameState.PENDING}
    assert shown(engine, campaign) == []


def test_nobody_approves_a_name_that_was_changed_since_they_read_it(engine, campaign):
    offer_name(engine, "ann", "Ann")
    read = id_of(engine, "Ann")
    offer_name(engine, "ann", "Rude Word")
    for decide in (approve_name, decline_name):
        with pytest.raises(NotFoundError, match="may have been changed or taken back since"):
            decide(engine, EDDA, read)
    assert names(engine) == {"Rude Word": NameState.PENDING}


def test_a_reference_affects_nobody_else(engine):
    offer_name(engine, "ann", "Ann")
    offer_name(engine, "ben", "Ben")
    withdraw_name(engine, "ben")
    assert names(engine) == {"Ann": NameState.PENDING}


@pytest.mark.parametrize("reference", ["", "nobody", "ann ", "%", "payment of ann", "ann\0"])
def test_a_reference_that_names_no_payment_is_refused(engine, reference):
    for refused in (lambda: offer_name(engine, reference, "Ann"), lambda: withdraw_name(engine, reference)):
        with pytest.raises(NotFoundError, match="names no payment"):
            refused()


@pytest.mark.parametrize("what", ["pending", "failed", "refunded", "disputed"])
def test_a_payment_that_does_not_stand_takes_no_name(engine, what):
    if what == "pending":
        hear(engine, "zoe", "created", "zoe")
    elif what == "failed":
        hear(engine, "zoe", "failed", "zoe")
    else:
        hear(engine, "zoe", "paid", "zoe")
        if what == "refunded":
            give_back(engine, "zoe")
        else:
            effect = type(EFFECTS["paid"])("payment of zoe", "USD", dispute=Dispute.OPEN)
            hear(engine, "zoe disputed", "dispute", "zoe", effect=effect)
    with pytest.raises(WallError, match="once the payment is received, and while it counts"):
        offer_name(engine, "zoe", "Zoe")
    assert names(engine) == {}


def test_what_is_no_name_changes_nothing(engine):
    offer_name(engine, "ann", "Ann")
    with pytest.raises(WallError, match="no digits"):
        offer_name(engine, "ann", "Ann1")
    assert names(engine) == {"Ann": NameState.PENDING}


def test_a_declined_name_is_gone_at_once_and_another_may_be_offered(engine, campaign):
    offer_name(engine, "ann", "Rude Word")
    refused = id_of(engine, "Rude Word")
    decline_name(engine, EDDA, refused)
    assert names(engine) == {None: NameState.DECLINED}
    assert "Rude Word" not in repr(dump(engine))
    for decide in (approve_name, decline_name):
        with pytest.raises(ConflictError, match="was declined before"):
            decide(engine, EDDA, refused)
    offer_name(engine, "ann", "Ann")
    assert names(engine) == {"Ann": NameState.PENDING}


def test_a_name_on_the_wall_can_still_be_declined_and_is_not_approved_twice(engine, campaign):
    offer_name(engine, "ann", "Ann")
    approve_name(engine, EDDA, id_of(engine, "Ann"))
    with pytest.raises(ConflictError, match="was approved before"):
        approve_name(engine, EDDA, id_of(engine, "Ann"))
    decline_name(engine, EDDA, id_of(engine, "Ann"))
    assert shown(engine, campaign) == []


def test_decisions_are_taken_all_or_not_at_all(engine, campaign):
    offer_name(engine, "ann", "Ann")
    offer_name(engine, "ben", "Ben")
    both = id_of(engine, "Ann"), id_of(engine, "Ben")
    for decide in (approve_name, decline_name):
        with pytest.raises(NotFoundError, match="no name 'n00009'"):
            decide(engine, EDDA, *both, "n00009")
    assert set(names(engine).values()) == {NameState.PENDING}
    assert len(approve_name(engine, EDDA, *both, *both)) == 2
    assert sorted(shown(engine, campaign)) == ["Ann", "Ben"]


def test_giving_back_takes_the_name_with_it(engine, campaign):
    offer_name(engine, "ann", "Ann")
    approve_name(engine, EDDA, id_of(engine, "Ann"))
    give_back(engine, "ann")
    assert shown(engine, campaign) == []
    assert names(engine) == {}


def test_erasing_a_person_deletes_the_name_and_keeps_the_totals(engine, campaign):
    offer_name(engine, "ann", "Ann")
    approve_name(engine, EDDA, id_of(engine, "Ann"))
    offer_name(engine, "ben", "Ben")
    seal_ledger(engine)
    rows, before = ledger_rows(engine.reader(), campaign.id), find_current_campaign(engine.reader())
    erase_person(engine, EDDA, "ann")
    assert names(engine) == {"Ben": NameState.PENDING}
    assert "'Ann'" not in repr(dump(engine))
    assert find_current_campaign(engine.reader()) == before
    assert (before.supporters, before.raised_minor) == (2, 1000)
    assert ledger_rows(engine.reader(), campaign.id) == rows
    assert findings(engine) == []


def test_of_an_erased_person_no_name_is_taken_any_more(engine):
    erase_person(engine, EDDA, "ann")
    with pytest.raises(WallError):
        offer_name(engine, "ann", "Ann")
    withdraw_name(engine, "ann")


def test_an_export_holds_no_name_and_all_else(engine, tmp_path, monkeypatch):
    monkeypatch.setattr(clock, "stamp", lambda: AT)
    seal_ledger(engine)
    offer_name(engine, "ann", "Zephyrine")
    approve_name(engine, EDDA, id_of(engine, "Zephyrine"))
    files = export_to(engine, tmp_path / "out")
    assert not any("Zephyrine" in file.read_text("utf-8") for file in files)
    with closing(SqliteEngine(tmp_path / "other.db")) as other:
        migrate(other, at=AT)
        take(other, tmp_path / "out")
        carried, kept = dump_records(other), dump_records(engine)
        assert (len(kept.pop("wall_names")), carried.pop("wall_names")) == (1, [])
        assert carried == kept
        assert findings(other) == []
