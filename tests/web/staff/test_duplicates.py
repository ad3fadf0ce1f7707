"""/staff/claims/similar, /staff/sources/similar, and what the forms say of what is there already"""

import pytest
from flask.testing import FlaskClient

from factually_app.domain.claim import Claim
from factually_app.domain.question import Question
from factually_app.domain.record import RecordStatus
from factually_app.domain.source import Source
from factually_app.store.claims import all_claims
from factually_app.store.engine import Engine
from tests.factories import Newsroom, evidence
from tests.staff import FormClient
from tests.web.staff.questions import act, form_of, url_of
from tests.web.staff.records import HTMX, claim_fields, source_fields

SIMILAR = "/staff/claims/similar"


def test_what_is_like_the_claim_being_typed_is_shown(writer: FormClient, claim: Claim) -> None:
    typed = {"claim-text": "The clock tower stopped on 3 May 1994."}
    shown = writer.get(SIMILAR, query_string=typed, headers=HTMX)
    assert "Much like it" in shown.text
    assert f'href="/staff/claims/{claim.id}"' in shown.text
    assert "<html" not in shown.text
    assert "claim-another" not in shown.text
    same = writer.get(SIMILAR, query_string={"claim-text": claim.text.upper()}).text
    assert "This very claim is there already" in same
    assert 'name="claim-another"' in same
    assert writer.get(SIMILAR, query_string={"claim-text": claim.text, "but": claim.id}).text.strip() == ""


@pytest.mark.parametrize("typed", ["", "\x00", "pelicans", "<b>", "x" * 5_000])
def test_where_there_is_nothing_like_it_nothing_is_said(writer: FormClient, claim: Claim, typed: str) -> None:
    for path, name in ((SIMILAR, "claim-text"), ("/staff/sources/similar", "source-title")):
        response = writer.get(path, query_string={name: typed})
        assert (response.status_code, response.text.strip()) == (200, "")


def test_the_very_same_claim_comes_back_with_a_tick(writer: FormClient, engine: Engine, claim: Claim) -> None:
    before = len(list(all_claims(engine.reader())))
    refused = writer.send("/staff/claims", data=claim_fields(claim.text))
    assert refused.status_code == 422
    assert "Take that one, or tick that this is another one." in refused.text
    assert 'name="claim-another" value="yes"' in refused.text
    assert len(list(all_claims(engine.reader()))) == before
    taken = writer.send("/staff/claims", data=claim_fields(claim.text, **{"claim-another": "yes"}))
    assert taken.status_code == 303
    assert len(list(all_claims(engine.reader()))) == before + 1


def test_in_its_place_it_is_said_as_well(writer: FormClient, claim: Claim) -> None:
    data = claim_fields(claim.text, in_place="claims")
    assert "This very claim is there already" in writer.send("/staff/claims", data=data, headers=HTMX).text


def test_what_is_nearly_the_same_is_kept_and_said_on_its_page(writer: FormClient, claim: Claim) -> None:
    response = writer.send("/staff/claims", data=claim_fields("The clock tower stopped on 3 May 1994."))
    assert response.status_code == 303
    page = writer.get(response.headers["Location"]).text
    assert "Much like it" in page
    assert f'href="/staff/claims/{claim.id}"' in page


def test_a_live_claim_is_not_held_against_others(editor: FormClient, newsroom: Newsroom) -> None:
    live, draft = newsroom.claim("The bell rang at noon."), newsroom.claim("The bell rang at noon, twice.")
    assert "Much like it" not in editor.get(f"/staff/claims/{live.id}").text
    kept = newsroom.claim("The bell rang at noon, thrice.", status=RecordStatus.DRAFT)
    assert f'href="/staff/claims/{draft.id}"' in editor.get(f"/staff/claims/{kept.id}").text


def test_the_same_source_comes_back_with_a_tick(writer: FormClient, source: Source) -> None:
    data = source_fields(**{"source-address": source.address})
    refused = writer.send("/staff/sources", data=data)
    assert refused.status_code == 422
    assert f"It is there already as “{source.title}”" in refused.text
    assert writer.send("/staff/sources", data={**data, "source-another": "yes"}).status_code == 303
    shown = writer.get("/staff/sources/similar", query_string={"source-address": source.address})
    assert f'href="/staff/sources/{source.id}"' in shown.text


def test_beside_a_question_the_claim_that_is_there_may_be_linked_instead(
    writer: FormClient, engine: Engine, newsroom: Newsroom, question: Question, source: Source
) -> None:
    there = newsroom.claim("The clock has nine hands.", evidence(source))
    new = {
        "claim-text": there.text,
        "claim-rating": "supported",
        "evidence-1-source": source.id,
        "evidence-1-stance": "supports",
    }
    refused = act(writer, question.id, "add-claim", **new)
    assert refused.status_code == 422
    assert "This very claim is there already" in refused.text
    form = form_of(refused.text)
    assert f"put-claim:{there.id}:0" in form.acts
    assert writer.post(url_of(question.id), data=form.data(act=f"put-claim:{there.id}:0")).status_code == 303
    linked = form_of(writer.get(url_of(question.id)).text)
    assert ("claim", there.id) in linked.fields


def test_beside_a_question_another_one_is_kept_by_a_tick(
    writer: FormClient, engine: Engine, newsroom: Newsroom, question: Question, source: Source
) -> None:
    newsroom.claim("The clock has nine hands.", evidence(source))
    new = {
        "claim-text": "The clock has nine hands.",
        "claim-rating": "supported",
        "claim-another": "yes",
        "evidence-1-source": source.id,
        "evidence-1-stance": "supports",
    }
    assert act(writer, question.id, "add-claim", **new).status_code == 303
    texts = [claim.text for claim in all_claims(engine.reader())]
    assert texts.count("The clock has nine hands.") == 2


def test_typing_a_question_shows_only_what_is_much_like_it(writer: FormClient, question: Question) -> None:
    page = writer.get("/staff/questions/similar?text=when+did+the+clock+stop").text
    assert "This very question is there already" in page
    assert "Asked already" not in writer.get("/staff/questions/similar?text=who+sold+the+clock+to+him").text


@pytest.mark.parametrize("path", [SIMILAR, "/staff/sources/similar"])
def test_only_the_newsroom_is_told(stranger: FlaskClient, writer: FormClient, path: str) -> None:
    assert stranger.get(path).status_code == 303
    assert writer.post(path).status_code in (403, 405)
