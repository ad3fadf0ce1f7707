"""Sources as staff write them."""

import pytest

from factually_app.domain.errors import ConflictError, FormError, NotAllowedError
from factually_app.domain.record import RecordStatus
from factually_app.domain.source_check import Outcome, SourceCheck
from factually_app.formats.typed_records import typed_source
from factually_app.operations.integrity import findings
from factually_app.operations.sources import (
    add_source,
    change_source,
    make_source_live,
    restore_source,
    retire_source,
)
from factually_app.store.revisions import revisions_of
from factually_app.store.source_checks import find_check, put_check
from factually_app.store.sources import get_source
from tests.importing import dump, id_of, take
from tests.operations.records import a_source, people


@pytest.fixture
def town(engine, weir):
    take(engine, weir)
    yield engine
    assert findings(engine) == []


def typed(engine, source_id, **fields):
    return a_source(**{**vars(typed_source(get_source(engine.reader(), source_id))), **fields})


def test_a_writer_adds_a_source_as_a_draft_and_changes_it(town):
    writer, *_ = people(town)
    made = add_source(town, writer, a_source(author="Ada Slow", published="1994"))
    assert (made.status, made.slug) == (RecordStatus.DRAFT, "invoice-for-a-ladder")
    change_source(town, writer, made.id, a_source(title="Two invoices"), seen=1)
    kept = get_source(town.reader(), made.id)
    assert (kept.title, kept.author, kept.version) == ("Two invoices", None, 2)
    assert [made.number for made in revisions_of(town.reader(), "source", made.id)] == [2, 1]


def test_everything_that_is_wrong_is_said_at_once(town):
    writer, *_ = people(town)
    bad = a_source(
        title="",
        publisher="",
        published="soon",
        address="javascript:alert(1)",
        archive_address="https://a b",
        language="the one of the weir",
        note="\x00",
    )
    with pytest.raises(FormError) as raised:
        add_source(town, writer, bad)
    fields = ("title", "publisher", "published", "address", "archive_address", "language", "note")
    assert set(raised.value.problems) == {f"source-{field}" for field in fields}


def test_the_first_change_of_an_imported_source_keeps_what_was_there_before(town):
    _, reviewer, _ = people(town)
    minutes = id_of(town, "source", "minutes")
    assert revisions_of(town.reader(), "source", minutes) == []
    change_source(town, reviewer, minutes, typed(town, minutes, title="Minutes, found again"), seen=1)
    assert [made.number for made in revisions_of(town.reader(), "source", minutes)] == [2, 1]
    restored = restore_source(town, reviewer, minutes, 1, seen=2)
    assert (restored.title, restored.version) == ("Minutes of the clock committee", 3)


def test_an_import_that_changes_a_source_goes_on_with_its_revisions(town, weir):
    _, reviewer, _ = people(town)
    minutes = id_of(town, "source", "minutes")
    change_source(town, reviewer, minutes, typed(town, minutes, title="Minutes, found again"), seen=1)
    take(town, weir)
    assert get_source(town.reader(), minutes).title == "Minutes of the clock committee"
    assert [made.number for made in revisions_of(town.reader(), "source", minutes)] == [3, 2, 1]


def test_what_was_met_at_an_address_is_forgotten_with_it(town):
    _, reviewer, _ = people(town)
    minutes = id_of(town, "source", "minutes")
    met = SourceCheck(minutes, Outcome.GONE, 404, None, None, "2026-01-01T00:00:00+00:00")
    town.commit([put_check(met)])
    change_source(town, reviewer, minutes, typed(town, minutes, note="Two pages."), seen=1)
    assert find_check(town.reader(), minutes) == met
    change_source(town, reviewer, minutes, typed(town, minutes, address="https://weir.example/new"), seen=2)
    assert find_check(town.reader(), minutes) is None


def test_roles_and_versions_are_kept(town):
    writer, reviewer, editor = people(town)
    minutes = id_of(town, "source", "minutes")
    anew = typed(town, minutes, title="Minutes")
    before = dump(town)
    with pytest.raises(NotAllowedError):
        change_source(town, writer, minutes, anew, seen=1)
    with pytest.raises(NotAllowedError):
        retire_source(town, reviewer, minutes, seen=1)
    with pytest.raises(ConflictError):
        change_source(town, reviewer, minutes, anew, seen=7)
    assert dump(town) == before
    retire_source(town, editor, minutes, seen=1)
    with pytest.raises(NotAllowedError):
        make_source_live(town, reviewer, minutes, seen=2)
    assert make_source_live(town, editor, minutes, seen=2).status is RecordStatus.LIVE
