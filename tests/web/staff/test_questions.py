"""The newsroom's list of questions, starting one, finding one: `/staff/questions`"""

import pytest
from flask.testing import FlaskClient

from factually_app.domain.question import Question
from factually_app.domain.record import RecordStatus
from factually_app.store.engine import Engine
from factually_app.store.questions import all_questions
from tests.factories import Newsroom
from tests.staff import FormClient
from tests.web.staff.questions import HTMX, act

LIST = "/staff/questions"


def test_a_stranger_is_shown_the_way_in(stranger: FlaskClient) -> None:
    assert stranger.get(LIST).status_code == 303
    assert stranger.get(f"{LIST}/find", headers=HTMX).status_code == 401


def test_each_question_says_how_far_it_is_and_where_it_is_asked(
    writer: FormClient, question: Question, next_question: Question, article: object
) -> None:
    page = writer.get(LIST).text
    assert "Live" in page
    assert "2 claims, asked under 1 check" in page
    assert "1 claim, asked under 1 other question" in page
    act(writer, question.id, text="When did it stop?")
    page = writer.get(LIST).text
    assert "Being written" in page
    assert "When did it stop?" in page


def test_questions_without_claims_alone(
    writer: FormClient, question: Question, question_without_claims: Question
) -> None:
    page = writer.get(f"{LIST}?unanswered=yes").text
    assert question_without_claims.text in page
    assert question.text not in page
    found = writer.get(f"{LIST}?unanswered=yes&q=clock+pigeons").text
    assert question_without_claims.text in found
    assert question.text not in found


def test_what_is_typed_is_found_and_htmx_gets_the_list_alone(
    writer: FormClient, question: Question, question_without_claims: Question
) -> None:
    page = writer.get(f"{LIST}?q=pig", headers=HTMX).text
    assert "<html" not in page
    assert question_without_claims.text in page
    assert question.text not in page
    assert "No question is like that." in writer.get(f"{LIST}?q=zebra").text


def test_the_list_is_paged(writer: FormClient, newsroom: Newsroom) -> None:
    for n in range(31):
        newsroom.question(f"Is this question {n}?")
    first, second = writer.get(LIST).text, writer.get(f"{LIST}?page=2").text
    assert first.count("<li>") == 30
    assert "Further" in first
    assert second.count("<li>") == 1
    assert "Back" in second
    assert writer.get(f"{LIST}?page=-7").status_code == 200


def test_a_question_is_started_and_its_screen_opens(engine: Engine, writer: FormClient) -> None:
    response = writer.send(f"{LIST}/new", data={"text": "  Who winds\nthe clock? "})
    assert response.status_code == 303
    (made,) = all_questions(engine.reader())
    assert (made.text, made.status) == ("Who winds the clock?", RecordStatus.DRAFT)
    assert response.headers["Location"] == f"{LIST}/{made.id}?said=started"
    assert "Nobody but the newsroom sees it yet" in writer.get(response.headers["Location"]).text


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (" ", "A question needs words."),
        ("when did the CLOCK stop", "asks the same and is there already"),
        ("a\x00b", "control character"),
        ("x" * 600, "500 is the most"),
    ],
)
def test_what_cannot_be_started_stays_typed(
    engine: Engine, writer: FormClient, question: Question, text: str, sentence: str
) -> None:
    response = writer.send(f"{LIST}/new", data={"text": text})
    assert response.status_code == 422
    assert sentence in response.text
    assert "f-text" in response.text
    assert len(list(all_questions(engine.reader()))) == 1


def test_one_that_asks_the_same_is_shown_as_one_types(writer: FormClient, question: Question) -> None:
    page = writer.get(f"{LIST}/similar?text=when+did+the+clock+stop").text
    assert "This very question is there already" in page
    assert f'href="{LIST}/{question.id}"' in page
    assert "This very question" not in writer.get(f"{LIST}/similar?text=the+clock").text


def test_another_screen_gets_buttons_for_its_own_form(writer: FormClient, question: Question) -> None:
    page = writer.get(f"{LIST}/find?q=clock").text
    assert f'name="act" value="link-question:{question.id}"' in page
    assert "2 claims" in page
    assert f'value="ask:{question.id}"' in writer.get(f"{LIST}/find?q=clock&act=ask").text
    assert "onclick" not in writer.get(f"{LIST}/find?q=clock&act=%22onclick").text


def test_a_form_without_the_word_of_its_session_is_refused(writer: FormClient) -> None:
    assert writer.post(f"{LIST}/new", data={"text": "Mine?"}).status_code == 403
    assert writer.post(LIST).status_code == 405
