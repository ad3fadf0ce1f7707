"""The one screen for a question: `/staff/questions/<id>`"""

from urllib.parse import parse_qs, urlsplit

import pytest
from flask.testing import FlaskClient

from factually_app.domain.claim import Claim
from factually_app.domain.question import Question
from factually_app.domain.record import RecordStatus
from factually_app.domain.source import Source
from factually_app.domain.working_copy import WorkingKind
from factually_app.operations.integrity import findings
from factually_app.operations.working_copies import open_working_copy, read_draft
from factually_app.store.claims import claims_by_id, evidence_for
from factually_app.store.engine import Engine
from factually_app.store.questions import all_questions
from factually_app.store.sources import all_sources
from tests.factories import Newsroom, evidence
from tests.staff import FormClient
from tests.web.staff.questions import HTMX, act, form_of, open_form, preview_of, url_of


@pytest.fixture
def third(newsroom: Newsroom, source: Source) -> Claim:
    return newsroom.claim("The trains were slow in 1994.", evidence(source), status=RecordStatus.DRAFT)


def draft_of(engine: Engine, question: Question):  # type: ignore[no-untyped-def]
    return read_draft(open_working_copy(engine, WorkingKind.QUESTION, question.id))


def test_a_stranger_is_shown_the_way_in(stranger: FlaskClient, question: Question) -> None:
    assert stranger.get(url_of(question.id)).status_code == 303
    assert stranger.post(url_of(question.id), data={"text": "Mine"}).status_code == 401


def test_an_unknown_question_is_not_found(writer: FormClient) -> None:
    assert writer.get(url_of("ffffff")).status_code == 404
    assert writer.send(url_of("ffffff"), data={"text": "Why?"}).status_code == 404


def test_the_page_is_never_kept(writer: FormClient, question: Question) -> None:
    response = writer.get(url_of(question.id))
    assert response.headers["Cache-Control"] == "no-store"
    assert "form_word" in response.text


def test_htmx_gets_the_screen_alone(writer: FormClient, question: Question) -> None:
    page = writer.get(url_of(question.id), headers=HTMX).text
    assert "<html" not in page
    assert page.count('id="question-editor"') == 1


def test_marks_stand_in_the_form_by_position(writer: FormClient, question: Question) -> None:
    form = open_form(writer, question.id)
    assert form.value("short_answer") == "It stopped in May 1994 {1}. The mayor blamed trains {2}."


def test_each_claim_shows_rating_date_evidence_and_where_else_it_is_used(
    writer: FormClient, question: Question, next_question: Question
) -> None:
    page = writer.get(url_of(question.id)).text
    assert "Said, on record" in page
    assert "2 May 1994" in page
    assert "2 sources" in page
    assert "also in 1 answer" in page


def test_saving_keeps_the_text_and_names_claims_by_id(
    engine: Engine, writer: FormClient, question: Question, claim: Claim, statement: Claim
) -> None:
    response = act(writer, question.id, text="When did it stop?", short_answer="In May {1, 2}.")
    assert response.status_code == 303
    draft = draft_of(engine, question)
    assert (draft.text, draft.short_answer) == (
        "When did it stop?",
        f"In May {{{claim.id}, {statement.id}}}.",
    )


def test_a_number_that_no_claim_stands_at_stays_and_stops_the_answer(
    writer: FormClient, question: Question
) -> None:
    act(writer, question.id, short_answer="In May {7}.")
    page = writer.get(url_of(question.id)).text
    assert form_of(page).value("short_answer") == "In May {7}."
    assert "It rests on claim {7}, which is not linked below." in page


def test_a_claim_is_linked_last_and_what_was_typed_beside_it_is_kept(
    engine: Engine, writer: FormClient, question: Question, third: Claim
) -> None:
    response = act(writer, question.id, f"put-claim:{third.id}:0", short_answer="Typed just now {2}.")
    assert response.status_code == 303
    draft = draft_of(engine, question)
    assert draft.claim_ids[-1] == third.id
    assert len(draft.claim_ids) == 3
    assert draft.short_answer.startswith("Typed just now {")


