"""No rating without evidence reaches readers, on whichever way"""

from dataclasses import replace
from pathlib import Path

import pytest

from factually_app.domain.correction import CorrectionKind
from factually_app.domain.draft import ArticleDraft, DraftSection, QuestionDraft
from factually_app.domain.errors import ConflictError, FormError, InputError
from factually_app.domain.finding import Weight
from factually_app.domain.rating import Rating
from factually_app.domain.record import RecordStatus
from factually_app.domain.working_copy import WorkingKind
from factually_app.formats.typed_records import typed_claim
from factually_app.operations.claims import add_claim, change_claim, make_claim_live, retire_claim
from factually_app.operations.integrity import findings
from factually_app.operations.lint import lint
from factually_app.operations.merging import merge_claim
from factually_app.operations.notices import Notice
from factually_app.operations.publishing import publish_article, publish_question
from factually_app.operations.review import submit
from factually_app.operations.starting import start_article, start_question
from factually_app.operations.whole_records import claim_record
from factually_app.operations.working_copies import save_working_copy
from factually_app.store.claims import get_claim
from factually_app.store.engine import Statement
from factually_app.store.questions import get_question
from tests.importing import id_of, take
from tests.operations.records import a_claim, a_founded_claim, citing, people

NEEDS = "add evidence"
ASSERTING = [rating for rating in Rating if rating is not Rating.UNPROVEN]


@pytest.fixture
def town(engine, weir):
    take(engine, weir)
    return engine


@pytest.fixture
def bare(town):
    """A draft with a figure, a rating, and nothing that it could be followed to."""
    writer, _, _ = people(town)
    return add_claim(town, writer, a_claim(text="The cheese is 93 per cent holes.", kind="figure"))


def answered_by(engine, claim_id, answer="It is mostly holes {%s}."):
    """Return a draft question that rests on a claim, and the version of its working copy."""
    writer, _, _ = people(engine)
    made = start_question(engine, writer.actor, text="What is the cheese made of?")
    draft = QuestionDraft(made.text, answer.replace("%s", claim_id), (claim_id,))
    copy = save_working_copy(engine, writer.actor, WorkingKind.QUESTION, made.id, draft, seen=1)
    return made, copy.version


def stops(engine, draft):
    return [found.sentence for found in lint(engine, draft) if found.weight is Weight.STOPS]


@pytest.mark.parametrize("rating", ASSERTING)
def test_a_claim_with_any_rating_that_says_something_does_not_go_live_without(town, rating):
    writer, reviewer, _ = people(town)
    made = add_claim(town, writer, a_claim(rating=rating.value))
    with pytest.raises(FormError, match=NEEDS):
        make_claim_live(town, reviewer, made.id, seen=1)
    assert get_claim(town.reader(), made.id).status is RecordStatus.DRAFT


def test_unproven_says_nothing_and_may_stand_alone(town):
    writer, reviewer, _ = people(town)
    made = add_claim(town, writer, a_claim(rating="unproven"))
    assert make_claim_live(town, reviewer, made.id, seen=1).status is RecordStatus.LIVE


def test_an_answer_that_rests_on_it_is_not_submitted_and_not_published(town, bare):
    writer, _, editor = people(town)
    question, version = answered_by(town, bare.id)
    for step in (
        lambda: submit(town, writer.actor, WorkingKind.QUESTION, question.id, seen=version),
        lambda: publish_question(town, editor.actor, question.id, seen=version),
    ):
        with pytest.raises(FormError, match="rated “Supported”, and no evidence is recorded"):
            step()
    assert get_question(town.reader(), question.id).status is RecordStatus.DRAFT


def test_an_article_is_stopped_wherever_it_rests_on_it(town, bare):
    _, _, editor = people(town)
    question, _ = answered_by(town, bare.id)
    article = start_article(town, editor.actor, title="The cheese of Oddly Weir", topic_slug="oddly-weir")
    whole = ArticleDraft(
        title=article.title,
        topic="oddly-weir",
        checked_on="2026-01-31",
        sections=(DraftSection("Holes", "", "It has some."),),
    )
    for nth, (draft, place) in enumerate(
        (
            (replace(whole, sections=(replace(whole.sections[0], claim_ids=(bare.id,)),)), "Section 1: “The"),
            (replace(whole, claim_id=bare.id), "“The cheese is 93 per cent holes.” is rated"),
            (
                replace(whole, question_ids=(question.id,)),
                "The answer to “What is the cheese made of?”: “The",
            ),
        ),
        start=1,
    ):
        (found,) = stops(town, draft)
        assert found.startswith(place)
        save_working_copy(town, editor.actor, WorkingKind.ARTICLE, article.id, draft, seen=nth)
        with pytest.raises(FormError, match="no evidence is recorded"):
            publish_article(town, editor.actor, article.id, seen=nth + 1)


def test_a_live_answer_below_an_article_counts_too(town):
    forget_evidence(town, id_of(town, "claim", "stopped"))
    draft = ArticleDraft(
        title="The clock",
        topic="oddly-weir",
        checked_on="2026-01-31",
        sections=(DraftSection("Stopped", "", "It did."),),
        question_ids=(id_of(town, "question", "Q1"),),
    )
    assert [found[:40] for found in stops(town, draft)] == ["The answer to “When did the clock stop?”"]


