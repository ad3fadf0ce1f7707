"""Names of the thank-you wall: what the database refuses, shows and deletes by itself."""

from contextlib import closing
from pathlib import Path

import pytest

from factually_app.domain.errors import ConflictError, NotFoundError
from factually_app.domain.pledge import Dispute
from factually_app.domain.thanks_wall import NameState
from factually_app.store.engine import Engine, Statement, guard_changed
from factually_app.store.migrations import migrate
from factually_app.store.pledges import add_to_pledge, insert_pledge
from factually_app.store.sqlite_engine import SqliteEngine
from factually_app.store.thanks_wall import (
    all_names,
    approve,
    count_shown,
    decline,
    delete_name,
    delete_names_of,
    find_name,
    get_name,
    pending_names,
    shown_names,
    upsert_name,
)
from tests.factories import Newsroom, payment

AT = "2026-06-01T10:00:00+00:00"
CAMPAIGN = "c0ffee"


@pytest.fixture(autouse=True)
def campaign(engine: Engine) -> None:
    made = Newsroom(engine).campaign(id=CAMPAIGN)
    for number, person in enumerate(("ada", "bo")):
        engine.commit([insert_pledge(payment(f"p0000{number}", made, person=person))])


def offer(engine: Engine, person: str, name: str, name_id: str = "n00001", at: str = AT) -> None:
    put = upsert_name(name_id=name_id, campaign_id=CAMPAIGN, person=person, name=name, at=at)
    engine.commit([put, guard_changed()])


def show(engine: Engine, name_id: str, at: str = AT) -> None:
    seen = get_name(engine.reader(), name_id).version
    engine.commit([approve(name_id, seen=seen, at=at), guard_changed()])


def shown(engine: Engine) -> list[str]:
    return shown_names(engine.reader(), CAMPAIGN, limit=10)


def change(engine: Engine, pledge_id: str, person: str, **facts: object) -> None:
    """Let one of the pledges above become known to be different."""
    made = payment(pledge_id, None, person=person, campaign_id=CAMPAIGN, **facts)
    engine.commit([add_to_pledge(made), guard_changed()])


def test_a_name_waits_and_is_shown_once_it_is_approved(engine: Engine) -> None:
    offer(engine, "ada", "Ada")
    waiting = find_name(engine.reader(), CAMPAIGN, "ada")
    assert waiting
    assert (waiting.name, waiting.state, waiting.version) == ("Ada", NameState.PENDING, 1)
    assert waiting.stands
    assert list(pending_names(engine.reader())) == [waiting]
    assert (shown(engine), count_shown(engine.reader(), CAMPAIGN)) == ([], 0)
    show(engine, "n00001")
    assert (shown(engine), count_shown(engine.reader(), CAMPAIGN)) == (["Ada"], 1)
    assert list(pending_names(engine.reader())) == []
    assert get_name(engine.reader(), "n00001").is_shown


def test_the_name_approved_last_comes_first_and_pages_do_not_overlap(engine: Engine) -> None:
    offer(engine, "ada", "Ada", "n00001")
    offer(engine, "bo", "Bo", "n00002")
    show(engine, "n00002", at="2026-06-02T10:00:00+00:00")
    show(engine, "n00001", at="2026-06-03T10:00:00+00:00")
    assert shown(engine) == ["Ada", "Bo"]
    db = engine.reader()
    assert [shown_names(db, CAMPAIGN, limit=1, offset=n) for n in range(3)] == [["Ada"], ["Bo"], []]


def test_another_name_is_another_id_that_waits_again(engine: Engine) -> None:
    offer(engine, "ada", "Ada")
    show(engine, "n00001")
    offer(engine, "ada", "Adah", "n00002")
    assert shown(engine) == []
    with pytest.raises(NotFoundError, match="changed or taken back since"):
        get_name(engine.reader(), "n00001")
    name = get_name(engine.reader(), "n00002")
    assert (name.state, name.decided_at, name.version) == (NameState.PENDING, None, 3)


def test_the_same_name_again_is_no_change(engine: Engine) -> None:
    offer(engine, "ada", "Ada")
    with pytest.raises(ConflictError):
        offer(engine, "ada", "Ada", "n00002")


def test_who_does_not_stand_puts_nothing_on_the_wall(engine: Engine) -> None:
    with pytest.raises(ConflictError):
        offer(engine, "nobody", "Nemo")
    assert list(all_names(engine.reader())) == []


def test_a_decision_on_another_version_changes_nothing(engine: Engine) -> None:
    offer(engine, "ada", "Ada")
    for decision in (approve, decline):
        with pytest.raises(ConflictError):
            engine.commit([decision("n00001", seen=2, at=AT), guard_changed()])


def test_of_a_declined_name_no_text_is_kept(engine: Engine) -> None:
    offer(engine, "ada", "Ada")
    show(engine, "n00001")
    engine.commit([decline("n00001", seen=2, at=AT), guard_changed()])
    name = get_name(engine.reader(), "n00001")
    assert (name.name, name.state) == (None, NameState.DECLINED)
    assert shown(engine) == []
    offer(engine, "ada", "Adah", "n00002")
    assert get_name(engine.reader(), "n00002").name == "Adah"


