"""Exporting: files that make an empty database equal to the one they came from."""

from contextlib import closing
from dataclasses import replace

import pytest

from factually_app import clock
from factually_app.domain.correction import CorrectionKind
from factually_app.domain.errors import InputError
from factually_app.domain.pledge import Dispute
from factually_app.domain.staff import Role
from factually_app.domain.typed import TypedEvidence
from factually_app.formats.content_entry import Kind
from factually_app.operations.claims import add_claim
from factually_app.operations.export_files import export_to
from factually_app.operations.import_files import import_paths
from factually_app.operations.import_report import Count
from factually_app.operations.integrity import findings
from factually_app.operations.ledger import seal_ledger
from factually_app.operations.merging import merge_claim, merge_source
from factually_app.operations.notices import Notice
from factually_app.operations.sources import add_source, change_source, retire_source
from factually_app.store.campaigns import find_campaign
from factually_app.store.migrations import migrate
from factually_app.store.pledges import add_to_pledge, insert_pledge
from factually_app.store.sqlite_engine import SqliteEngine
from tests.factories import payment
from tests.importing import article, dump, dump_records, edit, id_of, question, take
from tests.operations.records import a_claim, a_source
from tests.staff import a_member

FILES = [
    "topics",
    "sources",
    "claims",
    "questions",
    "articles",
    "campaigns",
    "ledger_rows",
    "pledges",
    "corrections",
    "moved_records",
    "revisions",
]
LATER = "2026-03-12T12:00:00+00:00"
PAGE = "Checked trains\n\nChecked on June 2, 2025\n\nThey are slow [1].\n\nWant to dive deeper?\nHow slow?\n"


@pytest.fixture
def newsroom(engine, weir, tmp_path, monkeypatch):
    """A database with a past: two versions of things, a pasted page, pledges in all states."""
    monkeypatch.setattr(clock, "stamp", lambda: "2026-03-10T12:00:00+00:00")
    take(engine, weir)
    monkeypatch.setattr(clock, "stamp", lambda: "2026-03-11T12:00:00+00:00")
    edit(weir / "claims.yaml", "The clock tower of Oddly Weir stopped", "The clock of Oddly Weir stood still")
    edit(weir / "articles.yaml", "Little.", "Little, and late.")
    page = tmp_path / "page.txt"
    page.write_text(PAGE, "utf-8")
    take(engine, weir, page, publish=True)
    campaign = find_campaign(engine.reader(), id_of(engine, "campaign", "mend"))
    facts = ({"paid": False}, {}, {"refunded_minor": 200}, {"dispute": Dispute.OPEN}, {"person": "another"})
    made = [payment(f"{n:06x}", campaign, **fact) for n, fact in enumerate(facts, start=1)]
    engine.commit([insert_pledge(pledge) for pledge in made])
    engine.commit([add_to_pledge(replace(made[1], refunded_minor=500, changed_at=LATER))])
    engine.commit([insert_pledge(payment("00000f", None, person=None, paid=False, refunded_minor=9))])
    seal_ledger(engine)
    engine.commit([insert_pledge(payment("000010", campaign, person="a third"))])
    _edit_records(engine)
    return engine


def _edit_records(engine):
    """A draft, a retired and a merged record, sources with a history, and notices of all this."""
    editor = a_member(engine, Role.EDITOR)
    minutes, timetable = id_of(engine, "source", "minutes"), id_of(engine, "source", "timetable")
    change_source(engine, editor, minutes, a_source(title="Minutes, found again", note="One page."), seen=1)
    retire_source(engine, editor, add_source(engine, editor, a_source(title="A forged invoice")).id, seen=1)
    add_claim(engine, editor, a_claim(evidence=(TypedEvidence(timetable),)))
    merge_source(engine, editor, add_source(engine, editor, a_source()).id, timetable, seen=1)
    slow, stopped = id_of(engine, "claim", "slow"), id_of(engine, "claim", "stopped")
    told = Notice(CorrectionKind.CORRECTION, was="Two records.", now="They were one.", place="Part 1")
    merge_claim(engine, editor, slow, stopped, seen=1, notice=told)