@pytest.mark.parametrize(
    ("word", "order"),
    [("up-claim:{1}", "102"), ("down-claim:{1}", "021"), ("down-claim:{2}", "012"), ("up-claim:{0}", "012")],
)
def test_claims_move_without_gaps_and_their_marks_along(
    engine: Engine, writer: FormClient, question: Question, third: Claim, word: str, order: str
) -> None:
    act(writer, question.id, f"put-claim:{third.id}:0")
    before = draft_of(engine, question)
    act(writer, question.id, word.format(*before.claim_ids))
    after = draft_of(engine, question)
    assert after.claim_ids == tuple(before.claim_ids[int(place)] for place in order)
    assert after.short_answer == before.short_answer
    form = open_form(writer, question.id)
    first = after.claim_ids.index(before.claim_ids[0]) + 1
    assert form.value("short_answer").startswith(f"It stopped in May 1994 {{{first}}}.")


def test_taking_a_claim_out_can_be_undone(engine: Engine, writer: FormClient, question: Question) -> None:
    before = draft_of(engine, question)
    response = act(writer, question.id, f"drop-claim:{before.claim_ids[0]}")
    page = writer.get(response.headers["Location"]).text
    assert "Taken out: “The clock tower stopped on 2 May 1994.”" in page
    assert f"It rests on “The clock tower stopped on 2 May 1994.” {{{before.claim_ids[0]}}}" in page.replace(
        "&#39;", "'"
    )
    undo = f"put-claim:{before.claim_ids[0]}:1"
    assert undo in form_of(page).acts
    writer.post(url_of(question.id), data=form_of(page).data(act=undo))
    assert draft_of(engine, question) == before


def test_a_question_follows_moves_and_is_taken_out(
    engine: Engine, writer: FormClient, newsroom: Newsroom, question: Question, next_question: Question
) -> None:
    other = newsroom.question("Why are pigeons calm?")
    act(writer, question.id, f"put-next:{other.id}:0")
    assert draft_of(engine, question).next_ids == (next_question.id, other.id)
    act(writer, question.id, f"up-next:{other.id}")
    assert draft_of(engine, question).next_ids == (other.id, next_question.id)
    act(writer, question.id, f"drop-next:{next_question.id}")
    assert draft_of(engine, question).next_ids == (other.id,)


def test_a_new_question_is_started_in_place_and_follows(
    engine: Engine, writer: FormClient, question: Question
) -> None:
    act(writer, question.id, "start-next", next__q="Who winds the clock now?")
    (started,) = [each for each in all_questions(engine.reader()) if "winds" in each.text]
    assert started.status is RecordStatus.DRAFT
    assert draft_of(engine, question).next_ids == (started.id,)


def test_one_that_is_asked_already_is_not_started_again_and_nothing_typed_is_lost(
    engine: Engine, writer: FormClient, question: Question
) -> None:
    response = act(
        writer, question.id, "start-next", next__q="when did the clock stop", short_answer="Mine {1}."
    )
    assert response.status_code == 422
    assert "asks the same and is there already" in response.text
    assert form_of(response.text).value("short_answer") == "Mine {1}."
    assert form_of(response.text).value("next-q") == "when did the clock stop"


NEW_CLAIM = {
    "claim-text": "The clock has nine hands.",
    "claim-rating": "disputed",
    "claim-happened": "1994-05",
    "source-title": "A count of hands",
    "source-publisher": "Weir Gazette",
    "evidence-1-stance": "disputes",
    "evidence-1-locator": "page 9",
}


def test_a_new_claim_with_a_new_source_is_made_and_linked_at_once(
    engine: Engine, writer: FormClient, question: Question
) -> None:
    wrong = findings(engine)
    response = act(writer, question.id, "add-claim", **NEW_CLAIM, short_answer="Typed {1}.")
    assert response.status_code == 303
    draft = draft_of(engine, question)
    made = claims_by_id(engine.reader(), draft.claim_ids)[draft.claim_ids[-1]]
    assert (made.text, made.status) == ("The clock has nine hands.", RecordStatus.DRAFT)
    (bearing,) = evidence_for(engine.reader(), [made.id])[made.id]
    assert (bearing.source.title, bearing.locator) == ("A count of hands", "page 9")
    assert bearing.source.status is RecordStatus.DRAFT
    assert draft.short_answer.startswith("Typed {")
    assert findings(engine) == wrong


