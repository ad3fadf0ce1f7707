"""GET and POST /support/wall, and the form on /support/thanks that leads there"""

import re
from dataclasses import replace

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from factually_app.domain.campaign import Campaign
from factually_app.domain.payment import Effect
from factually_app.domain.pledge import Dispute
from factually_app.operations.erasure import erase_person
from factually_app.operations.payments import receive_event
from factually_app.operations.thanks_wall import approve_name, decline_name, offer_name
from factually_app.store.engine import Engine
from factually_app.store.thanks_wall import all_names
from tests.content.test_first_name import BAD
from tests.factories import Newsroom
from tests.payments import AT, provider_event
from tests.staff import EDDA
from tests.web.giving import main_of, open_site

WALL = "/support/wall"
OFFER = "Put my first name on the thank-you wall"


@pytest.fixture
def campaign(newsroom: Newsroom) -> Campaign:
    return newsroom.campaign()


@pytest.fixture
def ref(campaign: Campaign, engine: Engine) -> str:
    """The reference of a payment that stands."""
    return pay(engine, campaign, 1)


def pay(engine: Engine, campaign: Campaign, n: int) -> str:
    """Let the n-th person pay by a visit of their own; its reference."""
    ref = f"{campaign.id}-{n:016x}"
    hear(engine, n, Effect(f"pi_{n}", "USD", 500, paid=True), ref, "paid")
    return ref


def hear(engine: Engine, n: int, effect: Effect, ref: str | None, what: str) -> None:
    heard = provider_event(f"{what} {n}", "paid", f"pi_{n}", person=f"person {n}", visit=ref)
    receive_event(engine, replace(heard, effect=effect), received_at=AT)


def send(client: FlaskClient, ref: str, name: str, **more: str) -> TestResponse:
    return client.post(WALL, data={"ref": ref, "first_name": name, "move": "offer", **more})


def names(engine: Engine) -> list[str | None]:
    return [name.name for name in all_names(engine.reader())]


def put(engine: Engine, ref: str, name: str) -> None:
    """Put a name on the wall, moderation included."""
    offer_name(engine, ref, name)
    approve_name(engine, EDDA, *(found.id for found in all_names(engine.reader()) if found.name == name))


def shown(client: FlaskClient, page: str = WALL) -> list[str]:
    return re.findall(r"<li><bdi>([^<]*)</bdi></li>", client.get(page).text)


def words(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", main_of(page)))


def thanks(client: FlaskClient, ref: str) -> str:
    return client.get(f"/support/thanks?ref={ref}").text


# ---- The form ------------------------------------------------------------------------------


def test_who_paid_is_offered_to_be_named_and_nothing_is_chosen_for_them(
    client: FlaskClient, ref: str, engine: Engine
) -> None:
    page = thanks(client, ref)
    assert OFFER in page
    assert "Without that no name is kept." in words(page)
    assert "First name, if you like" in page
    assert 'name="first_name" autocomplete="given-name" required value=""' in page
    assert "checked" not in page
    assert "Take my name away" not in page
    assert names(engine) == []


@pytest.mark.parametrize("reference", ["", "nobody", "{campaign}-0123456789abcdef"])
def test_nobody_else_is(client: FlaskClient, campaign: Campaign, reference: str) -> None:
    assert OFFER not in client.get(f"/support/thanks?ref={reference.format(campaign=campaign.id)}").text


def test_a_name_is_taken_and_the_way_back_sends_nothing_again(
    client: FlaskClient, ref: str, engine: Engine
) -> None:
    response = send(client, ref, " Ada ")
    assert (response.status_code, response.headers["Location"]) == (303, f"/support/thanks?ref={ref}#wall")
    assert response.headers["Cache-Control"] == "no-store"
    assert names(engine) == ["Ada"]
    page = words(thanks(client, ref))
    assert "Ada will be on the wall once somebody of the newsroom has looked at it." in page
    assert "Take my name away" in page
    assert shown(client) == []


def test_once_approved_it_is_on_the_wall_and_the_page_says_so(
    client: FlaskClient, ref: str, engine: Engine
) -> None:
    put(engine, ref, "Ada")
    assert shown(client) == ["Ada"]
    page = thanks(client, ref)
    assert "Ada is on the wall." in words(page)
    assert 'value="Ada"' in page
    assert "Change my name on the wall" in page


def test_another_name_waits_again(client: FlaskClient, ref: str, engine: Engine) -> None:
    put(engine, ref, "Ada")
    send(client, ref, "Adah")
    assert shown(client) == []
    assert names(engine) == ["Adah"]


def test_the_same_name_again_stays_on_the_wall(client: FlaskClient, ref: str, engine: Engine) -> None:
    put(engine, ref, "Ada")
    assert send(client, ref, "Ada").status_code == 303
    assert shown(client) == ["Ada"]


def test_it_is_taken_away_by_a_button(client: FlaskClient, ref: str, engine: Engine) -> None:
    put(engine, ref, "Ada")
    for _ in range(2):
        response = client.post(WALL, data={"ref": ref, "move": "withdraw"})
        assert (response.status_code, response.headers["Location"]) == (
            303,
            f"/support/thanks?ref={ref}#wall",
        )
    assert (names(engine), shown(client)) == ([], [])
    assert OFFER in thanks(client, ref)


def test_a_declined_name_is_told_and_another_may_be_given(
    client: FlaskClient, ref: str, engine: Engine
) -> None:
    put(engine, ref, "Rude Word")
    decline_name(engine, EDDA, *(name.id for name in all_names(engine.reader())))
    page = thanks(client, ref)
    assert "did not take the name that you gave, and has not kept it" in words(page)
    assert "Rude" not in page
    assert "Take my name away" not in page
    assert shown(client) == []
    send(client, ref, "Ada")
    assert names(engine) == ["Ada"]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [(typed, sentence) for typed, sentence in BAD.items() if "\ud800" not in typed],
    ids=lambda value: ascii(value)[:24],
)
def test_what_is_no_first_name_is_told_and_stays_typed(
    client: FlaskClient, ref: str, engine: Engine, typed: str, sentence: str
) -> None:
    response = send(client, ref, typed)
    if len(typed) > 4096:
        assert response.status_code == 413
    else:
        assert response.status_code == 422
        said = re.search(r'role="alert" id="wall-problem">([^<]+)</p>', response.text)
        assert said
        assert sentence in said[1].replace("&lt;", "<").replace("&amp;", "&")
        assert 'aria-invalid="true" aria-describedby="wall-problem wall-hint"' in response.text
        assert response.headers["Cache-Control"] == "no-store"
    assert names(engine) == []


