"""/staff/supporters"""

import pytest

from factually_app.domain.campaign import Campaign, Mode
from factually_app.store.audit import newest_entries
from factually_app.store.campaigns import find_current_campaign
from factually_app.store.engine import Engine
from factually_app.store.payment_events import insert_event
from factually_app.store.pledges import all_pledges, insert_pledge
from tests.factories import Newsroom, payment
from tests.payments import provider_event
from tests.staff import FormClient


@pytest.fixture
def campaign(newsroom: Newsroom) -> Campaign:
    return newsroom.campaign()


def supporters(engine: Engine) -> int:
    found = find_current_campaign(engine.reader())
    assert found is not None
    return found.supporters


def test_a_payment_by_hand_counts_and_leaves_its_row(
    editor: FormClient, engine: Engine, campaign: Campaign
) -> None:
    assert editor.send("/staff/supporters", data={"person": "miller", "amount": "5"}).status_code == 303
    assert supporters(engine) == 1
    entry = newest_entries(engine.reader(), limit=1)[0]
    assert (entry.action, entry.actor_name) == ("add_supporter", "Edda")
    assert "miller" not in f"{entry.before}{entry.after}"


@pytest.mark.parametrize(
    ("person", "amount", "sentence"),
    [
        ("", "5", "needs an address or a name"),
        ("miller", "five", "is not an amount"),
        ("a", "-1", "not an amount"),
    ],
)
def test_what_cannot_be_recorded_is_said_and_stays(
    editor: FormClient, engine: Engine, campaign: Campaign, person: str, amount: str, sentence: str
) -> None:
    response = editor.send("/staff/supporters", data={"person": person, "amount": amount})
    assert response.status_code == 422
    assert sentence in response.text
    assert f'value="{amount}"' in response.text
    assert supporters(engine) == 0


def test_without_a_campaign_there_is_nothing_to_support(editor: FormClient) -> None:
    assert "make one" in editor.get("/staff/supporters").text
    response = editor.send("/staff/supporters", data={"person": "miller"})
    assert response.status_code == 422


def test_a_payment_by_hand_is_given_back(editor: FormClient, engine: Engine, campaign: Campaign) -> None:
    editor.send("/staff/supporters", data={"person": "miller", "amount": "5"})
    (pledge,) = all_pledges(engine.reader())
    assert editor.send(f"/staff/supporters/{pledge.id}/refund").status_code == 303
    assert supporters(engine) == 0
    assert editor.send(f"/staff/supporters/{pledge.id}/refund").status_code == 409
    assert editor.send("/staff/supporters/ffffff/refund").status_code == 404


def test_a_list_is_tried_before_it_is_taken(editor: FormClient, engine: Engine, campaign: Campaign) -> None:
    text = "person,amount\nmiller,5\nada,7\n"
    tried = editor.send("/staff/supporters/list", data={"list": text, "dry_run": "yes"})
    assert "2 new payments and 0 payments known already" in tried.text
    assert supporters(engine) == 0
    assert editor.send("/staff/supporters/list", data={"list": text}).status_code == 303
    assert supporters(engine) == 2


def test_each_bad_line_of_a_list_is_named(editor: FormClient, engine: Engine, campaign: Campaign) -> None:
    response = editor.send("/staff/supporters/list", data={"list": "person,amount\nmiller,five\n,5\n"})
    assert response.status_code == 422
    assert "the list:2:" in response.text
    assert "the list:3:" in response.text
    assert "miller,five" in response.text
    assert supporters(engine) == 0


def test_a_payment_that_counts_nowhere_is_given_a_campaign(
    editor: FormClient, engine: Engine, campaign: Campaign
) -> None:
    lost = payment("aaaaaa", None, mode=campaign.mode, currency=campaign.currency)
    engine.commit([insert_pledge(lost)])
    assert "Count it there" in editor.get("/staff/supporters/issues").text
    sent = editor.send("/staff/supporters/aaaaaa/assign", data={"campaign": campaign.id})
    assert sent.status_code == 303
    assert supporters(engine) == 1
    again = editor.send("/staff/supporters/aaaaaa/assign", data={"campaign": campaign.id})
    assert again.status_code == 409
    assert "already" in again.text


def test_a_test_payment_in_a_live_campaign_has_its_reason(
    editor: FormClient, engine: Engine, campaign: Campaign
) -> None:
    engine.commit([insert_pledge(payment("bbbbbb", None, mode=Mode.TEST))])
    assert (
        "It is a test payment, and there are only live campaigns."
        in editor.get("/staff/supporters/issues").text
    )


def test_totals_that_differ_are_shown(editor: FormClient) -> None:
    assert "say the same" in editor.get("/staff/supporters/issues").text


def test_events_are_shown_in_their_raw_form(editor: FormClient, engine: Engine) -> None:
    event = provider_event("evt/1?x", "paid", "pi_1", raw='{"weir": ["<b>", "é"]}')
    engine.commit([insert_event(event, received_at="2026-03-10T12:00:01+00:00")])
    assert "weir.paid" in editor.get("/staff/supporters/events").text
    page = editor.get("/staff/supporters/events/stripe/evt%2F1%3Fx")
    assert "&lt;b&gt;" in page.text
    assert "é" in page.text
    assert editor.get("/staff/supporters/events/stripe/other").status_code == 404
