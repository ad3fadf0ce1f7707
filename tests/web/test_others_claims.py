"""GET /claims/<slug>-<id> of a claim that another newsroom checked"""

import pytest
from flask.testing import FlaskClient

from factually_app.store.engine import Engine
from factually_app.store.others_claims import put_others_claim
from tests.factories import others_claim

HTMX = {"HX-Request": "true"}


@pytest.fixture
def theirs(engine: Engine):
    claim = others_claim(
        text="A goat <b>rang</b> the bell.",
        title="No, no goat rang it",
        summary="The bell was out of a goat's reach.",
        speaker="Mabel Thorne",
        said_on="5 Nov 2020",
        address="https://echo.example/goat",
        rating="Pants & fire",
    )
    engine.commit([put_others_claim(claim)])
    return claim


def test_it_is_shown_as_theirs(client: FlaskClient, theirs) -> None:
    page = client.get(theirs.url).text
    for words in (
        "Checked by The Upper Weir Echo, not by us",
        "We have not checked it.",
        "A goat &lt;b&gt;rang&lt;/b&gt; the bell.",
        "No, no goat rang it",
        "out of a goat",
        "Mabel Thorne",
        "5 Nov 2020",
        'href="https://echo.example/goat" rel="noopener nofollow"',
        "Pants &amp; fire",
    ):
        assert words in page
    assert "Claim record" not in page


def test_htmx_gets_the_piece(client: FlaskClient, theirs) -> None:
    answer = client.get(theirs.url, headers=HTMX)
    assert "<html" not in answer.text
    assert "not by us" in answer.text


def test_a_wrong_slug_leads_to_the_right_one(client: FlaskClient, theirs) -> None:
    answer = client.get(f"/claims/goat-{theirs.id}?path=ask")
    assert (answer.status_code, answer.headers["Location"]) == (301, f"{theirs.url}?path=ask")


def test_what_they_did_not_tell_is_not_there(client: FlaskClient, engine: Engine) -> None:
    bare = others_claim(publisher=None, rating=None, ref=None)
    engine.commit([put_others_claim(bare)])
    page = client.get(bare.url).text
    assert "Checked by another newsroom, not by us" in page
    assert "Their rating" not in page
    assert "They gave no link" in page


@pytest.mark.parametrize(
    ("language", "shown"), [("de-AT", True), ("Deutsch", False), ("", False), ('"x', False)]
)
def test_its_language_is_said_where_they_say_it_as_pages_do(
    client: FlaskClient, engine: Engine, language: str, shown: bool
) -> None:
    claim = others_claim(language=language)
    engine.commit([put_others_claim(claim)])
    piece = client.get(claim.url, headers=HTMX).text
    assert (f'id="claim-{claim.id}" lang="{language}"' in piece) is shown


def test_an_id_of_nobody_is_not_found(client: FlaskClient) -> None:
    assert client.get("/claims/goat-0123456789abcdef").status_code == 404
