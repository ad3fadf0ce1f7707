"""/staff/letters"""

import re
from html import unescape
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from factually_app.domain.letter import Letter, LetterKind, LetterState
from factually_app.domain.question import Question
from factually_app.domain.record import RecordStatus
from factually_app.domain.staff import Role
from factually_app.operations.letters import plan_letter
from factually_app.store.audit import newest_entries
from factually_app.store.engine import Engine
from factually_app.store.letters import get_letter
from factually_app.store.questions import get_question
from tests.factories import Newsroom
from tests.letters import WHO, WRONG, a_letter
from tests.staff import WILLA, FormClient
from tests.web.staff.conftest import Browser

HOSTILE = (Path(__file__).parents[2] / "content" / "hostile.txt").read_text("utf-8").split("\n")
READ = ["/staff/letters", "/staff/letters/{id}"]
ACTS = {
    "plan": Role.WRITER,
    "take-up": Role.WRITER,
    "answer": Role.REVIEWER,
    "decline": Role.REVIEWER,
    "merge": Role.REVIEWER,
    "reopen": Role.REVIEWER,
}


@pytest.fixture
def letter(engine: Engine) -> Letter:
    return a_letter(engine)


def now(engine: Engine, letter: Letter) -> Letter:
    return get_letter(engine.reader(), letter.id)


def test_the_queue_shows_what_came_and_how_often(writer: FormClient, engine: Engine, letter: Letter) -> None:
    a_letter(engine, token="again")
    a_letter(engine, WRONG, kind=LetterKind.REPORT, page="/claims/a-abcdef")
    page = writer.get("/staff/letters").text
    assert WHO in page
    assert WRONG in page
    assert "2 letters alike" in page
    assert re.search(r'aria-current="page">New <small>2</small>', page)
    assert re.search(r"Merged <small>1</small>", page)


def test_each_state_has_its_tab_and_an_unknown_one_shows_the_new(
    writer: FormClient, engine: Engine, letter: Letter
) -> None:
    plan_letter(engine, WILLA, letter.id, seen=1)
    assert WHO in writer.get("/staff/letters?state=planned").text
    for state in ("new", "declined", "nonsense", "\x00"):
        page = writer.get("/staff/letters", query_string={"state": state}).text
        assert WHO not in page
        assert "No letter is" in page


def test_the_queue_is_paged(writer: FormClient, engine: Engine) -> None:
    for n in range(51):
        a_letter(engine, f"What of number {n} in the row?", sent_at=f"2026-01-01T00:00:{n:02}+00:00")
    page = writer.get("/staff/letters").text
    assert "What of number 50 in" in page
    assert "What of number 0 in" not in page
    assert "What of number 0 in" in writer.get("/staff/letters?state=new&page=2").text


def test_a_letter_shows_what_is_there_on_it_already(
    writer: FormClient, engine: Engine, question: Question
) -> None:
    letter = a_letter(engine, "At what hour did the clock stop ringing?")
    address = f"/staff/letters/{letter.id}"
    link = f'href="/staff/questions/{question.id}"'
    assert link in writer.get(address).text
    assert "found by stop, clock" in writer.get(address).text
    assert "Nothing fits these words" in writer.get(f"{address}?find=pelicans").text
    assert link in writer.get(f"{address}?find=clock").text


def test_what_only_shares_a_word_with_a_letter_is_not_offered(
    writer: FormClient, engine: Engine, question: Question
) -> None:
    letter = a_letter(engine, "Who sold the clock of the mill to the brewer?")
    page = writer.get(f"/staff/letters/{letter.id}").text
    assert "Nothing fits it" in page
    assert f"/staff/questions/{question.id}" not in page


def test_drafts_are_near_for_the_newsroom(writer: FormClient, engine: Engine, newsroom: Newsroom) -> None:
    draft = newsroom.claim("The bell cracked at noon.", status=RecordStatus.DRAFT)
    letter = a_letter(engine, "Has the bell cracked at noon?")
    page = writer.get(f"/staff/letters/{letter.id}").text
    assert f'href="/staff/claims/{draft.id}"' in page
    assert "Claim record, Supported, draft" in page


def test_letters_that_perhaps_ask_the_same_are_merged_with_one_press(
    reviewer: FormClient, writer: FormClient, client: FlaskClient, engine: Engine, letter: Letter
) -> None:
    alike = a_letter(engine, "Who was paying for that bridge at the mill race?", token="tok")
    assert alike.state is LetterState.NEW
    a_letter(engine, "Why did the pigeons leave the tower?")
    page = reviewer.get(f"/staff/letters/{alike.id}").text
    section = page.split('id="like"')[1]
    assert section.count("Merge into it") == 1
    assert letter.text in section
    assert "Merge into it" not in writer.get(f"/staff/letters/{alike.id}").text
    response = reviewer.send(f"/staff/letters/{alike.id}/merge", data={"seen": "1", "into": letter.id})
    assert response.status_code == 303
    assert now(engine, alike).merged_into == letter.id
    assert "2 letters ask for this" in client.get("/asked/tok").text


