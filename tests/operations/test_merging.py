"""Merging claims and sources into others."""

import json
from dataclasses import replace

import pytest

from factually_app.domain.correction import CorrectionKind
from factually_app.domain.draft import QuestionDraft
from factually_app.domain.errors import ConflictError, FormError, NotAllowedError
from factually_app.domain.record import RecordStatus
from factually_app.domain.typed import TypedEvidence
from factually_app.domain.working_copy import WorkingKind
from factually_app.formats.exchange import article_item, canonical, question_item
from factually_app.formats.typed_records import typed_claim
from factually_app.operations.claims import add_claim, change_claim, make_claim_live, restore_claim
from factually_app.operations.integrity import findings
from factually_app.operations.merging import merge_claim, merge_source
from factually_app.operations.notices import Notice
from factually_app.operations.sources import add_source
from factually_app.operations.working_copies import open_working_copy, read_draft, save_working_copy
from factually_app.store.corrections import corrections_of_article, corrections_of_claim
from factually_app.store.moved_records import all_moved, find_moved
from factually_app.store.revisions import revisions_of
from factually_app.store.sources import get_source
from tests.importing import article, claim, dump, id_of, question, take
from tests.operations.records import a_claim, a_founded_claim, a_source, citing, people

TOLD = Notice(CorrectionKind.UPDATE, now="The two records were one.")


@pytest.fixture
def town(engine, weir):
    take(engine, weir)
    yield engine
    assert findings(engine) == []


def merged(engine, **more):
    """Merge `slow` into `stopped`; both stand in the same answer."""
    _, _, editor = people(engine)
    old, new = id_of(engine, "claim", "slow"), id_of(engine, "claim", "stopped")
    merge_claim(engine, editor, old, new, **{"seen": 1, "notice": TOLD, **more})
    return old, new


def test_an_answer_that_held_both_holds_one_and_its_marks_name_it(town):
    old, new = merged(town)
    record = question(town, "Q1")
    assert record.claim_ids == (new,)
    assert record.question.short_answer == (
        f"It stopped on 2 May 1994 {{{new}}}. The trains were blamed {{{new}}}."
    )
    assert question(town, "Q2").claim_ids == (new,)
    assert article(town, "clock").sections[0].claim_ids == (new,)
    assert claim(town, "slow").claim.status is RecordStatus.RETIRED
    assert find_moved(town.reader(), "claim", old) == new


def test_what_changed_has_a_revision_that_says_what_it_is_now(town):
    merged(town)
    for kind, record, item in (
        ("question", question(town, "Q1").question, question_item(question(town, "Q1"))),
        ("article", article(town, "clock").article, article_item(article(town, "clock"))),
    ):
        newest = revisions_of(town.reader(), kind, record.id)[0]
        assert (newest.number, newest.snapshot) == (2, canonical(item))
        assert "was merged into" in newest.note
    assert article(town, "clock").article.status == "published"


def test_order_is_kept_and_positions_have_no_gaps(town):
    _, _, editor = people(town)
    made = add_claim(town, editor, a_founded_claim(town))
    merge_claim(town, editor, id_of(town, "claim", "slow"), made.id, seen=1, notice=TOLD)
    assert question(town, "Q1").claim_ids == (made.id, id_of(town, "claim", "stopped"))
    rows = town.reader().query("SELECT position FROM question_claims ORDER BY question_id, position")
    assert sorted(row["position"] for row in rows) == [1, 1, 2]


def test_a_draft_that_takes_the_place_of_what_is_live_goes_live(town):
    _, _, editor = people(town)
    source = add_source(town, editor, a_source())
    made = add_claim(town, editor, a_claim(evidence=(TypedEvidence(source.id),)))
    merge_claim(town, editor, id_of(town, "claim", "slow"), made.id, seen=1, notice=TOLD)
    assert get_source(town.reader(), source.id).status is RecordStatus.LIVE


def test_another_rating_is_not_slipped_in_by_a_merge(town):
    before = dump_without_staff(town)
    with pytest.raises(FormError, match="say to readers why its rating changes"):
        merged(town, notice=None)
    assert dump_without_staff(town) == before
    _, new = merged(town)
    assert [told.now for told in corrections_of_claim(town.reader(), new)] == ["The two records were one."]


