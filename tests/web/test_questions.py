"""GET /questions/<slug>-<id>"""

from flask.testing import FlaskClient

from factually_app.domain.claim import Claim
from factually_app.domain.question import Question
from tests.factories import Newsroom

HTMX = {"HX-Request": "true"}


def test_reader_without_javascript_gets_a_whole_page(client: FlaskClient, question: Question) -> None:
    page = client.get(question.url).text
    assert page.startswith("<!doctype html>")
    assert "It stopped in May 1994." in page


def test_htmx_gets_only_the_answer(client: FlaskClient, question: Question) -> None:
    response = client.get(question.url, headers=HTMX)
    assert "<html" not in response.text
    assert response.text.count(f'id="a-{question.id}"') == 1
    assert "HX-Request" in response.headers["Vary"]


def test_what_htmx_restores_from_history_is_a_page(client: FlaskClient, question: Question) -> None:
    response = client.get(question.url, headers={**HTMX, "HX-History-Restore-Request": "true"})
    assert response.text.startswith("<!doctype html>")


def test_every_sentence_of_the_short_answer_leads_to_its_claim(
    client: FlaskClient, question: Question, claim: Claim, statement: Claim
) -> None:
    page = client.get(question.url).text
    for linked in (claim, statement):
        anchor = f"c-{question.id}-{linked.id}"
        assert f'href="#{anchor}"' in page
        assert f'id="{anchor}"' in page


def test_claims_stand_in_the_order_staff_gave_them(client: FlaskClient, question: Question) -> None:
    page = client.get(question.url).text
    assert page.index("stopped on 2 May 1994") < page.index("The mayor said")


def test_a_claim_opens_into_stance_locator_note_and_source(client: FlaskClient, question: Question) -> None:
    page = client.get(question.url).text
    for words in ("supports", "disputes", "page 3", "The minutes say so.", "weir.example", "2 sources"):
        assert words in page


def test_what_was_said_is_shown_as_said(client: FlaskClient, question: Question) -> None:
    assert "Said, on record" in client.get(question.url).text


def test_what_nobody_checked_says_so(client: FlaskClient, question: Question) -> None:
    page = client.get(question.url).text
    assert "passage not yet checked" in page
    assert "address not yet checked" in page


def test_a_question_without_claims_says_so(client: FlaskClient, question_without_claims: Question) -> None:
    assert "No reviewed evidence yet" in client.get(question_without_claims.url).text


def test_an_answer_leads_on_to_the_next_questions(
    client: FlaskClient, question: Question, next_question: Question
) -> None:
    fragment = client.get(question.url, headers=HTMX).text
    assert f'hx-get="{next_question.url}?path={question.id}"' in fragment
    assert f'href="{next_question.url}"' in fragment


def test_a_nested_answer_says_where_one_is(
    client: FlaskClient, question: Question, next_question: Question
) -> None:
    fragment = client.get(f"{next_question.url}?path={question.id}", headers=HTMX).text
    assert f'id="a-{question.id}-{next_question.id}"' in fragment
    assert f'<a href="#q-{question.id}">When did the clock stop?</a>' in fragment
    assert "Back up to" in fragment


def test_a_question_open_further_up_is_linked_not_drawn_again(
    client: FlaskClient, newsroom: Newsroom, question: Question, next_question: Question
) -> None:
    newsroom.lead(next_question, question)
    fragment = client.get(f"{next_question.url}?path={question.id}", headers=HTMX).text
    assert f'href="#q-{question.id}"' in fragment
    assert "Open above" in fragment
    assert f"path={question.id}.{next_question.id}" not in fragment


def test_a_circle_of_questions_can_be_opened_to_its_end_and_no_further(
    client: FlaskClient, newsroom: Newsroom, question: Question, next_question: Question
) -> None:
    newsroom.lead(next_question, question)
    path = f"{question.id}.{next_question.id}.{question.id}.{next_question.id}"
    page = client.get(f"{question.url}?open={path}").text
    assert page.count('class="answer" id=') - page.count("hidden></div>") == 2


def test_open_draws_the_following_answers_on_the_page(
    client: FlaskClient, question: Question, next_question: Question
) -> None:
    page = client.get(f"{question.url}?open={question.id}.{next_question.id}").text
    assert f'data-path="{question.id}.{next_question.id}"' in page


def test_open_draws_a_claims_evidence_open(client: FlaskClient, question: Question, claim: Claim) -> None:
    page = client.get(f"{question.url}?open={question.id}.{claim.id}").text
    assert f'data-claim="{claim.id}" open' in page


def test_nonsense_in_path_and_open_changes_nothing(client: FlaskClient, question: Question) -> None:
    plain = client.get(question.url, headers=HTMX).text
    odd = "?path=../../etc&path=%00&open=%3Cscript%3E&open=zzz&open=" + "a" * 5000
    assert client.get(question.url + odd, headers=HTMX).text == plain


def test_an_unknown_id_in_path_is_left_out(client: FlaskClient, question: Question) -> None:
    plain = client.get(question.url, headers=HTMX).text
    assert client.get(f"{question.url}?path=ffffff", headers=HTMX).text == plain


def test_an_old_slug_leads_to_the_right_address(client: FlaskClient, question: Question) -> None:
    response = client.get(f"/questions/an-old-name-{question.id}?path=abcdef")
    assert response.status_code == 301
    assert response.headers["Location"] == f"{question.url}?path=abcdef"


def test_an_unknown_question_is_not_found(client: FlaskClient) -> None:
    response = client.get("/questions/nothing-abcdef")
    assert response.status_code == 404
    assert "Nothing is kept at this address" in response.text


def test_posting_is_refused(client: FlaskClient, question: Question) -> None:
    response = client.post(question.url)
    assert response.status_code == 405
    assert "GET" in response.headers["Allow"]