def test_a_letter_like_no_other_offers_none(reviewer: FormClient, engine: Engine, letter: Letter) -> None:
    a_letter(engine, "Why did the pigeons leave the tower?")
    assert 'id="like"' not in reviewer.get(f"/staff/letters/{letter.id}").text


def test_one_press_makes_a_question_of_it(writer: FormClient, engine: Engine, letter: Letter) -> None:
    assert "Make a question of it" in writer.get("/staff/letters").text
    response = writer.send(f"/staff/letters/{letter.id}/take-up", data={"seen": "1", "text": WHO})
    assert response.status_code == 303
    kept = now(engine, letter)
    assert kept.state is LetterState.PLANNED
    assert kept.question_id
    question = get_question(engine.reader(), kept.question_id)
    assert (question.text, question.status) == (WHO, RecordStatus.DRAFT)
    page = writer.get(response.headers["Location"]).text
    assert f'href="/staff/questions/{question.id}"' in page
    assert "It is a question of the newsroom" in page
    entry = newest_entries(engine.reader(), limit=1)[0]
    assert (entry.action, entry.actor_name) == ("take_up_letter", "Willa")


def test_it_is_answered_with_what_is_published(
    reviewer: FormClient, client: FlaskClient, engine: Engine, question: Question
) -> None:
    letter = a_letter(engine, "At what hour did the clock stop ringing?", token="tok")
    answer = {"seen": "1", "answer": f"question:{question.id}"}
    assert f'value="question:{question.id}"' in reviewer.get(f"/staff/letters/{letter.id}").text
    assert reviewer.send(f"/staff/letters/{letter.id}/answer", data=answer).status_code == 303
    assert f'href="{question.url}"' in client.get("/asked/tok").text


def test_declined_its_writer_reads_why(reviewer: FormClient, client: FlaskClient, engine: Engine) -> None:
    letter = a_letter(engine, token="tok")
    data = {"seen": "1", "reason": "It is about the future."}
    assert reviewer.send(f"/staff/letters/{letter.id}/decline", data=data).status_code == 303
    assert "It is about the future." in client.get("/asked/tok").text
    assert reviewer.send(f"/staff/letters/{letter.id}/reopen", data={"seen": "2"}).status_code == 303
    assert "<h1>Received</h1>" in client.get("/asked/tok").text


def test_merged_its_writer_follows_the_other(
    reviewer: FormClient, client: FlaskClient, engine: Engine
) -> None:
    letter, other = a_letter(engine, token="tok"), a_letter(engine, "Who paid for it, and when?")
    data = {"seen": "1", "into": other.id}
    assert reviewer.send(f"/staff/letters/{letter.id}/merge", data=data).status_code == 303
    assert "Somebody asked for the same before you" in client.get("/asked/tok").text
    assert f"/staff/letters/{letter.id}" in reviewer.get(f"/staff/letters/{other.id}").text


def test_spam_goes_at_once_however_many_are_marked(reviewer: FormClient, engine: Engine) -> None:
    letters = [a_letter(engine, f"Buy bridge number {n}, cheap!") for n in range(3)]
    page = reviewer.get("/staff/letters").text
    marks = re.findall(r'type="checkbox" form="bulk" name="letter" value="([^"]+)"', page)
    assert sorted(marks) == sorted(f"{one.id}:1" for one in letters)
    assert reviewer.send("/staff/letters/spam", data={"letter": marks[:2]}).status_code == 303
    assert [now(engine, one).state.value for one in letters].count("spam") == 2


@pytest.mark.parametrize("marked", [[], ["nonsense"], ["abcdef"], ["abcdef:x"], ["\x00:1"]])
def test_marking_none_is_said(reviewer: FormClient, letter: Letter, marked: list[str]) -> None:
    response = reviewer.send("/staff/letters/spam", data={"letter": marked})
    assert response.status_code == 422
    assert "Mark the letters" in response.text


def test_spam_that_somebody_took_up_meanwhile_stays(
    reviewer: FormClient, engine: Engine, letter: Letter
) -> None:
    other = a_letter(engine, "Buy bridges here, cheap!")
    plan_letter(engine, WILLA, letter.id, seen=1)
    response = reviewer.send("/staff/letters/spam", data={"letter": [f"{letter.id}:1", f"{other.id}:1"]})
    assert response.status_code == 409
    assert "Somebody else changed this letter meanwhile" in response.text
    assert now(engine, other).state is LetterState.NEW


def test_two_do_not_answer_over_each_other_and_what_was_typed_stays(
    reviewer: FormClient, engine: Engine, letter: Letter
) -> None:
    plan_letter(engine, WILLA, letter.id, seen=1)
    data = {"seen": "1", "reason": "It is about the future."}
    response = reviewer.send(f"/staff/letters/{letter.id}/decline", data=data)
    assert response.status_code == 409
    assert "Somebody else changed this letter meanwhile" in response.text
    assert "It is about the future." in response.text
    assert 'name="seen" value="2"' in response.text
    assert "Planned" in response.text