def test_a_new_claim_with_a_source_that_is_there(
    engine: Engine, writer: FormClient, question: Question, source: Source
) -> None:
    new = {name: value for name, value in NEW_CLAIM.items() if not name.startswith("source-")}
    found = act(writer, question.id, "find-source", **new, source__q="minutes clock")
    assert found.status_code == 200
    assert f'value="{source.id}"' in found.text
    chosen = form_of(found.text).data(act="add-claim", **{"evidence-1-source": source.id})
    assert chosen["claim-text"] == ["The clock has nine hands."]
    assert writer.post(url_of(question.id), data=chosen).status_code == 303
    draft = draft_of(engine, question)
    (bearing,) = evidence_for(engine.reader(), draft.claim_ids)[draft.claim_ids[-1]]
    assert bearing.source.id == source.id


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"claim-text": " "}, "claim-text", "A claim needs its sentence."),
        ({"claim-rating": ""}, "claim-rating", "Choose a rating."),
        ({"claim-happened": "soon"}, "claim-happened", "Write the date as"),
        ({"source-publisher": "", "source-title": "A count"}, "source-publisher", "Say who published it."),
        ({"evidence-1-stance": "loves"}, "evidence-1-stance", "Choose how the source bears on it."),
        ({"claim-text": "a\x00b"}, "claim-text", "control character"),
        (
            {"source-title": "", "source-publisher": "", "evidence-1-source": "ffffff"},
            "evidence-1-source",
            "in use",
        ),
    ],
)
def test_a_new_claim_that_is_wrong_makes_nothing_and_stays_typed(
    engine: Engine,
    writer: FormClient,
    question: Question,
    changes: dict[str, str],
    field: str,
    sentence: str,
) -> None:
    count = len(list(all_sources(engine.reader())))
    before = draft_of(engine, question)
    response = act(writer, question.id, "add-claim", **{**NEW_CLAIM, **changes})
    assert response.status_code == 422
    assert sentence in response.text
    assert f'id="f-{field}"' in response.text
    kept = form_of(response.text)
    assert kept.value("evidence-1-locator") == "page 9"
    assert len(list(all_sources(engine.reader()))) == count
    assert draft_of(engine, question) == before


def test_a_claim_whose_question_was_changed_meanwhile_is_not_made(
    engine: Engine, writer: FormClient, editor: FormClient, question: Question
) -> None:
    form = open_form(writer, question.id)
    act(editor, question.id, short_answer="Edda’s.")
    response = writer.post(url_of(question.id), data=form.data(act="add-claim", **NEW_CLAIM))
    assert response.status_code == 409
    assert "nine hands" not in " ".join(c.text for c in claims_by_id(engine.reader(), []).values())
    assert not [source for source in all_sources(engine.reader()) if source.title == "A count of hands"]
    assert form_of(response.text).value("claim-text") == "The clock has nine hands."


# ---- Two editors, ten tabs -----------------------------------------------------------------


def test_a_conflict_shows_both_versions_and_keeps_what_was_typed(
    engine: Engine, writer: FormClient, editor: FormClient, question: Question
) -> None:
    form = open_form(writer, question.id)
    act(editor, question.id, short_answer="It stopped in June {1}.")
    response = writer.post(url_of(question.id), data=form.data(short_answer="It stopped in July {1}."))
    assert response.status_code == 409
    assert "Edda saved this question" in response.text
    assert "<del>" in response.text
    assert "<ins>" in response.text
    mine = form_of(response.text)
    assert mine.value("short_answer") == "It stopped in July {1}."
    assert writer.post(url_of(question.id), data=mine.data(act="save")).status_code == 409, "not knowingly"
    (over,) = [each for each in mine.acts if each.startswith("over:")]
    assert writer.post(url_of(question.id), data=mine.data(act=over)).status_code == 303
    assert "July" in draft_of(engine, question).short_answer


