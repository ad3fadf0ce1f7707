"""A question on its way to readers: `/staff/questions/<id>/review` and what can be done there"""

import pytest

from factually_app.domain.question import Question
from factually_app.domain.record import RecordStatus
from factually_app.domain.working_copy import WorkingKind, WorkingState
from factually_app.operations.working_copies import open_working_copy
from factually_app.store.audit import newest_entries
from factually_app.store.engine import Engine
from factually_app.store.questions import get_question
from tests.staff import FormClient
from tests.web.staff.questions import act, open_form, url_of

QUESTION = WorkingKind.QUESTION


def copy_of(engine: Engine, question: Question):  # type: ignore[no-untyped-def]
    return open_working_copy(engine, QUESTION, question.id)


def step(client: FormClient, question: Question, name: str, **data: str):  # type: ignore[no-untyped-def]
    return client.send(f"{url_of(question.id)}/{name}", data=data)


def test_the_way_to_readers(
    engine: Engine, writer: FormClient, reviewer: FormClient, editor: FormClient, question: Question
) -> None:
    form = open_form(writer, question.id)
    sent = writer.post(
        f"{url_of(question.id)}/submit", data=form.data(short_answer="In May, typed last {1}.")
    )
    assert sent.headers["Location"].endswith("?said=submitted")
    assert copy_of(engine, question).state is WorkingState.SUBMITTED
    page = reviewer.get(f"{url_of(question.id)}/review").text
    assert "<ins>" in page
    assert "typed last" in page
    assert "Approve" in page
    seen = str(copy_of(engine, question).version)
    assert step(reviewer, question, "return", seen=seen, note="").status_code == 422
    assert step(reviewer, question, "return", seen=seen, note="Which May?").status_code == 303
    assert "Which May?" in writer.get(url_of(question.id)).text
    seen = str(copy_of(engine, question).version)
    assert step(writer, question, "submit", seen=seen).status_code == 303
    seen = str(copy_of(engine, question).version)
    assert step(reviewer, question, "approve", seen=seen).status_code == 303
    seen = str(copy_of(engine, question).version)
    assert step(editor, question, "publish", seen=seen).status_code == 303
    live = get_question(engine.reader(), question.id)
    assert live.short_answer.startswith("In May, typed last {")
    assert live.status is RecordStatus.LIVE
    assert copy_of(engine, question).version == 0


@pytest.mark.parametrize(
    ("name", "may"),
    [("submit", "w"), ("discard", "w"), ("approve", "r"), ("return", "r"), ("publish", "e")],
)
def test_each_step_is_for_those_who_may(
    writer: FormClient, reviewer: FormClient, editor: FormClient, question: Question, name: str, may: str
) -> None:
    who = {"w": writer, "r": reviewer, "e": editor}
    refused = {"w": "", "r": "w", "e": "wr"}[may]
    for each, client in who.items():
        status = step(client, question, name, seen="7", note="A word.").status_code
        assert (status == 403) == (each in refused), each


def test_what_keeps_it_from_readers_is_said_and_what_was_typed_is_kept(
    engine: Engine, writer: FormClient, question: Question
) -> None:
    form = open_form(writer, question.id)
    response = writer.post(f"{url_of(question.id)}/submit", data=form.data(short_answer="So {9}."))
    assert response.status_code == 422
    assert "It rests on claim {9}" in response.text
    copy = copy_of(engine, question)
    assert (copy.state, "So {9}." in copy.content) == (WorkingState.WRITING, True)


def test_a_step_on_what_somebody_changed_meanwhile_is_not_taken(
    engine: Engine, writer: FormClient, reviewer: FormClient, question: Question
) -> None:
    act(writer, question.id, text="When exactly?")
    seen = str(copy_of(engine, question).version)
    act(reviewer, question.id, text="When, exactly?")
    response = step(writer, question, "submit", seen=seen)
    assert response.status_code == 409
    assert "somebody else changed this meanwhile" in response.text
    assert copy_of(engine, question).state is WorkingState.WRITING


def test_what_was_typed_before_publishing_is_never_published_over_somebody_elses(
    writer: FormClient, editor: FormClient, engine: Engine, question: Question
) -> None:
    form = open_form(editor, question.id)
    act(writer, question.id, short_answer="Willa’s {1}.")
    response = editor.post(f"{url_of(question.id)}/publish", data=form.data(short_answer="Edda’s {1}."))
    assert response.status_code == 409
    assert "Edda’s {1}." in response.text
    assert "May 1994" in get_question(engine.reader(), question.id).short_answer


def test_discarding_leaves_what_is_live_and_a_record_of_what_was_written(
    engine: Engine, writer: FormClient, question: Question
) -> None:
    act(writer, question.id, text="Nonsense?")
    assert step(writer, question, "discard", seen="1").headers["Location"].endswith("?said=discarded")
    assert copy_of(engine, question).version == 0
    entry = newest_entries(engine.reader(), limit=1)[0]
    assert "Nonsense?" in (entry.before or "")


def test_earlier_versions_are_compared_and_one_is_taken_up_again(
    engine: Engine, editor: FormClient, writer: FormClient, question: Question
) -> None:
    for text in ("When did it stop?", "At what hour did it stop?"):
        form = open_form(editor, question.id)
        sent = editor.post(f"{url_of(question.id)}/publish", data=form.data(text=text))
        assert sent.status_code == 303
    where = f"{url_of(question.id)}/revisions"
    page = writer.get(where).text
    assert "Version 2 against version 3" in page
    assert "<del>" in page
    act(writer, question.id, short_answer="Being written.")
    copy = copy_of(engine, question)
    data = {"seen": str(copy.version), "based_on": str(copy.based_on), "number": "2"}
    assert writer.send(f"{url_of(question.id)}/restore", data=data).status_code == 303
    assert open_form(writer, question.id).value("text") == "When did it stop?"
    assert "Being written." in (newest_entries(engine.reader(), limit=1)[0].before or "")
    assert get_question(engine.reader(), question.id).text == "At what hour did it stop?"
    assert writer.send(f"{url_of(question.id)}/restore", data=data).status_code == 409
    assert writer.send(f"{url_of(question.id)}/restore", data={**data, "number": "99"}).status_code == 404
    assert writer.get(f"{where}?from=x&to=2").status_code == 200