@pytest.mark.parametrize(
    ("act", "fields", "sentence"),
    [
        ("take-up", {"text": ""}, "needs words"),
        ("take-up", {"text": "x" * 501}, "501 characters"),
        ("answer", {"answer": ""}, "Choose the question"),
        ("answer", {"answer": "question:abcdef"}, "no such question"),
        ("answer", {"answer": "correction:abcdef"}, "no such correction"),
        ("answer", {"answer": "pigeon:abcdef"}, "Choose the question"),
        ("decline", {"reason": " "}, "Say why"),
        ("decline", {"reason": "x" * 1_001}, "1,001 characters"),
        ("decline", {"reason": "a\x00b"}, "U+0000"),
        ("merge", {"into": ""}, "Choose the letter"),
        ("merge", {"into": "abcdef"}, "Choose the letter"),
    ],
)
def test_what_cannot_be_done_is_said_and_stays(
    reviewer: FormClient, engine: Engine, letter: Letter, act: str, fields: dict[str, str], sentence: str
) -> None:
    response = reviewer.send(f"/staff/letters/{letter.id}/{act}", data={"seen": "1", **fields})
    assert response.status_code == 422
    assert sentence in response.text
    assert now(engine, letter) == letter
    if act in ("take-up", "decline"):
        assert next(iter(fields.values())) in response.text


@pytest.mark.parametrize("seen", ["", "x", "0", "2", "9" * 30, "١"])
def test_a_version_that_is_none_is_a_conflict(
    reviewer: FormClient, engine: Engine, letter: Letter, seen: str
) -> None:
    assert reviewer.send(f"/staff/letters/{letter.id}/plan", data={"seen": seen}).status_code == 409
    assert now(engine, letter) == letter


@pytest.mark.parametrize("act", ["", *(f"/{act}" for act in ACTS)])
def test_a_letter_that_is_not_there_is_not_found(reviewer: FormClient, act: str) -> None:
    path = f"/staff/letters/abcdef{act}"
    data = {"seen": "1", "text": WHO, "reason": "No.", "answer": "question:abcdef", "into": "fedcba"}
    response = reviewer.send(path, data=data) if act else reviewer.get(path)
    assert response.status_code == 404


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("act", ACTS)
def test_each_role_does_what_the_policy_says(browser: Browser, letter: Letter, role: Role, act: str) -> None:
    response = browser(role).send(f"/staff/letters/{letter.id}/{act}", data={"seen": "9"})
    assert (response.status_code == 403) is not role.includes(ACTS[act])


def test_writers_mark_no_spam(writer: FormClient, engine: Engine, letter: Letter) -> None:
    assert 'type="checkbox"' not in writer.get("/staff/letters").text
    assert writer.send("/staff/letters/spam", data={"letter": f"{letter.id}:1"}).status_code == 403
    assert now(engine, letter) == letter


@pytest.mark.parametrize("path", READ)
def test_strangers_are_shown_the_way_in(stranger: FlaskClient, letter: Letter, path: str) -> None:
    assert stranger.get(path.format(id=letter.id)).status_code == 303
    assert stranger.post("/staff/letters/spam").status_code == 401


@pytest.mark.parametrize("act", ["spam", *(f"{{id}}/{act}" for act in ACTS)])
def test_acts_take_a_form_of_ours_alone(
    reviewer: FormClient, engine: Engine, letter: Letter, act: str
) -> None:
    path = f"/staff/letters/{act.format(id=letter.id)}"
    assert reviewer.get(path).status_code in (404, 405)
    assert reviewer.post(path, data={"seen": "1"}).status_code == 403
    other = {"Sec-Fetch-Site": "cross-site"}
    assert reviewer.send(path, data={"seen": "1"}, headers=other).status_code == 403
    assert now(engine, letter) == letter


def test_hostile_letters_are_text_in_the_queue_and_alone(
    reviewer: FormClient, engine: Engine, newsroom: Newsroom
) -> None:
    vectors = [line.strip() for line in HOSTILE if line.strip()][:49]
    letters = [
        a_letter(engine, v, token=f"{n}", passage=v, kind=LetterKind.REPORT, page="/x")
        for n, v in enumerate(vectors)
    ]
    page = reviewer.get("/staff/letters").text
    listed = re.findall(r'<p class="typed"><a href="/staff/letters/\w+">(.*?)</a></p>', page, re.DOTALL)
    assert len(listed) == len([one for one in letters if one.state is LetterState.NEW])
    assert all("<" not in text for text in listed)
    for one in letters[:20]:
        alone = reviewer.get(f"/staff/letters/{one.id}").text
        quoted = re.findall(r'<blockquote class="typed">(.*?)</blockquote>', alone, re.DOTALL)
        assert [unescape(text) for text in quoted] == [one.text, one.text]
        assert all("<" not in text for text in quoted)
