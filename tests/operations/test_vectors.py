"""Vectors follow their texts, whatever is done with records; who makes them, and what is found wrong."""

import tempfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from dataclasses import replace
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule

from factually_app.domain.record import RecordStatus
from factually_app.domain.staff import Role
from factually_app.operations.claims import add_claim, change_claim, retire_claim
from factually_app.operations.integrity import findings
from factually_app.operations.merging import merge_claim
from factually_app.operations.rebuild import rebuild
from factually_app.operations.vectors import VectorKeeper, alone, fill_vectors
from factually_app.store.claims import get_claim
from factually_app.store.engine import Statement
from factually_app.store.migrations import migrate
from factually_app.store.moved_records import find_moved
from factually_app.store.others_claims import put_others_claim
from factually_app.store.sqlite_engine import SqliteEngine
from factually_app.store.vectors import count_due, due_texts, put_vector, vectors_since, wrong_vectors
from tests.conftest import AT
from tests.factories import Newsroom, others_claim
from tests.importing import WEIR, take
from tests.meanings import LetterEncoder
from tests.operations.records import a_claim
from tests.staff import a_member

TEXTS = st.sampled_from(["The bell rang.", "The clock stopped.", "A train came.", "The weir broke."])


def filled(engine, encoder):
    return sum(fill_vectors(engine, encoder))


def kept(engine, encoder):
    """Return the vectors that are kept, by the numbers of their texts."""
    found = vectors_since(engine.reader(), encoder.model, 0, most=10_000)
    return {one.number: one.vector for one in found}


def anew(engine, encoder):
    """Return the vectors of all texts as they are now."""
    rows = engine.reader().query(
        """
        SELECT number, indexed AS words, language FROM search_entries
         UNION ALL
        SELECT number, indexed, language FROM others_claims
        """
    )
    return {row["number"]: encoder.encode_record(row["words"], row["language"]) for row in rows}


class Vectors(RuleBasedStateMachine):
    """A newsroom that changes its claims, those of others, and makes vectors now and then."""

    claims = Bundle("claims")

    def __init__(self):
        super().__init__()
        self.stack = ExitStack()
        folder = self.stack.enter_context(tempfile.TemporaryDirectory())
        self.engine = self.stack.enter_context(closing(SqliteEngine(Path(folder) / "factually.db")))
        migrate(self.engine, at=AT)
        self.editor = a_member(self.engine, Role.EDITOR)
        self.encoder = LetterEncoder()
        self.newest = 0

    def teardown(self):
        self.stack.close()

    @rule(target=claims, text=TEXTS)
    def add(self, text):
        return add_claim(self.engine, self.editor, a_claim(text=text, about="", another=True)).id

    @rule(claim_id=claims, text=TEXTS)
    def change(self, claim_id, text):
        seen = get_claim(self.engine.reader(), claim_id).version
        change_claim(self.engine, self.editor, claim_id, a_claim(text=text, about=""), seen=seen)

    @rule(claim_id=claims)
    def retire(self, claim_id):
        seen = get_claim(self.engine.reader(), claim_id).version
        retire_claim(self.engine, self.editor, claim_id, seen=seen)

    @rule(old=claims, new=claims)
    def merge(self, old, new):
        db = self.engine.reader()
        is_there = get_claim(db, new).status is not RecordStatus.RETIRED
        if old != new and is_there and not find_moved(db, "claim", old):
            merge_claim(self.engine, self.editor, old, new, seen=get_claim(db, old).version)

    @rule(ref=st.sampled_from("abc"), text=TEXTS, language=st.sampled_from(["", "en", "de"]))
    def put_theirs(self, ref, text, language):
        self.engine.commit([put_others_claim(others_claim(ref=ref, text=text, language=language))])

    @rule(ref=st.sampled_from("abc"))
    def take_theirs_out(self, ref):
        gone = others_claim(ref=ref).id
        self.engine.commit([Statement("DELETE FROM others_claims WHERE id = :id", {"id": gone})])

    @rule()
    def fill(self):
        filled(self.engine, self.encoder)
        assert count_due(self.engine.reader(), self.encoder.model) == 0

    @invariant()
    def no_vector_is_of_another_text_than_is_kept(self):
        right = anew(self.engine, self.encoder)
        assert kept(self.engine, self.encoder).items() <= right.items()
        assert list(wrong_vectors(self.engine.reader())) == []

    @invariant()
    def what_came_since_is_all_that_is_new(self):
        new = vectors_since(self.engine.reader(), self.encoder.model, self.newest, most=1_000)
        assert all(one.serial > self.newest for one in new)
        self.newest = max([self.newest, *(one.serial for one in new)])