@pytest.fixture
def elsewhere(tmp_path):
    """An empty database on another machine."""
    engine = SqliteEngine(tmp_path / "elsewhere.db")
    migrate(engine, at="2026-01-02T00:00:00+00:00")
    with closing(engine):
        yield engine


def test_there_is_a_file_for_each_kind(engine, tmp_path):
    assert export_to(engine, tmp_path / "export") == [tmp_path / "export" / f"{name}.yaml" for name in FILES]


def test_an_import_of_an_export_makes_an_equal_database(newsroom, elsewhere, tmp_path):
    export_to(newsroom, tmp_path / "export")
    import_paths(elsewhere, [tmp_path / "export"], publish=False, dry_run=False, by="somebody else")
    assert dump_records(elsewhere) == dump_records(newsroom)
    assert findings(elsewhere) == []


def test_an_export_of_that_is_the_same_to_the_byte(newsroom, elsewhere, tmp_path):
    first = export_to(newsroom, tmp_path / "first")
    take(elsewhere, tmp_path / "first")
    second = export_to(elsewhere, tmp_path / "second")
    assert [file.read_bytes() for file in first] == [file.read_bytes() for file in second]


def test_an_export_taken_back_changes_nothing(newsroom, tmp_path):
    export_to(newsroom, tmp_path / "export")
    before = dump(newsroom)
    report = take(newsroom, tmp_path / "export")
    assert not any(count.new or count.changed for count in report.counts.values())
    assert dump(newsroom) == before


def test_files_name_records_by_their_reference(newsroom, tmp_path):
    export_to(newsroom, tmp_path / "export")
    text = (tmp_path / "export" / "questions.yaml").read_text("utf-8")
    assert "It stopped on 2 May 1994 {stopped}. The trains were blamed {stopped}." in text


def test_short_answers_come_back_with_public_ids(newsroom, elsewhere, tmp_path):
    export_to(newsroom, tmp_path / "export")
    take(elsewhere, tmp_path / "export")
    assert question(elsewhere, "Q1") == question(newsroom, "Q1")


def test_a_record_with_a_history_of_its_own_keeps_it(newsroom, elsewhere, weir, tmp_path):
    take(elsewhere, weir)
    edit(weir / "articles.yaml", "Little, and late.", "Next to nothing.")
    take(elsewhere, weir)
    export_to(newsroom, tmp_path / "export")
    report = take(elsewhere, tmp_path / "export")
    assert report.counts[Kind.ARTICLE] == Count(new=1, changed=1, same=1)
    assert article(elsewhere, "clock").sections == article(newsroom, "clock").sections
    assert article(elsewhere, "clock").article.version == 3
    assert any("revisions were left aside" in warning for warning in report.warnings)
    assert findings(elsewhere) == []


def test_records_without_their_revisions_begin_anew(newsroom, elsewhere, tmp_path):
    export_to(newsroom, tmp_path / "export")
    (tmp_path / "export" / "revisions.yaml").unlink()
    take(elsewhere, tmp_path / "export")
    assert article(newsroom, "clock").article.version == 3
    assert article(elsewhere, "clock").article.version == 1
    assert findings(elsewhere) == []


def test_a_pledge_only_ever_changes_its_state(newsroom, tmp_path):
    export_to(newsroom, tmp_path / "export")
    pledges = tmp_path / "export" / "pledges.yaml"
    edit(pledges, "amount_minor: 500", "amount_minor: 900")
    before = dump(newsroom)
    with pytest.raises(InputError, match="pledge 000001 is kept already and is another one"):
        take(newsroom, pledges)
    assert dump(newsroom) == before
    edit(pledges, "amount_minor: 900", "amount_minor: 500")
    edit(pledges, "paid: false", "paid: true")
    assert take(newsroom, pledges).counts[Kind.PLEDGE] == Count(changed=2, same=5)
    assert findings(newsroom) == []


def test_a_campaign_with_pledges_keeps_its_kind_and_currency(newsroom, weir):
    edit(weir / "campaigns.yaml", "kind: money", "kind: supporters")
    with pytest.raises(InputError, match="kind and currency of a campaign stand once it has pledges"):
        take(newsroom, weir)


