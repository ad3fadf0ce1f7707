"""What the newsroom does with letters: each act with its audit row, each only to what was on the screen"""

from collections.abc import Callable
from dataclasses import replace

import pytest

from factually_app.domain.audit import AuditEntry
from factually_app.domain.errors import ConflictError, FormError
from factually_app.domain.letter import FollowedLetter, Letter, LetterKind, LetterState
from factually_app.domain.record import RecordStatus
from factually_app.operations.followed_letters import followed_letter
from factually_app.operations.letters import (
    answer_letter,
    decline_letter,
    mark_spam,
    merge_letter,
    plan_letter,
    reopen_letter,
    take_up_letter,
)
from factually_app.operations.publishing import publish_question
from factually_app.store.audit import newest_entries
from factually_app.store.engine import Engine, guard_changed
from factually_app.store.letter_statements import update_letter_merged
from factually_app.store.letters import get_letter
from factually_app.store.questions import get_question
from tests.factories import Newsroom
from tests.letters import WHO, WRONG, a_letter
from tests.staff import EDDA, WILLA


@pytest.fixture
def newsroom(engine: Engine) -> Newsroom:
    return Newsroom(engine)


@pytest.fixture
def letter(engine: Engine) -> Letter:
    return a_letter(engine)


def now(engine: Engine, letter: Letter) -> Letter:
    return get_letter(engine.reader(), letter.id)


def last_entry(engine: Engine) -> AuditEntry:
    return newest_entries(engine.reader(), limit=1)[0]


def followed(engine: Engine, token: str = WHO) -> FollowedLetter:
    return followed_letter(engine, LetterKind.QUESTION, token)


def test_planning_says_so_and_who_did(engine: Engine, letter: Letter) -> None:
    plan_letter(engine, WILLA, letter.id, seen=1)
    assert (now(engine, letter).state, now(engine, letter).version) == (LetterState.PLANNED, 2)
    entry = last_entry(engine)
    assert (entry.action, entry.kind, entry.record_id, entry.actor_name) == (
        "plan_letter", "letter", letter.id, "Willa",
    )  # fmt: skip
    assert (entry.before, entry.after) == ('{"state": "new"}', '{"state": "planned"}')


def test_taken_up_it_is_a_draft_question_and_answered_once_that_is_published(
    engine: Engine, letter: Letter, newsroom: Newsroom
) -> None:
    question = take_up_letter(engine, WILLA, letter.id, "Who paid for the bridge?", seen=1)
    assert get_question(engine.reader(), question.id).status is RecordStatus.DRAFT
    assert followed(engine).stands is LetterState.PLANNED
    assert followed(engine).question is None
    assert last_entry(engine).action == "take_up_letter"
    publish_as_it_is(engine, question.id)
    assert followed(engine).stands is LetterState.ANSWERED
    assert followed(engine).question == get_question(engine.reader(), question.id)


def publish_as_it_is(engine: Engine, question_id: str) -> None:
    publish_question(engine, EDDA, question_id, seen=1)


def test_a_question_that_is_there_is_linked_instead_of_made_again(
    engine: Engine, letter: Letter, newsroom: Newsroom
) -> None:
    there = newsroom.question("Who paid for it?")
    question = take_up_letter(engine, WILLA, letter.id, "  who PAID for it ", seen=1)
    assert question.id == there.id
    assert followed(engine).stands is LetterState.ANSWERED


@pytest.mark.parametrize(
    ("text", "sentence"), [("", "needs words"), ("x" * 501, "501 characters"), ("a\x00b", "U+0000")]
)
def test_no_question_is_made_of_nothing(engine: Engine, letter: Letter, text: str, sentence: str) -> None:
    with pytest.raises(FormError, match=sentence.replace("+", r"\+")):
        take_up_letter(engine, WILLA, letter.id, text, seen=1)
    assert now(engine, letter) == letter


def test_a_report_becomes_no_question(engine: Engine) -> None:
    report = a_letter(engine, WRONG, kind=LetterKind.REPORT)
    with pytest.raises(FormError, match="becomes no question"):
        take_up_letter(engine, WILLA, report.id, WRONG, seen=1)


def test_it_is_answered_with_a_published_question(engine: Engine, letter: Letter, newsroom: Newsroom) -> None:
    question = newsroom.question("Who paid for it?")
    answer_letter(engine, EDDA, letter.id, question_id=question.id, seen=1)
    assert followed(engine).question == question


def test_it_is_not_answered_with_a_draft_nor_with_nothing(engine: Engine, letter: Letter) -> None:
    other = a_letter(engine, "What of the other bridge?")
    draft = take_up_letter(engine, WILLA, other.id, other.text, seen=1)
    for given in ({"question_id": draft.id}, {"question_id": "abcdef"}, {"correction_id": "abcdef"}, {}):
        with pytest.raises(FormError):
            answer_letter(engine, EDDA, letter.id, **given, seen=1)
    assert now(engine, letter) == letter


