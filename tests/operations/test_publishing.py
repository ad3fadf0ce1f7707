"""From an empty draft to what readers see."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from factually_app import clock
from factually_app.domain.article import ArticleStatus
from factually_app.domain.correction import CorrectionKind
from factually_app.domain.draft import ArticleDraft, DraftSection, DraftSource, QuestionDraft
from factually_app.domain.errors import ConflictError, FormError
from factually_app.domain.record import RecordStatus
from factually_app.domain.revision import Revision
from factually_app.domain.working_copy import WorkingKind, WorkingState
from factually_app.operations.integrity import findings
from factually_app.operations.notices import Notice
from factually_app.operations.publishing import publish_article, publish_question, withdraw_article
from factually_app.operations.review import approve, return_to_writer, schedule, submit, unschedule
from factually_app.operations.scheduled import publish_due
from factually_app.operations.starting import start_article, start_question
from factually_app.operations.working_copies import discard_working_copy, open_working_copy, save_working_copy
from factually_app.store.articles import get_article
from factually_app.store.audit import newest_entries
from factually_app.store.claims import claims_answering, get_claim
from factually_app.store.corrections import corrections_of_article
from factually_app.store.questions import get_question
from factually_app.store.revisions import insert_revision
from factually_app.store.sources import get_source
from factually_app.store.working_copies import find_working_copy
from tests.factories import Newsroom, evidence
from tests.staff import EDDA, WILLA

ARTICLE, QUESTION = WorkingKind.ARTICLE, WorkingKind.QUESTION


@pytest.fixture
def newsroom(engine):
    return Newsroom(engine)


@pytest.fixture
def source(newsroom):
    return newsroom.source(status=RecordStatus.DRAFT)


@pytest.fixture
def claim(engine, newsroom, source):
    made = newsroom.claim("The clock stopped.", evidence(source), status=RecordStatus.DRAFT)
    engine.commit([insert_revision("claim", Revision(made.id, 1, "{}", None, "Willa", made.created_at))])
    return made


@pytest.fixture
def question(engine, claim):
    made = start_question(engine, WILLA, text="When did the clock stop?")
    draft = QuestionDraft(made.text, f"In May {{{claim.id}}}.", (claim.id,))
    save_working_copy(engine, WILLA, QUESTION, made.id, draft, seen=1)
    return made


@pytest.fixture
def article(engine, newsroom):
    newsroom.topic()
    return start_article(engine, WILLA, title="The clock  stopped", topic_slug="oddly-weir")


@pytest.fixture
def draft(article, source, claim, question):
    return ArticleDraft(
        title="The clock stopped",
        topic="oddly-weir",
        claim_id=claim.id,
        rating="disputed",
        rating_reason="Both are on record.",
        checked_on="2026-01-31",
        summary="It stopped. [1]",
        sections=(DraftSection("The minutes", "", "They say so. [1]", (claim.id,)),),
        sources=(DraftSource(1, source.id, "page 3"),),
        question_ids=(question.id,),
    )


def save(engine, article, draft, *, seen, by=WILLA, **more):
    return save_working_copy(engine, by, ARTICLE, article.id, draft, seen=seen, **more)


def test_nobody_sees_what_is_started(engine, article, question):
    assert article.status is ArticleStatus.DRAFT
    assert article.title == "The clock stopped"
    assert question.status is RecordStatus.DRAFT
    assert findings(engine) == []


def test_an_article_is_published_with_all_that_hangs_on_it(engine, article, draft, claim, source, question):
    copy = save(engine, article, draft, seen=1)
    published = publish_article(engine, EDDA, article.id, seen=copy.version)
    db = engine.reader()
    assert get_article(db, article.id) == published
    assert (published.status, published.version) == (ArticleStatus.PUBLISHED, 2)
    assert get_question(db, question.id).status is RecordStatus.LIVE
    assert [c.id for c in claims_answering(db, [question.id])[question.id]] == [claim.id]
    assert get_claim(db, claim.id).status is RecordStatus.LIVE
    assert get_source(db, source.id).status is RecordStatus.LIVE
    assert find_working_copy(db, ARTICLE, article.id) is None
    assert find_working_copy(db, QUESTION, question.id) is None
    assert findings(engine) == []


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"title": ""}, "title", "needs a title"),
        ({"topic": "nowhere"}, "topic", "Choose the topic"),
        ({"checked_on": "soon"}, "checked_on", "on which day"),
        ({"rating": "splendid"}, "rating", "one of the ratings"),
        ({"language": "English"}, "language", "Name the language"),
        ({"claim_id": "ffffff"}, "claim_id", "not there"),
        ({"sections": ()}, "sections", "at least one section"),
        ({"sections": (DraftSection("", "", "Text."),)}, "section-1-heading", "no heading"),
        ({"sections": (DraftSection("Heading"),)}, "section-1-body", "no text"),
        ({"sections": (DraftSection("H", "", "T [7]"),)}, "section-1-body", r"\[7\] has no source"),
        ({"sections": (DraftSection("H", "", "T", ("ffffff",)),)}, "section-1-claims", "ffffff"),
        ({"sources": ()}, "summary", r"\[1\] has no source"),
        ({"sources": (DraftSource(1, "ffffff"),)}, "source-1-number", "not there"),
        ({"question_ids": ("ffffff",)}, "questions", "ffffff"),
    ],
)
def test_what_is_not_whole_is_not_published(engine, article, draft, change, field, words):
    copy = save(engine, article, replace(draft, **change), seen=1)
    with pytest.raises(FormError, match=words) as caught:
        publish_article(engine, EDDA, article.id, seen=copy.version)
    assert field in caught.value.problems
    assert get_article(engine.reader(), article.id).status is ArticleStatus.DRAFT


def test_a_number_without_a_source_is_published_when_an_editor_accepts_it(engine, article, draft):
    copy = save(engine, article, replace(draft, sources=(), unnamed_accepted=True), seen=1)
    assert publish_article(engine, EDDA, article.id, seen=copy.version).unnamed_accepted
    assert findings(engine) == []


def test_two_writers_do_not_overwrite_each_other(engine, article, draft):
    save(engine, article, draft, seen=1)
    with pytest.raises(ConflictError, match="somebody else changed this"):
        save(engine, article, replace(draft, title="Another"), seen=1, by=EDDA)
    assert "Another" not in open_working_copy(engine, ARTICLE, article.id).content


def test_a_rating_that_readers_know_changes_with_a_correction_only(engine, article, draft):
    publish_article(engine, EDDA, article.id, seen=save(engine, article, draft, seen=1).version)
    copy = save(engine, article, replace(draft, rating="supported"), seen=0)
    with pytest.raises(FormError, match="The rating changes"):
        publish_article(engine, EDDA, article.id, seen=copy.version)
    notice = Notice(CorrectionKind.CORRECTION, now="It is supported.", was="We said it was disputed.")
    publish_article(engine, EDDA, article.id, seen=copy.version, notice=notice)
    (correction,) = corrections_of_article(engine.reader(), article.id)
    assert (correction.was, correction.made_by) == ("We said it was disputed.", "Edda")


def test_writing_goes_on_beside_what_is_live(engine, article, draft):
    publish_article(engine, EDDA, article.id, seen=save(engine, article, draft, seen=1).version)
    copy = save(engine, article, replace(draft, title="The clock stood still"), seen=0)
    assert get_article(engine.reader(), article.id).title == "The clock stopped"
    discard_working_copy(engine, WILLA, ARTICLE, article.id, seen=copy.version)
    assert open_working_copy(engine, ARTICLE, article.id).version == 0
    assert newest_entries(engine.reader(), limit=1)[0].action == "discard_working_copy"


def test_saving_what_is_live_unchanged_is_no_change(engine, article, draft):
    publish_article(engine, EDDA, article.id, seen=save(engine, article, draft, seen=1).version)
    live = open_working_copy(engine, ARTICLE, article.id)
    assert save(engine, article, replace(draft, slug="the-clock-stopped"), seen=0).content == live.content
    assert find_working_copy(engine.reader(), ARTICLE, article.id) is None


def test_the_way_to_readers(engine, article, draft):
    seen = save(engine, article, draft, seen=1).version
    copy = submit(engine, WILLA, ARTICLE, article.id, seen=seen, note="Please look at page 3.")
    assert (copy.state, copy.note) == (WorkingState.SUBMITTED, "Please look at page 3.")
    copy = return_to_writer(engine, EDDA, ARTICLE, article.id, seen=copy.version, note="Page 4, rather.")
    copy = save(engine, article, replace(draft, summary="It stopped in May. [1]"), seen=copy.version)
    assert (copy.state, copy.note) == (WorkingState.RETURNED, "Page 4, rather.")
    copy = submit(engine, WILLA, ARTICLE, article.id, seen=copy.version)
    copy = approve(engine, EDDA, ARTICLE, article.id, seen=copy.version)
    assert copy.state is WorkingState.APPROVED
    copy = save(engine, article, draft, seen=copy.version)
    assert copy.state is WorkingState.WRITING, "what was approved was something else"


def test_steps_are_taken_in_order_and_by_who_saw_the_last_one(engine, article, draft):
    copy = save(engine, article, draft, seen=1)
    with pytest.raises(ConflictError, match="not the step"):
        approve(engine, EDDA, ARTICLE, article.id, seen=copy.version)
    with pytest.raises(ConflictError, match="somebody else"):
        submit(engine, WILLA, ARTICLE, article.id, seen=copy.version - 1)


def test_what_is_scheduled_is_published_once_when_it_is_due(engine, article, draft, monkeypatch):
    soon = datetime.now(UTC) + timedelta(hours=1)
    copy = save(engine, article, draft, seen=1)
    copy = schedule(engine, EDDA, ARTICLE, article.id, seen=copy.version, at=soon)
    with pytest.raises(ConflictError, match="scheduled"):
        save(engine, article, replace(draft, title="Another"), seen=copy.version)
    assert publish_due(engine) == 0
    monkeypatch.setattr(clock, "now", lambda: soon + timedelta(seconds=1))
    assert [publish_due(engine), publish_due(engine)] == [1, 0]
    assert get_article(engine.reader(), article.id).status is ArticleStatus.PUBLISHED
    assert newest_entries(engine.reader(), limit=1)[0].actor_name == "the schedule of Edda"


def test_what_cannot_be_published_when_it_is_due_comes_off_the_schedule(engine, article, draft, monkeypatch):
    soon = datetime.now(UTC) + timedelta(hours=1)
    copy = save(engine, article, draft, seen=1)
    schedule(engine, EDDA, ARTICLE, article.id, seen=copy.version, at=soon)
    late = open_working_copy(engine, QUESTION, draft.question_ids[0])
    gone = QuestionDraft("When did the clock stop?", "Then {ffffff}.", ())
    save_working_copy(engine, WILLA, QUESTION, late.record_id, gone, seen=late.version)
    monkeypatch.setattr(clock, "now", lambda: soon + timedelta(seconds=1))
    assert publish_due(engine) == 0
    copy = open_working_copy(engine, ARTICLE, article.id)
    assert copy.state is WorkingState.APPROVED
    assert "cannot be published with it" in (copy.note or "")


def test_a_moment_that_has_passed_is_none_to_publish_at(engine, article, draft):
    copy = save(engine, article, draft, seen=1)
    with pytest.raises(FormError, match="lie ahead"):
        schedule(engine, EDDA, ARTICLE, article.id, seen=copy.version, at=datetime.now(UTC))


def test_what_is_scheduled_can_be_taken_off(engine, article, draft):
    copy = save(engine, article, draft, seen=1)
    soon = datetime.now(UTC) + timedelta(hours=1)
    copy = schedule(engine, EDDA, ARTICLE, article.id, seen=copy.version, at=soon)
    copy = unschedule(engine, EDDA, ARTICLE, article.id, seen=copy.version)
    assert (copy.state, copy.publish_at) == (WorkingState.APPROVED, None)


def test_an_article_is_withdrawn_with_a_word_to_readers(engine, article, draft):
    publish_article(engine, EDDA, article.id, seen=save(engine, article, draft, seen=1).version)
    with pytest.raises(FormError, match="why"):
        withdraw_article(engine, EDDA, article.id, seen=2, why=" ")
    withdraw_article(engine, EDDA, article.id, seen=2, why="The minutes were of another town.")
    assert get_article(engine.reader(), article.id).status is ArticleStatus.WITHDRAWN
    (notice,) = corrections_of_article(engine.reader(), article.id)
    assert notice.kind is CorrectionKind.RETRACTION
    assert findings(engine) == []


def test_a_question_is_published_by_itself(engine, question, claim):
    publish_question(engine, EDDA, question.id, seen=2)
    assert get_question(engine.reader(), question.id).short_answer == f"In May {{{claim.id}}}."
    assert findings(engine) == []


def test_a_question_that_is_asked_already_is_not_started_again(engine, question):
    with pytest.raises(FormError, match="asks the same"):
        start_question(engine, WILLA, text="when did the clock stop")


@pytest.mark.parametrize("bad", ["a\x00b", "\ud800", "x" * 200_000])
def test_what_no_text_may_hold_is_refused_by_its_field(engine, article, draft, bad):
    with pytest.raises(FormError) as caught:
        save(engine, article, replace(draft, summary=bad), seen=1)
    assert list(caught.value.problems) == ["summary"]