def test_a_pledge_is_in_the_currency_of_its_campaign(newsroom, elsewhere, tmp_path):
    export_to(newsroom, tmp_path / "export")
    edit(tmp_path / "export" / "campaigns.yaml", "currency: EUR", "currency: USD")
    with pytest.raises(InputError, match="the campaign is in USD, so a pledge in EUR does not fit"):
        take(elsewhere, tmp_path / "export")


def test_a_ledger_that_is_there_already_stays_as_it_is(newsroom, tmp_path):
    export_to(newsroom, tmp_path / "export")
    ledger = tmp_path / "export" / "ledger_rows.yaml"
    edit(ledger, "reason: refunded", "reason: lost")
    assert "1 rows of the ledger were left aside" in take(newsroom, ledger).warnings[-1]
    assert findings(newsroom) == []


def test_a_ledger_with_a_gap_is_refused(newsroom, elsewhere, tmp_path):
    export_to(newsroom, tmp_path / "export")
    edit(tmp_path / "export" / "ledger_rows.yaml", "number: 2\n", "number: 9\n")
    with pytest.raises(InputError, match="do not run from 1 without gaps"):
        take(elsewhere, tmp_path / "export")


def test_pledges_without_their_ledger_begin_one(newsroom, elsewhere, tmp_path):
    export_to(newsroom, tmp_path / "export")
    (tmp_path / "export" / "ledger_rows.yaml").unlink()
    take(elsewhere, tmp_path / "export")
    assert findings(elsewhere) == []


def test_a_ledger_that_does_not_account_for_the_pledges_is_balanced(newsroom, elsewhere, tmp_path):
    export_to(newsroom, tmp_path / "export")
    edit(tmp_path / "export" / "pledges.yaml", "person: a third", "person: another")
    take(elsewhere, tmp_path / "export")
    assert findings(elsewhere) == []
    (reason,) = elsewhere.reader().query("SELECT reason FROM ledger ORDER BY number DESC LIMIT 1")
    assert reason == {"reason": "import"}


def test_a_revision_written_twice_is_not_taken_for_a_history(newsroom, elsewhere, tmp_path):
    export_to(newsroom, tmp_path / "export")
    revisions = (tmp_path / "export" / "revisions.yaml").read_text("utf-8")
    (tmp_path / "export" / "revisions-2.yaml").write_text(revisions, "utf-8")
    assert "revisions were left aside" in take(elsewhere, tmp_path / "export").warnings[-1]
    assert findings(elsewhere) == []


def test_a_snapshot_that_is_none_is_told(newsroom, elsewhere, tmp_path):
    export_to(newsroom, tmp_path / "export")
    revisions = tmp_path / "export" / "revisions.yaml"
    edit(revisions, 'snapshot: \'{"about":"the clock tower"', "snapshot: 'about the clock tower")
    with pytest.raises(InputError, match="`snapshot` is not what a record was, written as JSON"):
        take(elsewhere, tmp_path / "export")


# The folder


def test_an_earlier_export_is_replaced_whole(newsroom, tmp_path):
    folder = tmp_path / "export"
    export_to(newsroom, folder)
    (folder / "claims-2.yaml").write_text("claims: []\n", "utf-8")
    (folder / "claims.yaml.part").write_text("cla", "utf-8")
    files = export_to(newsroom, folder)
    assert sorted(folder.iterdir()) == sorted(files)


def test_a_folder_with_anything_else_is_refused_and_left_alone(newsroom, tmp_path):
    folder = tmp_path / "export"
    folder.mkdir()
    (folder / "letter.txt").write_text("Dear Society", "utf-8")
    with pytest.raises(InputError, match=r"the folder holds other files \(letter.txt\); name one"):
        export_to(newsroom, folder)
    assert [file.name for file in folder.iterdir()] == ["letter.txt"]


def test_a_file_where_the_folder_should_be_is_refused(newsroom, tmp_path):
    (tmp_path / "export").write_text("not a folder", "utf-8")
    with pytest.raises(InputError, match="export: the folder cannot be used: file exists"):
        export_to(newsroom, tmp_path / "export")