def test_declined_it_has_a_reason_that_its_writer_sees(engine: Engine, letter: Letter) -> None:
    for empty in ("", "  \n"):
        with pytest.raises(FormError, match="Say why"):
            decline_letter(engine, EDDA, letter.id, empty, seen=1)
    with pytest.raises(FormError, match="1,001 characters"):
        decline_letter(engine, EDDA, letter.id, "x" * 1_001, seen=1)
    decline_letter(engine, EDDA, letter.id, "It is about the future.", seen=1)
    assert followed(engine).stands is LetterState.DECLINED
    assert followed(engine).head.letter.reason == "It is about the future."
    assert "about the future" in str(last_entry(engine).after)


def test_merged_its_writer_follows_the_other_one(engine: Engine, letter: Letter) -> None:
    other = a_letter(engine, "Who paid for the bridge, and when?")
    merge_letter(engine, EDDA, letter.id, other.id, seen=1)
    decline_letter(engine, EDDA, other.id, "Nobody knows.", seen=1)
    assert followed(engine).is_gathered
    assert followed(engine).head.letter.reason == "Nobody knows."


def test_what_was_merged_into_a_merged_one_goes_along(engine: Engine, letter: Letter) -> None:
    a_letter(engine, token="second")
    other = a_letter(engine, "Who paid for the bridge, and when?")
    merge_letter(engine, EDDA, letter.id, other.id, seen=1)
    assert followed(engine, "second").head.letter.id == other.id
    assert followed(engine, "second").head.alike == 2


def test_only_a_letter_of_its_kind_that_stands_itself_may_stand_for_it(
    engine: Engine, letter: Letter
) -> None:
    report = a_letter(engine, WRONG, kind=LetterKind.REPORT)
    merged = a_letter(engine, token="second")
    spam = a_letter(engine, "Buy cheap bridges here!", state=LetterState.SPAM)
    for into in (letter.id, report.id, merged.id, spam.id, "abcdef", ""):
        with pytest.raises(FormError):
            merge_letter(engine, EDDA, letter.id, into, seen=1)


def test_the_other_one_merged_meanwhile_stops_it_at_commit(engine: Engine, letter: Letter) -> None:
    merged = a_letter(engine, token="second")
    assert merged.state is LetterState.MERGED
    new = replace(letter, state=LetterState.MERGED, merged_into=merged.id, version=2)
    with pytest.raises(ConflictError):
        engine.commit([update_letter_merged(new, seen=1), guard_changed()])
    assert now(engine, letter) == letter


def test_reopened_it_is_new_again_and_nothing_is_left_of_the_answer(engine: Engine, letter: Letter) -> None:
    decline_letter(engine, EDDA, letter.id, "No.", seen=1)
    reopen_letter(engine, EDDA, letter.id, seen=2)
    assert (now(engine, letter).state, now(engine, letter).reason) == (LetterState.NEW, None)
    with pytest.raises(ConflictError, match="new already"):
        reopen_letter(engine, EDDA, letter.id, seen=3)


def test_spam_is_marked_many_at_once_each_with_its_row(engine: Engine) -> None:
    letters = [a_letter(engine, f"Buy bridge number {n}, cheap!") for n in range(3)]
    mark_spam(engine, EDDA, [(one.id, 1) for one in letters])
    assert {now(engine, one).state for one in letters} == {LetterState.SPAM}
    entries = newest_entries(engine.reader(), limit=10)
    assert [entry.action for entry in entries] == ["mark_spam"] * 3


def test_of_many_none_is_marked_when_one_changed_meanwhile(engine: Engine) -> None:
    letters = [a_letter(engine, f"Buy bridge number {n}, cheap!") for n in range(3)]
    plan_letter(engine, WILLA, letters[1].id, seen=1)
    with pytest.raises(ConflictError):
        mark_spam(engine, EDDA, [(one.id, 1) for one in letters])
    assert [now(engine, one).state.value for one in letters] == ["new", "planned", "new"]


Act = Callable[[Engine, str, int], object]


@pytest.mark.parametrize(
    "act",
    [
        lambda e, id_, seen: plan_letter(e, EDDA, id_, seen=seen),
        lambda e, id_, seen: take_up_letter(e, EDDA, id_, WHO, seen=seen),
        lambda e, id_, seen: decline_letter(e, EDDA, id_, "No.", seen=seen),
        lambda e, id_, seen: mark_spam(e, EDDA, [(id_, seen)]),
        lambda e, id_, seen: reopen_letter(e, EDDA, id_, seen=seen),
    ],
    ids=["plan", "take up", "decline", "spam", "reopen"],
)
def test_what_somebody_else_changed_is_not_written_over(engine: Engine, letter: Letter, act: Act) -> None:
    decline_letter(engine, EDDA, letter.id, "No.", seen=1)
    with pytest.raises(ConflictError):
        act(engine, letter.id, 1)
    assert now(engine, letter).reason == "No."


def test_what_is_closed_is_opened_before_anything_else_becomes_of_it(engine: Engine, letter: Letter) -> None:
    decline_letter(engine, EDDA, letter.id, "No.", seen=1)
    with pytest.raises(ConflictError, match="reopen it first"):
        plan_letter(engine, WILLA, letter.id, seen=2)
