"""What readers send: looked over, kept as it was typed, and no more of it than is good"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from factually_app.domain.errors import FormError
from factually_app.domain.letter import Letter, LetterKind, LetterState
from factually_app.domain.throttle import ThrottledError
from factually_app.operations import letter_box
from factually_app.operations.followed_letters import followed_letter
from factually_app.operations.letter_box import FullBoxError, Written, page_of, send_letter
from factually_app.store.engine import Engine
from factually_app.store.letters import count_letters
from factually_app.store.throttle import Throttle
from tests.factories import Newsroom
from tests.letters import WHO, WRONG, StoppedClock, a_letter

QUESTION = Written(LetterKind.QUESTION, WHO)
REPORT = Written(LetterKind.REPORT, WRONG)
Send = Callable[..., Letter]


@pytest.fixture
def stopped(monkeypatch: pytest.MonkeyPatch) -> StoppedClock:
    clock = StoppedClock()
    clock.stop(monkeypatch)
    return clock


@pytest.fixture
def throttle(tmp_path: Path) -> Iterator[Throttle]:
    throttle = Throttle(tmp_path / "throttle.db")
    yield throttle
    throttle.close()


@pytest.fixture
def send(engine: Engine, throttle: Throttle, stopped: StoppedClock) -> Send:
    def send(written: Written, whence: str = "here", **more: bool) -> Letter:
        token = send_letter(engine, written, throttle=throttle, whence=whence, **more)
        assert len(token) >= 32  # 192 bits
        return followed_letter(engine, written.kind, token).own

    return send


def test_a_question_is_kept_as_it_was_typed(send: Send) -> None:
    typed = "Who paid\r\nfor <b>the bridge</b>? {{ 7*7 }} Cafe\u0301"
    letter = send(replace(QUESTION, text=f"  {typed}\n"))
    assert letter.text == "Who paid\nfor <b>the bridge</b>? {{ 7*7 }} Caf\u00e9"
    assert (letter.kind, letter.state, letter.version) == (LetterKind.QUESTION, LetterState.NEW, 1)
    assert letter.sent_at == "2026-05-04T09:00:00+00:00"


def test_a_report_knows_the_check_that_its_page_is(send: Send, engine: Engine) -> None:
    newsroom = Newsroom(engine)
    article = newsroom.article(newsroom.topic(), summary="", bodies=("It stopped.",))
    letter = send(replace(REPORT, page=article.url, passage="It stopped."))
    assert (letter.article_id, letter.page, letter.passage) == (article.id, article.url, "It stopped.")
    assert send(replace(REPORT, page="/fact-checks/a/b-abcdef", text=WHO), "there").article_id is None


@pytest.mark.parametrize(
    ("written", "field", "sentence"),
    [
        (replace(QUESTION, text=""), "text", "at least 10"),
        (replace(QUESTION, text=" Who?   \n    "), "text", "at least 10"),
        (replace(QUESTION, text="x" * 501), "text", "501 characters"),
        (replace(QUESTION, text="Who paid\x00 for it?"), "text", "U+0000"),
        (replace(QUESTION, text="Who paid\ud800 for it?"), "text", "surrogate"),
        (replace(QUESTION, text="Who paid" + "\u0301" * 40), "text", "accents"),
        (replace(REPORT, text="x" * 2_001), "text", "2,001 characters"),
        (replace(REPORT, passage="x" * 1_001), "passage", "1,001 characters"),
        (replace(REPORT, passage="a\x1bb"), "passage", "U+001B"),
    ],
)
def test_what_cannot_be_taken_is_said_at_its_field_and_costs_no_try(
    send: Send, engine: Engine, written: Written, field: str, sentence: str
) -> None:
    with pytest.raises(FormError) as raised:
        send(written)
    assert sentence in raised.value.problems[field]
    assert sum(count_letters(engine.reader()).values()) == 0
    send(QUESTION)


@pytest.mark.parametrize("text", ["x" * 500, "y" * 10])
def test_the_longest_and_the_shortest_question_are_taken(send: Send, text: str) -> None:
    assert send(replace(QUESTION, text=text)).text == text


@pytest.mark.parametrize(
    "page",
    ["//evil.example", "/\\evil.example", "https://evil.example/", "javascript:alert(1)", "claims/a", "/a b"],
)
def test_a_page_is_one_of_this_site(page: str) -> None:
    with pytest.raises(FormError, match="address of a page of this site"):
        page_of(page, base_url="https://weir.example")


def test_a_page_is_known_by_its_whole_address_too() -> None:
    assert (
        page_of(" https://weir.example/claims/a-abcdef ", base_url="https://weir.example")
        == "/claims/a-abcdef"
    )
    assert page_of("", base_url=None) == ""


def test_one_letter_a_minute_comes_from_one_place(send: Send, stopped: StoppedClock) -> None:
    send(QUESTION)
    stopped.pass_seconds(59)
    with pytest.raises(ThrottledError) as raised:
        send(REPORT)
    assert raised.value.seconds == 1
    send(REPORT, "elsewhere")
    stopped.pass_seconds(1)
    send(REPORT)


def test_that_is_five_in_five_minutes(send: Send, stopped: StoppedClock) -> None:
    taken = 0
    for second in range(300):
        try:
            send(replace(QUESTION, text=f"What of second {second} then?"))
        except ThrottledError:
            pass
        else:
            taken += 1
        stopped.pass_seconds(1)
    assert taken == 5


def test_all_places_together_have_a_limit_too(send: Send, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(letter_box, "MOST_AN_HOUR", 3)
    for n in range(3):
        send(replace(QUESTION, text=f"What of number {n} in the row?"), f"place {n}")
    with pytest.raises(ThrottledError) as raised:
        send(QUESTION, "place 4")
    assert raised.value.seconds == 3_600


def test_a_full_box_takes_no_more(send: Send, engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(letter_box, "MOST_UNREAD", {LetterState.NEW: 1, LetterState.SPAM: 1})
    a_letter(engine)
    with pytest.raises(FullBoxError, match="wait to be read"):
        send(REPORT)
    assert send(REPORT, "machine", is_spam=True).state is LetterState.SPAM
    with pytest.raises(FullBoxError):
        send(QUESTION, "machine 2", is_spam=True)


def test_what_a_machine_sent_is_kept_as_spam_and_gathers_nothing(send: Send, engine: Engine) -> None:
    first = a_letter(engine)
    letter = send(QUESTION, is_spam=True)
    assert (letter.state, letter.merged_into) == (LetterState.SPAM, None)
    assert first.state is LetterState.NEW


def test_nothing_is_kept_of_who_wrote(
    engine: Engine, throttle: Throttle, stopped: StoppedClock, tmp_path: Path
) -> None:
    token = send_letter(engine, QUESTION, throttle=throttle, whence="here")
    rows = list(engine.reader().query("SELECT digest FROM letters"))
    assert token not in str(rows)
    for file in tmp_path.glob("*.db*"):
        assert token.encode() not in file.read_bytes()
