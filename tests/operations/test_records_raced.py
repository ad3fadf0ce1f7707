"""What happens between reading a claim or source and writing it: the guards of the batch notice."""

from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

import pytest

from factually_app.domain.draft import QuestionDraft
from factually_app.domain.errors import ConflictError
from factually_app.domain.typed import TypedEvidence
from factually_app.domain.working_copy import WorkingKind
from factually_app.operations.claims import add_claim, change_claim, make_claim_live
from factually_app.operations.integrity import findings
from factually_app.operations.merging import merge_claim, merge_source
from factually_app.operations.publishing import publish_question
from factually_app.operations.record_batches import changed_claim
from factually_app.operations.sources import add_source, change_source, retire_source
from factually_app.operations.starting import start_question
from factually_app.operations.whole_records import claim_record
from factually_app.operations.working_copies import save_working_copy
from factually_app.store.question_statements import insert_claim_link
from factually_app.store.record_statements import make_claims_live
from tests.importing import dump, id_of, take
from tests.operations.records import a_claim, a_founded_claim, a_source, people


@dataclass
class Raced:
    """The real engine, but somebody else commits a batch just before ours."""

    engine: Any
    first: list
    between: Any = None

    def commit(self, batch):
        self.engine.commit(self.first)
        self.between = dump(self.engine)
        self.engine.commit(batch)

    def __getattr__(self, name):
        return getattr(self.engine, name)


@pytest.fixture
def town(engine, weir):
    take(engine, weir)
    return engine


@contextmanager
def refused(town, first):
    """Expect a conflict that leaves behind nothing but what somebody else did."""
    raced = Raced(town, first)
    with pytest.raises(ConflictError):
        yield raced
    assert raced.between == dump(town)


def test_a_question_that_begins_to_use_a_claim_stops_its_merge(town):
    _, _, editor = people(town)
    old = add_claim(town, editor, a_claim())
    link = insert_claim_link(id_of(town, "question", "Q1.1"), old.id, position=1)
    with refused(town, [link]) as raced:
        merge_claim(raced, editor, old.id, id_of(town, "claim", "stopped"), seen=1)


def test_a_claim_that_begins_to_cite_a_source_stops_its_merge(town):
    _, _, editor = people(town)
    old = add_source(town, editor, a_source())
    citing = add_claim(town, editor, a_claim())
    raced_claim = a_claim(evidence=(TypedEvidence(old.id),))

    class Citing(Raced):
        def commit(self, batch):
            change_claim(self.engine, editor, citing.id, raced_claim, seen=1)
            self.engine.commit(batch)

    with pytest.raises(ConflictError):
        merge_source(Citing(town, []), editor, old.id, id_of(town, "source", "minutes"), seen=1)
    assert findings(town) == []


def test_a_source_that_is_retired_meanwhile_takes_no_place(town):
    _, _, editor = people(town)
    old, new = add_source(town, editor, a_source()), add_source(town, editor, a_source(title="Another"))

    class Retiring(Raced):
        def commit(self, batch):
            retire_source(self.engine, editor, new.id, seen=1)
            self.engine.commit(batch)

    with pytest.raises(ConflictError):
        merge_source(Retiring(town, []), editor, old.id, new.id, seen=1)
    assert findings(town) == []


def test_a_draft_that_goes_live_meanwhile_is_not_changed_by_a_writer(town):
    writer, *_ = people(town)
    made = add_claim(town, writer, a_founded_claim(town))
    with refused(town, make_claims_live([made.id])) as raced:
        change_claim(raced, writer, made.id, a_founded_claim(town, text="It flew."), seen=1)


def test_a_claim_that_is_published_meanwhile_does_not_change_its_rating_unsaid(town):
    _, reviewer, _ = people(town)
    made = add_claim(town, reviewer, a_founded_claim(town))
    make_claim_live(town, reviewer, made.id, seen=1)
    link = insert_claim_link(id_of(town, "question", "Q1.1"), made.id, position=1)
    with refused(town, [link]) as raced:
        change_claim(raced, reviewer, made.id, a_founded_claim(town, rating="disputed"), seen=2)


def test_evidence_that_goes_while_a_claim_goes_live_keeps_it_a_draft(town):
    writer, reviewer, _ = people(town)
    made = add_claim(town, writer, a_founded_claim(town))
    old = claim_record(town, made.id)
    bare = replace(old, claim=replace(old.claim, version=2), evidence=())
    with refused(town, changed_claim(old, bare, writer.actor)) as raced:
        make_claim_live(raced, reviewer, made.id, seen=1)


def test_evidence_that_goes_while_its_answer_is_published_keeps_both_drafts(town):
    writer, _, editor = people(town)
    made = add_claim(town, writer, a_founded_claim(town))
    question = start_question(town, writer.actor, text="How short was the ladder?")
    draft = QuestionDraft(question.text, f"Too short {{{made.id}}}.", (made.id,), ())
    save_working_copy(town, writer.actor, WorkingKind.QUESTION, question.id, draft, seen=1)
    old = claim_record(town, made.id)
    bare = replace(old, claim=replace(old.claim, version=2), evidence=())
    with refused(town, changed_claim(old, bare, writer.actor)) as raced:
        publish_question(raced, editor.actor, question.id, seen=2)


def test_two_who_save_at_once_do_not_overwrite_each_other(town):
    _, reviewer, editor = people(town)
    minutes = id_of(town, "source", "minutes")

    class Saving(Raced):
        def commit(self, batch):
            change_source(self.engine, editor, minutes, a_source(title="First"), seen=1)
            self.engine.commit(batch)

    with pytest.raises(ConflictError):
        change_source(Saving(town, []), reviewer, minutes, a_source(title="Second"), seen=1)
    assert findings(town) == []