def test_evidence_is_not_taken_from_what_readers_see(town):
    _, _, editor = people(town)
    stopped = id_of(town, "claim", "stopped")
    typed = replace(typed_claim(claim_record(town, stopped)), evidence=())
    with pytest.raises(FormError, match=NEEDS):
        change_claim(town, editor, stopped, typed, seen=1)
    told = Notice(CorrectionKind.CORRECTION, now="Nothing shows it.", was="It stopped.")
    changed = change_claim(town, editor, stopped, replace(typed, rating="unproven"), seen=1, notice=told)
    assert changed.rating is Rating.UNPROVEN


def test_a_live_claim_is_not_rated_without(town):
    writer, reviewer, _ = people(town)
    made = add_claim(town, writer, a_claim(rating="unproven"))
    make_claim_live(town, reviewer, made.id, seen=1)
    with pytest.raises(FormError, match=NEEDS):
        change_claim(town, reviewer, made.id, a_claim(rating="disputed"), seen=2)
    changed = change_claim(town, reviewer, made.id, a_founded_claim(town, rating="disputed"), seen=2)
    assert changed.rating is Rating.DISPUTED


def test_it_takes_no_other_claims_place(town, bare):
    _, _, editor = people(town)
    slow = id_of(town, "claim", "slow")
    with pytest.raises(FormError) as refused:
        merge_claim(town, editor, slow, bare.id, seen=1)
    assert list(refused.value.problems) == ["into"]
    assert get_claim(town.reader(), slow).status is RecordStatus.LIVE


def test_what_was_retired_comes_back_with_evidence_alone(town, bare):
    _, _, editor = people(town)
    retire_claim(town, editor, bare.id, seen=1)
    with pytest.raises(FormError, match=NEEDS):
        make_claim_live(town, editor, bare.id, seen=2)
    typed = a_claim(text=bare.text, kind="figure", evidence=(citing(town, "minutes"),))
    change_claim(town, editor, bare.id, typed, seen=2)
    assert make_claim_live(town, editor, bare.id, seen=3).status is RecordStatus.LIVE


def test_every_sentence_of_an_answer_rests_on_a_claim(town):
    _, _, editor = people(town)
    stopped = id_of(town, "claim", "stopped")
    question, version = answered_by(town, stopped, "It stopped {%s}. Nobody minded.")
    with pytest.raises(FormError, match=r"No claim stands behind “Nobody minded\.”"):
        publish_question(town, editor.actor, question.id, seen=version)


def test_an_answer_without_words_may_rest_on_its_claims_alone(town):
    _, _, editor = people(town)
    question, version = answered_by(town, id_of(town, "claim", "stopped"), "")
    publish_question(town, editor.actor, question.id, seen=version)
    assert get_question(town.reader(), question.id).status is RecordStatus.LIVE


def test_the_database_has_the_last_word(town, bare):
    stopped = id_of(town, "claim", "stopped")
    for sql in (
        "UPDATE claims SET status = 'live' WHERE id = :bare",
        "UPDATE claims SET rating = 'disputed', status = 'live' WHERE id = :bare",
    ):
        with pytest.raises(ConflictError, match="is rated, and has no evidence"):
            town.commit([Statement(sql, {"bare": bare.id})])
    forget_evidence(town, stopped)
    with pytest.raises(ConflictError, match="is rated, and has no evidence"):
        town.commit([Statement("UPDATE claims SET version = 2 WHERE id = :id", {"id": stopped})])


def test_what_got_by_in_an_older_version_is_found(town):
    stopped = id_of(town, "claim", "stopped")
    forget_evidence(town, stopped)
    assert findings(town) == [
        f"the claim {stopped} is rated, readers see it, and no evidence is recorded for it"
    ]


def test_an_import_names_file_and_line(town, write):
    lines = ["- id: cheese", "  text: The cheese is 93 per cent holes.", "  rating: supported"]
    with pytest.raises(InputError) as refused:
        take(town, write("claims.yaml", "\n".join(lines)))
    (problem,) = refused.value.problems
    assert (Path(problem.file).name, problem.line) == ("claims.yaml", 3)
    assert problem.message.startswith("`rating` is 'supported', but there is no `evidence`: add a source")
    for more in ("  rating: unproven", "  rating: disputed\n  status: draft"):
        take(town, write("claims.yaml", "\n".join([*lines[:2], more])))


def test_an_import_warns_of_a_sentence_that_no_claim_stands_behind(town, write):
    file = write(
        "questions.yaml",
        "- id: Q9\n  question: Who minded?\n  short_answer: It stopped {stopped}. Nobody minded.\n"
        "  claims: [stopped]",
    )
    report = take(town, file)
    (warning,) = report.warnings
    assert warning.endswith("questions.yaml:3: no claim stands behind “Nobody minded.”")


def forget_evidence(engine, claim_id):
    """Let a claim be as an older version of the newsroom let it go live."""
    engine.commit([Statement("DELETE FROM evidence WHERE claim_id = :id", {"id": claim_id})])
