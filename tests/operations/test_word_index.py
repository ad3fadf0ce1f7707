"""Whatever is added, changed, merged, retired, imported and taken out: the index says what the tables say."""

import tempfile
from contextlib import ExitStack, closing
from dataclasses import replace
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, precondition, rule

from factually_app.domain.match import MatchKind
from factually_app.domain.record import RecordStatus
from factually_app.domain.staff import Role
from factually_app.domain.stems import added_stems
from factually_app.operations.claims import add_claim, change_claim, retire_claim
from factually_app.operations.merging import merge_claim, merge_source
from factually_app.operations.sources import add_source, change_source
from factually_app.store.claims import get_claim
from factually_app.store.engine import Statement
from factually_app.store.finding import find_records
from factually_app.store.matching import find_matches
from factually_app.store.migrations import migrate
from factually_app.store.moved_records import find_moved
from factually_app.store.others_claims import put_others_claim
from factually_app.store.sources import get_source
from factually_app.store.sqlite_engine import SqliteEngine
from factually_app.store.word_index import index_faults, merge_index, verify_index
from tests.conftest import AT
from tests.factories import others_claim
from tests.operations.records import a_claim, a_source
from tests.staff import a_member

VOCABULARY = ["bell", "clock", "ladder", "tower", "train", "café", "weir"]
LANGUAGES = st.sampled_from(["", "en", "de", "fr"])
TEXTS = st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=4).map(" ".join)


class Records(RuleBasedStateMachine):
    """A newsroom that does anything at all with its records."""

    claims = Bundle("claims")
    sources = Bundle("sources")

    def __init__(self):
        super().__init__()
        self.stack = ExitStack()
        folder = self.stack.enter_context(tempfile.TemporaryDirectory())
        self.engine = self.stack.enter_context(closing(SqliteEngine(Path(folder) / "factually.db")))
        migrate(self.engine, at=AT)
        self.editor = a_member(self.engine, Role.EDITOR)
        self.texts, self.theirs = {}, {}

    def teardown(self):
        self.stack.close()

    @rule(target=claims, text=TEXTS)
    def add(self, text):
        made = add_claim(self.engine, self.editor, a_claim(text=text, about="", another=True))
        self.texts[made.id] = text
        return made.id

    @rule(target=sources, title=TEXTS)
    def add_source(self, title):
        return add_source(self.engine, self.editor, a_source(title=title, another=True)).id

    @rule(claim_id=claims, text=TEXTS)
    def change(self, claim_id, text):
        seen = get_claim(self.engine.reader(), claim_id).version
        change_claim(self.engine, self.editor, claim_id, a_claim(text=text, about=""), seen=seen)
        self.texts[claim_id] = text

    @rule(source_id=sources, title=TEXTS)
    def change_source(self, source_id, title):
        seen = get_source(self.engine.reader(), source_id).version
        change_source(self.engine, self.editor, source_id, a_source(title=title), seen=seen)

    @rule(claim_id=claims)
    def retire(self, claim_id):
        retire_claim(
            self.engine, self.editor, claim_id, seen=get_claim(self.engine.reader(), claim_id).version
        )

    @rule(old=claims, new=claims)
    def merge(self, old, new):
        db = self.engine.reader()
        kept = get_claim(db, new)
        if old != new and kept.status is not RecordStatus.RETIRED and not find_moved(db, "claim", old):
            merge_claim(self.engine, self.editor, old, new, seen=get_claim(db, old).version)

    @rule(old=sources, new=sources)
    def merge_source(self, old, new):
        db = self.engine.reader()
        kept = get_source(db, new)
        if old != new and kept.status is not RecordStatus.RETIRED and not find_moved(db, "source", old):
            merge_source(self.engine, self.editor, old, new, seen=get_source(db, old).version)

    @rule(
        puts=st.lists(st.tuples(st.sampled_from("abcd"), TEXTS), min_size=1, max_size=4), language=LANGUAGES
    )
    def put_theirs(self, puts, language):
        """Some are new, some replace others, some both in one batch."""
        made = [others_claim(ref=ref, text=text, language=language) for ref, text in puts]
        made = [replace(claim, stems=added_stems(claim.words, said=language)) for claim in made]
        self.engine.commit([put_others_claim(claim) for claim in made])
        self.theirs.update({claim.id: claim.text for claim in made})

    @rule(ref=st.sampled_from("abcd"), text=TEXTS, comes_back=st.booleans())
    def take_theirs_out(self, ref, text, comes_back):
        """No operation does this yet; the index would follow, even when the number is given anew at once."""
        gone, new = others_claim(ref=ref), others_claim(ref="z", text=text)
        self.engine.commit(
            [
                Statement("DELETE FROM others_claims WHERE id = :id", {"id": gone.id}),
                *([put_others_claim(new)] if comes_back else []),
            ]
        )
        self.theirs.pop(gone.id, None)
        if comes_back:
            self.theirs[new.id] = text

    @rule()
    def merge_the_index(self):
        self.engine.commit([merge_index(10)])

    @invariant()
    def the_index_holds_the_texts_and_nothing_else(self):
        self.engine.commit([verify_index()])

    @precondition(lambda self: self.texts or self.theirs)
    @invariant()
    def each_word_matches_who_holds_it(self):
        db = self.engine.reader()
        for word in VOCABULARY:
            ours = {
                id_ for id_, text in self.texts.items() if word in text.split() and not self.is_retired(id_)
            }
            theirs = {id_ for id_, text in self.theirs.items() if word in text.split()}
            found = find_matches(db, word, kinds=[MatchKind.CLAIM], limit=500, drafts=True)
            assert {match.id for match in found} == ours | theirs

    def is_retired(self, claim_id):
        return get_claim(self.engine.reader(), claim_id).status is RecordStatus.RETIRED

    @invariant()
    def nothing_is_out_of_date(self):
        assert index_faults(self.engine.reader()) == []

    @precondition(lambda self: self.texts)
    @invariant()
    def each_word_finds_who_holds_it(self):
        db = self.engine.reader()
        for word in VOCABULARY:
            holders = {id_ for id_, text in self.texts.items() if word in text.split()}
            assert set(find_records(db, "claim", word, limit=1_000, any_status=True)) == holders


TestRecords = Records.TestCase
TestRecords.settings = settings(max_examples=25, stateful_step_count=12)
