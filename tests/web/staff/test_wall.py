"""/staff/supporters/wall"""

import pytest

from factually_app.domain.pledge import Provider
from factually_app.domain.thanks_wall import NameState
from factually_app.operations.payments import receive_event
from factually_app.operations.thanks_wall import offer_name
from factually_app.store.audit import newest_entries
from factually_app.store.engine import Engine
from factually_app.store.thanks_wall import all_names
from tests.factories import Newsroom
from tests.payments import AT, provider_event
from tests.staff import FormClient


@pytest.fixture
def name_id(engine: Engine, newsroom: Newsroom) -> str:
    newsroom.campaign()
    event = provider_event("evt_1", "paid", "pi_1", visit="ann", provider=Provider.STRIPE)
    receive_event(engine, event, received_at=AT)
    offer_name(engine, "ann", "Annabel")
    (name,) = all_names(engine.reader())
    return name.id


def test_a_name_that_waits_is_shown_when_an_editor_says_so(
    editor: FormClient, engine: Engine, name_id: str
) -> None:
    assert "Annabel" in editor.get("/staff/supporters/wall").text
    sent = editor.send("/staff/supporters/wall", data={"move": "approve", "name": name_id})
    assert sent.status_code == 303
    assert "Annabel" in editor.get("/support/wall").text
    entry = newest_entries(engine.reader(), limit=1)[0]
    assert (entry.action, entry.actor_name, entry.record_id) == ("approve_name", "Edda", name_id)
    assert "Annabel" not in f"{entry.before}{entry.after}"


def test_a_name_that_is_declined_is_kept_nowhere(editor: FormClient, engine: Engine, name_id: str) -> None:
    editor.send("/staff/supporters/wall", data={"move": "decline", "name": name_id})
    (name,) = all_names(engine.reader())
    assert (name.state, name.name) == (NameState.DECLINED, None)
    assert "Annabel" not in editor.get("/staff/supporters/wall").text


def test_what_was_decided_meanwhile_is_not_decided_again(editor: FormClient, name_id: str) -> None:
    editor.send("/staff/supporters/wall", data={"move": "approve", "name": name_id})
    again = editor.send("/staff/supporters/wall", data={"move": "approve", "name": name_id})
    assert again.status_code == 409


@pytest.mark.parametrize(("move", "status"), [("", 400), ("frame", 400), ("approve", 404)])
def test_what_makes_no_sense_is_refused(editor: FormClient, name_id: str, move: str, status: int) -> None:
    sent = editor.send("/staff/supporters/wall", data={"move": move, "name": "ffffff"})
    assert sent.status_code == status


def test_a_writer_does_not_moderate(writer: FormClient, name_id: str) -> None:
    assert writer.get("/staff/supporters/wall").status_code == 403
    assert writer.send("/staff/supporters/wall", data={"move": "approve", "name": name_id}).status_code == 403