def test_taking_mine_knowingly_is_a_conflict_again_when_it_changed_again(
    writer: FormClient, editor: FormClient, question: Question
) -> None:
    form = open_form(writer, question.id)
    act(editor, question.id, short_answer="One.")
    page = writer.post(url_of(question.id), data=form.data(short_answer="Mine.")).text
    act(editor, question.id, short_answer="Two.")
    (over,) = [each for each in form_of(page).acts if each.startswith("over:")]
    response = writer.post(url_of(question.id), data=form_of(page).data(act=over))
    assert response.status_code == 409
    assert "Two." in response.text


def test_of_ten_tabs_one_is_kept_and_nine_keep_what_was_typed(
    engine: Engine, writer: FormClient, question: Question
) -> None:
    tabs = [open_form(writer, question.id) for _ in range(10)]
    answers = [
        writer.post(url_of(question.id), data=tab.data(short_answer=f"From tab {n}."))
        for n, tab in enumerate(tabs)
    ]
    assert [answer.status_code for answer in answers] == [303, *[409] * 9]
    assert draft_of(engine, question).short_answer == "From tab 0."
    assert [form_of(a.text).value("short_answer") for a in answers[1:]] == [
        f"From tab {n}." for n in range(1, 10)
    ]


def test_a_form_from_before_a_publication_does_not_undo_it(
    engine: Engine, writer: FormClient, editor: FormClient, question: Question
) -> None:
    form = open_form(writer, question.id)
    assert form.value("seen") == "0"
    fresh = open_form(editor, question.id).data(short_answer="In May, as published {1}.")
    assert editor.post(url_of(question.id) + "/publish", data=fresh).status_code == 303
    response = writer.post(url_of(question.id), data=form.data(text="From before?"))
    assert response.status_code == 409
    assert form_of(response.text).value("text") == "From before?"


def test_typing_saves_by_itself_and_says_nothing(
    engine: Engine, writer: FormClient, question: Question
) -> None:
    form = open_form(writer, question.id)
    data = form.data(short_answer="Half a sent", by_itself="yes")
    response = writer.post(url_of(question.id), data=data, headers=HTMX)
    assert response.status_code == 200
    assert 'data-said=""' in response.text
    assert form_of(response.text).value("seen") == "1"
    assert draft_of(engine, question).short_answer == "Half a sent"


def test_an_expired_session_keeps_the_form_out_and_the_draft_as_it_was(
    engine: Engine, writer: FormClient, question: Question
) -> None:
    form = open_form(writer, question.id)
    writer.send("/staff/sign-out")
    response = writer.post(url_of(question.id), data=form.data(short_answer="Late."), headers=HTMX)
    assert response.status_code == 401
    assert open_working_copy(engine, WorkingKind.QUESTION, question.id).version == 0


# ---- The preview ---------------------------------------------------------------------------


def test_the_preview_is_the_readers_fragment_byte_for_byte(
    writer: FormClient,
    editor: FormClient,
    newsroom: Newsroom,
    question: Question,
    next_question: Question,
    third: Claim,
) -> None:
    unseen = newsroom.question("Is anybody listening?")
    newsroom.engine.commit([])
    act(writer, question.id, "add-claim", **NEW_CLAIM)
    act(writer, question.id, f"put-claim:{third.id}:1", text="When & why did it <stop>?")
    act(writer, question.id, f"put-next:{unseen.id}:1")
    act(writer, question.id, "start-next", next__q="Who will never be published?")
    preview = preview_of(writer.get(url_of(question.id)).text)
    assert "nine hands" in preview
    form = open_form(editor, question.id)
    assert editor.post(url_of(question.id) + "/publish", data=form.data()).status_code == 303
    assert editor.get(question.url, headers=HTMX).text == preview


def test_a_draft_is_previewed_at_the_address_it_will_have(
    writer: FormClient, editor: FormClient, claim: Claim
) -> None:
    where = writer.send("/staff/questions/new", data={"text": "Who heard it stop?"}).headers["Location"]
    question_id = urlsplit(where).path.rsplit("/", 1)[1]
    act(writer, question_id, f"put-claim:{claim.id}:0", text="Who heard the clock stop?")
    preview = preview_of(writer.get(url_of(question_id)).text)
    assert f"/questions/who-heard-the-clock-stop-{question_id}" in preview
    sent = editor.post(url_of(question_id) + "/publish", data=open_form(editor, question_id).data())
    assert sent.status_code == 303
    public = editor.get(f"/questions/who-heard-the-clock-stop-{question_id}", headers=HTMX)
    assert public.text == preview


