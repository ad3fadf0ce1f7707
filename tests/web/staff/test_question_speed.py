"""The screen for a question asks the database the same number of times, however much is linked."""

from factually_app.domain.question import Question
from factually_app.domain.source import Source
from factually_app.store.engine import Engine
from tests.factories import Newsroom, evidence
from tests.staff import FormClient
from tests.web.staff.questions import HTMX, act, url_of

MOST_QUERIES = 45
"""As it stands; a screen that needs more has grown a query and should say why."""


def queries(engine: Engine, client: FormClient, path: str) -> list[str]:
    seen: list[str] = []
    with engine.reader().tracer(lambda sql, params: seen.append(sql)):
        assert client.get(path).status_code == 200
    return seen


def test_thirty_claims_take_no_more_queries_than_one(
    engine: Engine, writer: FormClient, newsroom: Newsroom, source: Source
) -> None:
    claims = [newsroom.claim(f"The clock struck {n}.", evidence(source)) for n in range(30)]
    few = newsroom.question("When did the clock strike once?", claims=claims[:1])
    many = newsroom.question("When did the clock strike often?", claims=claims)
    for n in range(12):
        newsroom.question(f"Did the clock strike {n} times?", after=many)
    newsroom.question("Did it strike at all?", after=few)
    first = queries(engine, writer, url_of(few.id))
    assert len(queries(engine, writer, url_of(many.id))) <= len(first)
    assert len(first) <= MOST_QUERIES, len(first)


def test_the_list_takes_the_same_number_of_queries_for_any_length(
    engine: Engine, writer: FormClient, newsroom: Newsroom, question: Question
) -> None:
    first = len(queries(engine, writer, "/staff/questions"))
    for n in range(25):
        newsroom.question(f"Is this question {n}?")
    assert len(queries(engine, writer, "/staff/questions")) == first


def test_an_act_is_answered_with_the_screen_alone(writer: FormClient, question: Question) -> None:
    response = act(writer, question.id)
    assert response.status_code == 303
    assert "<html" not in writer.get(url_of(question.id), headers=HTMX).text