TestVectors = Vectors.TestCase
TestVectors.settings = settings(max_examples=20, stateful_step_count=12)


def test_all_kinds_get_one_and_texts_in_other_languages_an_empty_one(engine):
    newsroom, encoder = Newsroom(engine), LetterEncoder()
    source = newsroom.source("Minutes of the clock committee")
    newsroom.claim("The clock stopped.")
    newsroom.question("When did it stop?")
    newsroom.article(newsroom.topic(), "The clock stopped", cited=[source, source])
    theirs = others_claim(text="Die Glocke hat geläutet.", language="de")
    engine.commit([put_others_claim(theirs)])
    assert filled(engine, encoder) == 5
    vectors = kept(engine, encoder)
    assert len(vectors) == 5
    assert [number for number, vector in vectors.items() if not vector] == [40_000_000]
    assert filled(engine, encoder) == 0


def test_another_model_makes_all_of_them_anew(engine):
    Newsroom(engine).claim("The clock stopped.")
    old, new = LetterEncoder(b"letters1"), LetterEncoder(b"letters2")
    assert filled(engine, old) == filled(engine, new) == 1
    assert not kept(engine, old)
    assert len(kept(engine, new)) == 1


def test_a_text_that_changes_while_its_vector_is_made_keeps_none(engine):
    encoder = LetterEncoder()
    engine.commit([put_others_claim(others_claim(text="The bell rang."))])
    (due,) = due_texts(engine.reader(), encoder.model, after=-1, most=10)
    engine.commit([put_others_claim(others_claim(text="The clock stopped."))])
    engine.commit([put_vector(due, encoder.model, encoder.encode_record(due.words, ""))])
    assert kept(engine, encoder) == {}
    assert count_due(engine.reader(), encoder.model) == 1


def test_many_are_made_piece_by_piece_on_several_threads(engine):
    claims = [others_claim(ref=str(n), text=f"Bell number {n} rang.") for n in range(150)]
    engine.commit([put_others_claim(claim) for claim in claims])
    encoder = LetterEncoder()
    with ThreadPoolExecutor(2) as pool:
        assert list(fill_vectors(engine, encoder, each=pool.map)) == [64, 64, 22]
    assert kept(engine, encoder) == anew(engine, encoder)


def test_a_server_looks_again_when_the_edition_changed_or_after_a_minute(engine, tmp_path):
    newsroom, encoder = Newsroom(engine), LetterEncoder()
    keeper = VectorKeeper(engine, encoder, tmp_path / "lock")
    newsroom.claim("The clock stopped.")
    assert keeper.look(0.0) == 1
    engine.commit([put_others_claim(others_claim())])
    assert keeper.look(2.0) == 0
    assert keeper.look(61.0) == 1
    engine.commit(
        [put_others_claim(others_claim("x")), Statement("UPDATE edition SET content = content + 1")]
    )
    assert keeper.look(63.0) == 1


def test_one_process_at_a_time_makes_them(engine, tmp_path):
    Newsroom(engine).claim("The clock stopped.")
    keeper = VectorKeeper(engine, LetterEncoder(), tmp_path / "lock")
    with alone(tmp_path / "lock") as is_alone:
        assert is_alone
        assert keeper.look(0.0) == 0
    assert keeper.look(0.0) == 1


def test_a_vector_of_other_words_is_found_and_forgotten(engine):
    take(engine, WEIR)
    assert findings(engine) == []
    encoder = LetterEncoder()
    made = filled(engine, encoder)
    assert findings(engine) == []
    engine.commit([Statement("UPDATE search_vectors SET text_hash = zeroblob(16) WHERE number = 30000000")])
    assert findings(engine) == [
        "the vector of text 30000000 was made of other words; `factually rebuild` forgets it"
    ]
    rebuild(engine)
    assert findings(engine) == []
    assert count_due(engine.reader(), encoder.model) == 1
    assert len(kept(engine, encoder)) == made - 1


def test_a_claim_of_others_that_says_it_is_in_another_language_gets_its_vector_anew(engine):
    encoder = LetterEncoder()
    claim = others_claim(text="The bell rang.", language="en")
    engine.commit([put_others_claim(claim)])
    filled(engine, encoder)
    engine.commit([put_others_claim(claim)])
    assert count_due(engine.reader(), encoder.model) == 0
    engine.commit([put_others_claim(replace(claim, language="de"))])
    assert count_due(engine.reader(), encoder.model) == 1