def test_what_was_typed_wrong_stays_in_the_field_as_text(
    client: FlaskClient, ref: str, engine: Engine
) -> None:
    put(engine, ref, "Ada")
    page = send(client, ref, '"><script>alert(1)</script>').text
    assert 'value="&#34;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"' in page
    assert "<script>alert" not in page
    assert names(engine) == ["Ada"]


def test_hostile_text_that_passes_for_letters_is_shown_as_text(
    client: FlaskClient, ref: str, engine: Engine
) -> None:
    put(engine, ref, "O'Brien")
    assert "<li><bdi>O&#39;Brien</bdi></li>" in client.get(WALL).text
    assert 'value="O&#39;Brien"' in thanks(client, ref)


@pytest.mark.parametrize("move", ["offer", "withdraw"])
@pytest.mark.parametrize(
    "reference", ["", "nobody", "{campaign}-0123456789abcdef", "'; DROP TABLE wall_names; --"]
)
def test_a_reference_without_a_payment_is_not_found(
    client: FlaskClient, campaign: Campaign, ref: str, engine: Engine, reference: str, move: str
) -> None:
    put(engine, ref, "Ada")
    response = send(client, reference.format(campaign=campaign.id), "Bo", move=move)
    assert response.status_code == 404
    assert "We do not know this payment" in response.text
    assert names(engine) == ["Ada"]


def test_a_reference_affects_itself_alone(
    client: FlaskClient, campaign: Campaign, ref: str, engine: Engine
) -> None:
    other = pay(engine, campaign, 2)
    put(engine, ref, "Ada")
    send(client, other, "Bo")
    client.post(WALL, data={"ref": other, "move": "withdraw"})
    assert names(engine) == ["Ada"]
    assert "Ada" not in thanks(client, other)


def test_a_payment_in_dispute_takes_no_name_hides_the_one_there_is_and_lets_it_go(
    client: FlaskClient, ref: str, engine: Engine
) -> None:
    put(engine, ref, "Ada")
    hear(engine, 1, Effect("pi_1", "USD", dispute=Dispute.OPEN), None, "dispute")
    assert shown(client) == []
    page = thanks(client, ref)
    assert "Ada is not on the wall while your payment does not count." in words(page)
    assert 'name="first_name"' not in page
    refused = send(client, ref, "Adah")
    assert refused.status_code == 422
    assert "once the payment is received, and while it counts" in refused.text
    assert names(engine) == ["Ada"]
    client.post(WALL, data={"ref": ref, "move": "withdraw"})
    assert names(engine) == []


def test_a_refund_takes_the_name_away(client: FlaskClient, ref: str, engine: Engine) -> None:
    put(engine, ref, "Ada")
    hear(engine, 1, Effect("pi_1", "USD", refunded_minor=500), None, "refunded")
    assert (shown(client), names(engine)) == ([], [])
    assert 'id="wall"' not in thanks(client, ref)


def test_of_an_erased_person_nothing_is_left_and_nothing_is_asked(
    client: FlaskClient, ref: str, engine: Engine
) -> None:
    put(engine, ref, "Ada")
    erase_person(engine, EDDA, "person 1")
    assert (shown(client), names(engine)) == ([], [])
    assert 'id="wall"' not in thanks(client, ref)
    refused = send(client, ref, "Ada")
    assert refused.status_code == 422
    assert "once the payment is received, and while it counts" in refused.text
    assert client.get("/api/v1/campaign").json["count"] == 1