def test_no_mark_of_the_newsroom_is_in_the_public_page(
    writer: FormClient, editor: FormClient, question: Question
) -> None:
    before = editor.get(question.url)
    act(writer, question.id, text="Something else?")
    after = editor.get(question.url)
    assert after.text == before.text
    for word in ("/staff", "form_word", "Willa", "Edda"):
        assert word not in after.text
    assert "no-store" not in after.headers["Cache-Control"]


# ---- What comes that no page of ours sends ----------------------------------------------------

HOSTILE = [
    '"',
    "'",
    '" OR "',
    "NEAR(a b)",
    "words:*",
    "-- ; DROP TABLE claims",
    "*",
    "^",
    "AND OR NOT",
    "(((((",
    "\x00\x01",
    "\ud800".encode("utf-8", "surrogatepass").decode("utf-8", "replace"),
    "%ff%fe",
    "🕰️ 👩‍👩‍👧‍👦 ٠١٢",
    "a\u0301" * 200,
    "x" * 100_000,
    "the a is of " * 8_000,
    "<script>alert(1)</script>",
    "{{ 7777*7777 }}",
]


@pytest.mark.parametrize("typed", HOSTILE, ids=range(len(HOSTILE)))
def test_whatever_is_typed_to_find_something_is_harmless(
    writer: FormClient, question: Question, typed: str
) -> None:
    for path, name in (
        ("/staff/questions", "q"),
        ("/staff/questions/find", "q"),
        ("/staff/questions/similar", "text"),
        (url_of(question.id) + "/claims", "claim-q"),
        (url_of(question.id) + "/next", "next-q"),
        (url_of(question.id) + "/sources", "source-q"),
        (url_of(question.id), "claim-q"),
    ):
        response = writer.get(path, query_string={name: typed})
        assert response.status_code == 200, (path, typed[:20])
        assert "<script>alert" not in response.text
        assert "60481729" not in response.text


@pytest.mark.parametrize("typed", HOSTILE, ids=range(len(HOSTILE)))
def test_whatever_is_typed_is_kept_or_named_and_never_lost(
    writer: FormClient, question: Question, typed: str
) -> None:
    response = act(writer, question.id, short_answer=typed)
    assert response.status_code in (303, 422)
    if response.status_code == 422:
        assert "This cannot be kept" in response.text
        assert form_of(response.text).value("short_answer")[:50] == typed[:50]


@pytest.mark.parametrize(
    "data",
    [
        {"seen": "x", "act": "put-claim:zz:1"},
        {"seen": "-1", "act": "up-claim:"},
        {"seen": "9" * 50, "act": "over:1:"},
        {"seen": "0", "act": "put-claim:ffffff:99999999999"},
        {"claim": ["<b>", "ffffff", "ffffff"]},
        {"act": "drop-next:ffffff"},
    ],
)
def test_forms_that_no_page_of_ours_sends_do_no_harm(
    engine: Engine, writer: FormClient, question: Question, data: dict[str, object]
) -> None:
    wrong = findings(engine)
    response = writer.send(url_of(question.id), data={"text": "T?", "based_on": "1", **data})
    assert response.status_code in (303, 409, 422)
    assert writer.get(url_of(question.id)).status_code == 200
    assert findings(engine) == wrong


def test_more_claims_than_a_draft_may_hold_are_refused_with_a_sentence(
    writer: FormClient, question: Question
) -> None:
    many = [f"{n:06x}" for n in range(1, 120)]
    response = writer.send(
        url_of(question.id), data={"text": "T?", "seen": "0", "based_on": "1", "claim": many}
    )
    assert response.status_code == 422
    assert "There are 119 claims; 100 is the most." in response.text


def test_a_question_follows_back_to_where_one_was(writer: FormClient, question: Question) -> None:
    response = act(writer, question.id, claim__q="clock tower")
    query = parse_qs(urlsplit(response.headers["Location"]).query)
    assert query == {"said": ["saved"], "claim-q": ["clock tower"]}
    assert (
        "1 found" in writer.get(response.headers["Location"]).text
        or "claims found" in writer.get(response.headers["Location"]).text
    )
