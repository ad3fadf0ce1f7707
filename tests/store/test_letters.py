"""Letters in the database: gathered as they come, counted as they stand."""

import pytest

from factually_app.domain.letter import LetterKind, LetterState
from factually_app.domain.question import Question
from factually_app.store.engine import Engine, Statement
from factually_app.store.letters import count_letters, find_letter_of, get_listed, letters_standing
from tests.factories import Newsroom
from tests.letters import WHO, WRONG, a_letter


@pytest.fixture
def newsroom(engine: Engine) -> Newsroom:
    return Newsroom(engine)


def draft(engine: Engine, question: Question) -> Question:
    engine.commit([Statement("UPDATE questions SET status = 'draft' WHERE id = :id", {"id": question.id})])
    return question


def test_letters_in_the_same_words_are_gathered_under_the_first(engine: Engine) -> None:
    first = a_letter(engine)
    second = a_letter(engine, "who paid for the BRIDGE over the mill-race", token="b")
    assert (second.state, second.merged_into) == (LetterState.MERGED, first.id)
    assert get_listed(engine.reader(), first.id).alike == 1


@pytest.mark.parametrize(
    ("text", "is_same"),
    [
        ("Who paid for bridge over mill race?", True),
        ("Who REALLY paid for that bridge over the mill-race, please", True),
        ("When paid for the bridge over the mill race?", False),
        ("Who paid against the bridge over the mill race?", False),
        ("Who paid not for the bridge over the mill race?", False),
    ],
)
def test_words_that_add_nothing_keep_no_letters_apart(engine: Engine, text: str, is_same: bool) -> None:
    first = a_letter(engine)
    second = a_letter(engine, text, token="b")
    assert second.merged_into == (first.id if is_same else None)
    assert find_letter_of(engine.reader(), second.digest, LetterKind.QUESTION) == second


def test_a_letter_that_was_declined_or_spam_stands_for_no_other(engine: Engine) -> None:
    for state in ("declined", "spam"):
        first = a_letter(engine, f"What of the {state} letters?")
        reason = {"state": state, "id": first.id}
        engine.commit([Statement("UPDATE letters SET state = :state, reason = 'No.' WHERE id = :id", reason)])
        assert a_letter(engine, first.text, token=state).state is LetterState.NEW


def test_reports_are_gathered_only_about_the_same_passage(engine: Engine) -> None:
    report = {"kind": LetterKind.REPORT, "page": "/claims/a-abcdef"}
    first = a_letter(engine, WRONG, **report)
    assert a_letter(engine, WRONG, token="b", **report).merged_into == first.id
    assert a_letter(engine, WRONG, token="c", **{**report, "page": "/"}).state is LetterState.NEW
    assert a_letter(engine, WRONG, token="d", **report, passage="noon").state is LetterState.NEW
    assert a_letter(engine, WRONG, token="e").state is LetterState.NEW  # a question in these words


def test_a_question_that_is_published_answers_a_letter_at_once(engine: Engine, newsroom: Newsroom) -> None:
    question = newsroom.question(WHO)
    letter = a_letter(engine)
    assert letter.question_id == question.id
    assert get_listed(engine.reader(), letter.id).stands is LetterState.ANSWERED


def test_one_that_is_still_a_draft_makes_it_planned(engine: Engine, newsroom: Newsroom) -> None:
    draft(engine, newsroom.question(WHO))
    letter = a_letter(engine)
    assert get_listed(engine.reader(), letter.id).stands is LetterState.PLANNED


def test_each_tab_holds_what_its_number_says(engine: Engine, newsroom: Newsroom) -> None:
    newsroom.question("Is this answered already?")
    draft(engine, newsroom.question("Is this only planned?"))
    for text in (
        "Is this answered already?",
        "Is this only planned?",
        "Is this one new?",
        "And is this one?",
    ):
        a_letter(engine, text)
    a_letter(engine, "Is this one new?", token="again")
    db = engine.reader()
    counts = count_letters(db)
    assert {state.value: number for state, number in counts.items()} == {
        "new": 2, "planned": 1, "answered": 1, "declined": 0, "merged": 1, "spam": 0,
    }  # fmt: skip
    for state, number in counts.items():
        found = letters_standing(db, state, limit=10)
        assert [one.stands for one in found] == [state] * number


def test_a_token_finds_its_own_kind_of_letter_alone(engine: Engine) -> None:
    letter = a_letter(engine)
    db = engine.reader()
    assert find_letter_of(db, letter.digest, LetterKind.QUESTION) == letter
    assert find_letter_of(db, letter.digest, LetterKind.REPORT) is None
    assert find_letter_of(db, "0" * 64, LetterKind.QUESTION) is None