@pytest.mark.parametrize("move", ["", "steal", "approve"])
def test_any_other_move_is_refused(client: FlaskClient, ref: str, engine: Engine, move: str) -> None:
    assert send(client, ref, "Ada", move=move).status_code == 400
    assert names(engine) == []


def test_enter_in_the_field_is_an_offer(client: FlaskClient, ref: str, engine: Engine) -> None:
    assert client.post(WALL, data={"ref": ref, "first_name": "Ada"}).status_code == 303
    assert names(engine) == ["Ada"]


def test_a_large_form_is_not_read(client: FlaskClient, ref: str, engine: Engine) -> None:
    assert send(client, ref, "Ada", more="a" * 5000).status_code == 413
    assert names(engine) == []


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_it_takes_no_other_method(client: FlaskClient, campaign: Campaign, method: str) -> None:
    assert client.open(WALL, method=method).status_code == 405


@pytest.mark.parametrize(
    "headers",
    [{"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Origin": "https://else.example"}],
)
def test_another_site_sends_nothing_here(
    client: FlaskClient, ref: str, engine: Engine, headers: dict[str, str]
) -> None:
    put(engine, ref, "Ada")
    for move in ("offer", "withdraw"):
        response = client.post(WALL, data={"ref": ref, "first_name": "Bo", "move": move}, headers=headers)
        assert response.status_code == 403
    assert names(engine) == ["Ada"]


def test_the_way_back_to_the_test_checkout_is_kept(
    engine: Engine, campaign: Campaign, ref: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    site = open_site(engine, tmp_path_factory.mktemp("demo"), demo=True)
    query = f"ref={ref}&amount=5&every=once&renewals=0"
    action = re.search(r'action="(/support/wall[^"]*)"', site.get(f"/support/thanks?{query}").text)
    assert action
    data = {"ref": ref, "first_name": "Ada"}
    response = site.post(action[1].replace("&amp;", "&"), data=data)
    assert response.headers["Location"] == f"/support/thanks?{query}#wall"
    assert "Back to the test checkout" in site.get(response.headers["Location"]).text


# ---- The wall ------------------------------------------------------------------------------


def test_the_wall_says_whose_names_these_are(client: FlaskClient, ref: str, engine: Engine) -> None:
    put(engine, ref, "Ada")
    page = client.get(WALL).text
    assert "1 supporter of “Wind the clock” chose to be named." in words(page)
    for sentence in (
        "give these names themselves",
        "reads each before it shows",
        "Nothing but a first name is",
    ):
        assert sentence in words(page)
    assert '<meta name="robots" content="noindex">' in page


def test_nothing_else_of_a_person_is_on_it(client: FlaskClient, ref: str, engine: Engine) -> None:
    put(engine, ref, "Ada")
    page = client.get(WALL).text
    for other in ("person 1", ref, "pi_1", "@", "2026-"):
        assert other not in main_of(page)


def test_an_empty_wall_has_words(client: FlaskClient, campaign: Campaign) -> None:
    assert "Nobody has chosen to be named yet." in client.get(WALL).text


def test_without_a_campaign_there_is_no_wall(client: FlaskClient) -> None:
    assert "No campaign is running" in client.get(WALL).text


def test_many_names_come_in_pages_the_newest_first(
    client: FlaskClient, campaign: Campaign, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    for n in range(121):
        monkeypatch.setattr(
            "factually_app.clock.stamp", lambda n=n: f"2026-06-01T10:{n // 60:02}:{n % 60:02}+00:00"
        )
        put(engine, pay(engine, campaign, n), "Ada " + "i" * (n // 26) + chr(97 + n % 26))
    first, second = shown(client), shown(client, f"{WALL}?page=2")
    assert (len(first), second) == (120, ["Ada a"])
    assert first[0] == "Ada iiiiq"
    assert 'rel="next" href="/support/wall?page=2"' in client.get(WALL).text
    assert 'rel="prev" href="/support/wall"' in client.get(f"{WALL}?page=2").text
    assert "121 supporters" in client.get(f"{WALL}?page=2").text
    assert "There is nobody on this page of the wall." in client.get(f"{WALL}?page=9").text
    assert client.get(f"{WALL}?page=nonsense").text == client.get(WALL).text


def test_it_is_the_same_for_everyone_and_costs_a_304(client: FlaskClient, ref: str, engine: Engine) -> None:
    first = client.get(WALL)
    assert "Set-Cookie" not in first.headers
    asked = {"If-None-Match": first.headers["ETag"]}
    assert client.get(WALL, headers=asked).status_code == 304
    put(engine, ref, "Ada")
    assert client.get(WALL, headers=asked).status_code == 200


def test_support_and_thanks_lead_there(client: FlaskClient, ref: str) -> None:
    assert f'href="{WALL}"' in main_of(client.get("/support").text)
    assert f'href="{WALL}"' in main_of(thanks(client, ref))
