"""Short answers, sentence by sentence, each with the claims it rests on."""

import pytest

from factually_app.domain.question import Question, Sentence, sentences_of


def answer(text):
    return Question("q00001", None, "why", "Why?", text, 1, "", "")


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("", []),
        ("It leaks.", [("It leaks.", ())]),
        ("It leaks {a1}.", [("It leaks.", ("a1",))]),
        ("It leaks {a1, b2}! Why {c3}?", [("It leaks!", ("a1", "b2")), ("Why?", ("c3",))]),
        ("It leaks{a1}. It was mended.", [("It leaks.", ("a1",)), ("It was mended.", ())]),
        ("It leaks. {a1} It was mended.", [("It leaks.", ("a1",)), ("It was mended.", ())]),
        (
            "It leaks,\n{a1,\n  b2} though little {c3}.",
            [("It leaks,", ("a1", "b2")), ("though little.", ("c3",))],
        ),
        ("It leaks {}.", [("It leaks.", ())]),
        ("It {leaks", [("It {leaks", ())]),
    ],
)
def test_an_answer_is_split_at_its_marks(text, sentences):
    assert sentences_of(text) == tuple(Sentence(*sentence) for sentence in sentences)


def test_without_its_marks_an_answer_reads_as_it_was_written():
    question = answer("It leaks {a1, b2}. It was mended in 1901 {c3}, and leaks again. {d4}")
    assert question.plain_answer == "It leaks. It was mended in 1901, and leaks again."


def test_a_question_knows_its_sentences_and_its_address():
    question = answer("It leaks {a1}.")
    assert question.sentences == (Sentence("It leaks.", ("a1",)),)
    assert question.url == "/questions/why-q00001"


def test_marks_in_a_row_are_one_and_a_comma_stays_with_its_words() -> None:
    sentences = sentences_of("It stopped {aaaaaa} {bbbbbb, aaaaaa}, and rang {cccccc}!")
    assert [(s.text, s.claim_ids) for s in sentences] == [
        ("It stopped,", ("aaaaaa", "bbbbbb")),
        ("and rang!", ("cccccc",)),
    ]