def test_what_is_being_written_names_the_new_claim_too(town):
    writer, *_ = people(town)
    old, new = id_of(town, "claim", "slow"), id_of(town, "claim", "stopped")
    question_id = id_of(town, "question", "Q2")
    draft = QuestionDraft("How slow are the trains?", f"Very {{{old}}}.", (old, new))
    save_working_copy(town, writer.actor, WorkingKind.QUESTION, question_id, draft, seen=0)
    merged(town)
    copy = open_working_copy(town, WorkingKind.QUESTION, question_id)
    assert read_draft(copy) == QuestionDraft("How slow are the trains?", f"Very {{{new}}}.", (new,))
    assert (copy.version, copy.based_on) == (2, 2)
    with pytest.raises(ConflictError):
        save_working_copy(town, writer.actor, WorkingKind.QUESTION, question_id, draft, seen=1)


def test_several_merges_in_a_row_lead_to_the_last(town):
    _, _, editor = people(town)
    old, new = merged(town)
    last = add_claim(town, editor, a_founded_claim(town))
    make_claim_live(town, editor, last.id, seen=1)
    merge_claim(town, editor, new, last.id, seen=1)
    assert find_moved(town.reader(), "claim", old) == last.id
    assert len(list(all_moved(town.reader()))) == 2


def test_notices_about_a_merged_claim_stay_with_the_one_that_stands_for_it(town):
    _, _, editor = people(town)
    _, new = merged(town)
    last = add_claim(town, editor, a_founded_claim(town))
    merge_claim(town, editor, new, last.id, seen=1)
    assert [told.now for told in corrections_of_claim(town.reader(), last.id)] == [TOLD.now]
    article_id = article(town, "clock").article.id
    assert [told.now for told in corrections_of_article(town.reader(), article_id)] == [TOLD.now]


def test_what_cannot_be_merged_is_refused_with_a_sentence(town):
    _, reviewer, editor = people(town)
    slow, stopped = id_of(town, "claim", "slow"), id_of(town, "claim", "stopped")
    with pytest.raises(NotAllowedError):
        merge_claim(town, reviewer, slow, stopped, seen=1)
    with pytest.raises(ConflictError):
        merge_claim(town, editor, slow, stopped, seen=9)
    with pytest.raises(FormError, match="into itself"):
        merge_claim(town, editor, slow, slow, seen=1)
    merged(town)
    with pytest.raises(FormError, match="merged already"):
        merge_claim(town, editor, slow, stopped, seen=2)
    with pytest.raises(FormError, match="that is in use"):
        merge_claim(town, editor, stopped, slow, seen=1)
    with pytest.raises(FormError, match="merged into another one"):
        make_claim_live(town, editor, slow, seen=2)


def test_a_source_is_merged_in_claims_checks_and_drafts(town):
    _, _, editor = people(town)
    old, new = id_of(town, "source", "timetable"), id_of(town, "source", "minutes")
    merge_source(town, editor, old, new, seen=1)
    assert {item.source.id for item in claim(town, "stopped").evidence} == {new}
    assert [cited.source.id for cited in article(town, "clock").sources] == [new, new]
    assert claim(town, "stopped").claim.version == article(town, "clock").article.version == 2
    assert get_source(town.reader(), old).status is RecordStatus.RETIRED
    newest = revisions_of(town.reader(), "claim", id_of(town, "claim", "stopped"))[0]
    assert [row["source"] for row in json.loads(newest.snapshot)["evidence"]] == [new, new]


def test_a_restored_version_names_the_source_that_stands_now(town):
    from_then = citing(town, "timetable")
    _, _, editor = people(town)
    stopped, minutes = id_of(town, "claim", "stopped"), id_of(town, "source", "minutes")
    merge_source(town, editor, from_then.source_id, minutes, seen=1)
    typed = typed_claim(claim(town, "stopped"))
    change_claim(town, editor, stopped, replace(typed, evidence=typed.evidence[:1]), seen=2)
    restore_claim(town, editor, stopped, 1, seen=3)
    assert [item.source.id for item in claim(town, "stopped").evidence] == [minutes, minutes]


def dump_without_staff(engine):
    people(engine)
    return dump(engine)
