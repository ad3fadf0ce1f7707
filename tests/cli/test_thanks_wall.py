"""factually supporters wall"""

import json
import re
from contextlib import closing

import pytest

from factually_app.operations.payments import receive_event
from factually_app.operations.thanks_wall import offer_name
from factually_app.store.sqlite_engine import SqliteEngine
from factually_app.store.thanks_wall import all_names
from tests.payments import AT, EFFECTS, provider_event

WALL = ("supporters", "wall")


@pytest.fixture(autouse=True)
def ids(done, data):
    """Two supporters whose names wait; the ids of their names."""
    done("campaign", "set", "--title", "Mend the weir", "--goal", "100")
    with closing(SqliteEngine(data / "factually.db")) as engine:
        for person, name in (("ann", "Ann"), ("ben", "Ben")):
            receive_event(engine, event(person, "paid"), received_at=AT)
            offer_name(engine, person, name)
        return {name.name: name.id for name in all_names(engine.reader())}


def event(person, what, **fields):
    return provider_event(f"{person} {what}", what, f"of {person}", person=person, visit=person, **fields)


def listed(done, *options):
    lines = [line.split("\t") for line in done(*WALL, *options).splitlines()]
    return {name: (name_id, state) for name_id, _, state, name in lines}


def test_the_list_holds_what_waits(done, ids):
    assert listed(done) == {name: (name_id, "pending") for name, name_id in ids.items()}
    assert all(re.fullmatch(r"[0-9a-f]{16}\t[^\t]+\tpending\t\w+", x) for x in done(*WALL).splitlines())


def test_what_was_decided_is_in_the_whole_list_alone(done, run, ids):
    assert run(*WALL, "approve", ids["Ann"]).stderr == "1 approved\n"
    assert run(*WALL, "decline", ids["Ben"]).stderr == "1 declined\n"
    assert done(*WALL) == ""
    assert listed(done, "--all") == {"Ann": (ids["Ann"], "approved"), "-": (ids["Ben"], "declined")}


def test_several_are_decided_at_once(done, ids):
    assert done(*WALL, "approve", *ids.values()) == ""
    assert {state for _, state in listed(done, "--all").values()} == {"approved"}


def test_who_does_not_stand_is_hidden(done, data, ids):
    done(*WALL, "approve", ids["Ann"])
    with closing(SqliteEngine(data / "factually.db")) as engine:
        disputed = type(EFFECTS["paid"])("of ann", "USD", dispute=1)
        receive_event(engine, event("ann", "dispute", effect=disputed), received_at=AT)
    assert listed(done, "--all")["Ann"] == (ids["Ann"], "approved, hidden")


def test_programs_get_everything_but_whose_name_it_is(done, ids):
    done(*WALL, "decline", ids["Ben"])
    (waiting,) = json.loads(done(*WALL, "--json"))
    assert waiting["offered_at"]
    assert {key: waiting[key] for key in ("id", "name", "state", "stands", "decided_at", "version")} == {
        "id": ids["Ann"],
        "name": "Ann",
        "state": "pending",
        "stands": True,
        "decided_at": None,
        "version": 1,
    }
    assert "person" not in waiting
    assert [name["name"] for name in json.loads(done(*WALL, "--all", "--json"))].count(None) == 1


def test_no_names_are_an_empty_list(done, ids):
    done(*WALL, "approve", *ids.values())
    assert json.loads(done(*WALL, "--json")) == []


@pytest.mark.parametrize("decision", ["approve", "decline"])
def test_a_mistake_is_a_sentence_and_changes_nothing(done, refused, ids, decision):
    assert "no name 'n00009'" in refused(*WALL, decision, ids["Ann"], "n00009")
    assert "Missing argument 'ID...'" in refused(*WALL, decision)
    assert set(listed(done)) == {"Ann", "Ben"}


def test_a_name_that_was_decided_before_is_told(done, refused, ids):
    done(*WALL, "approve", ids["Ann"])
    assert "was approved before" in refused(*WALL, "approve", ids["Ann"])


def test_without_a_database_that_is_said(refused, tmp_path, monkeypatch):
    monkeypatch.setenv("FACTUALLY_DATA", str(tmp_path / "other"))
    assert "Traceback" not in refused(*WALL)