def test_a_dispute_hides_a_name_and_winning_it_shows_it_again(engine: Engine) -> None:
    offer(engine, "ada", "Ada")
    show(engine, "n00001")
    change(engine, "p00000", "ada", dispute=Dispute.OPEN)
    assert (shown(engine), count_shown(engine.reader(), CAMPAIGN)) == ([], 0)
    assert not get_name(engine.reader(), "n00001").stands
    change(engine, "p00000", "ada", dispute=Dispute.WON)
    assert shown(engine) == ["Ada"]


def test_a_name_in_dispute_does_not_wait_for_moderation(engine: Engine) -> None:
    offer(engine, "ada", "Ada")
    change(engine, "p00000", "ada", dispute=Dispute.OPEN)
    assert list(pending_names(engine.reader())) == []
    assert [name.name for name in all_names(engine.reader())] == ["Ada"]


def test_giving_all_back_deletes_a_name_and_giving_a_part_back_does_not(engine: Engine) -> None:
    offer(engine, "ada", "Ada")
    show(engine, "n00001")
    change(engine, "p00000", "ada", refunded_minor=200)
    assert shown(engine) == ["Ada"]
    change(engine, "p00000", "ada", refunded_minor=500)
    assert list(all_names(engine.reader())) == []


def test_a_second_payment_keeps_the_name_when_the_first_is_given_back(engine: Engine) -> None:
    again = payment("p00009", None, person="ada", campaign_id=CAMPAIGN)
    engine.commit([insert_pledge(again)])
    offer(engine, "ada", "Ada")
    show(engine, "n00001")
    change(engine, "p00000", "ada", refunded_minor=500)
    assert shown(engine) == ["Ada"]
    change(engine, "p00009", "ada", refunded_minor=500)
    assert list(all_names(engine.reader())) == []


def test_a_payment_that_turns_out_to_be_somebody_elses_leaves_no_name_behind(engine: Engine) -> None:
    offer(engine, "bo", "Bo")
    change(engine, "p00001", "aaron")
    assert list(all_names(engine.reader())) == []


def test_names_are_deleted_for_one_campaign_or_for_all(engine: Engine) -> None:
    offer(engine, "ada", "Ada", "n00001")
    offer(engine, "bo", "Bo", "n00002")
    engine.commit([delete_name(CAMPAIGN, "ada")])
    assert [name.name for name in all_names(engine.reader())] == ["Bo"]
    engine.commit([delete_names_of("bo")])
    assert list(all_names(engine.reader())) == []


@pytest.mark.parametrize(
    "values",
    [
        "'n00009', 'nowhere', 'ada', 'Ada', 'pending', '', NULL, 1",
        "'n', 'c0ffee', 'ada', 'Ada', 'pending', '', NULL, 1",
        "'n00009', 'c0ffee', '', 'Ada', 'pending', '', NULL, 1",
        "'n00009', 'c0ffee', 'ada', '', 'pending', '', NULL, 1",
        "'n00009', 'c0ffee', 'ada', NULL, 'pending', '', NULL, 1",
        "'n00009', 'c0ffee', 'ada', 'Ada', 'declined', '', '', 1",
        "'n00009', 'c0ffee', 'ada', 'Ada', 'approved', '', NULL, 1",
        "'n00009', 'c0ffee', 'ada', 'Ada', 'shown', '', '', 1",
        "'n00009', 'c0ffee', 'ada', 'Ada', 'pending', '', NULL, 0",
        f"'n00009', 'c0ffee', 'ada', '{'A' * 41}', 'pending', '', NULL, 1",
        "'n00009', 'c0ffee', 'bo', 'Bo', 'pending', '', NULL, 1",
    ],
)
def test_what_makes_no_sense_is_refused(engine: Engine, values: str) -> None:
    offer(engine, "bo", "Bo")
    with pytest.raises(ConflictError):
        engine.commit([Statement(f"INSERT INTO wall_names VALUES ({values})")])


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """A database file of its own, in which a name was offered and declined, and another one taken back."""
    file = tmp_path / "other.db"
    with closing(SqliteEngine(file)) as engine:
        migrate(engine, at=AT)
        made = Newsroom(engine).campaign(id=CAMPAIGN)
        engine.commit([insert_pledge(payment(f"p0000{n}", made, person=f"person {n}")) for n in range(3)])
        for number, name in enumerate(("Zephyrine", "Quintilla", "Xanthippa")):
            offer(engine, f"person {number}", name, f"n0000{number}")
        engine.commit([decline("n00000", seen=1, at=AT), delete_name(CAMPAIGN, "person 1")])
    return file


def test_what_was_taken_away_is_not_in_the_file_either(kept: Path) -> None:
    content = kept.read_bytes()
    assert b"Xanthippa" in content
    assert b"Zephyrine" not in content
    assert b"Quintilla" not in content
