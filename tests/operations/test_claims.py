"""Claims as staff write them."""

import json

import pytest

from factually_app.domain.correction import CorrectionKind
from factually_app.domain.errors import ConflictError, FormError, NotAllowedError, NotFoundError
from factually_app.domain.rating import Rating
from factually_app.domain.record import RecordStatus
from factually_app.domain.typed import TypedEvidence
from factually_app.formats.typed_records import typed_claim
from factually_app.operations.claims import (
    add_claim,
    change_claim,
    make_claim_live,
    restore_claim,
    retire_claim,
)
from factually_app.operations.integrity import findings
from factually_app.operations.notices import Notice
from factually_app.operations.sources import add_source, retire_source
from factually_app.operations.whole_records import claim_record
from factually_app.store.audit import newest_entries
from factually_app.store.corrections import corrections_of_claim
from factually_app.store.edition import get_edition
from factually_app.store.revisions import revisions_of
from factually_app.store.sources import get_source
from tests.importing import claim, dump, id_of, take
from tests.operations.records import a_claim, a_founded_claim, a_source, citing, people


@pytest.fixture
def town(engine, weir):
    take(engine, weir)
    yield engine
    assert findings(engine) == []


def typed(engine, ref, **fields):
    return a_claim(**{**vars(typed_claim(claim(engine, ref))), **fields})


def test_a_writer_adds_a_claim_as_a_draft(town):
    writer, *_ = people(town)
    before = get_edition(town.reader()).content
    made = add_claim(town, writer, a_claim(evidence=(citing(town, "minutes", quote="It is short."),)))
    record = claim_record(town, made.id)
    assert record.claim.status is RecordStatus.DRAFT
    assert record.evidence[0].quote == "It is short."
    assert get_edition(town.reader()).content > before
    (revision,) = revisions_of(town.reader(), "claim", made.id)
    assert (revision.number, revision.made_by) == (1, "Willa")
    assert json.loads(revision.snapshot)["status"] == "draft"
    (entry,) = newest_entries(town.reader(), limit=1)
    assert (entry.action, entry.record_id) == ("add_claim", made.id)


def test_everything_that_is_wrong_is_said_at_once_and_nothing_is_kept(town):
    writer, *_ = people(town)
    bad = a_claim(
        text=" ",
        kind="poem",
        rating="",
        happened="1994-02-30",
        about="x" * 501,
        evidence=(citing(town, "minutes", stance="maybe"), TypedEvidence("zz"), TypedEvidence("")),
    )
    before = dump(town)
    with pytest.raises(FormError) as raised:
        add_claim(town, writer, bad)
    assert set(raised.value.problems) == {
        "claim-text",
        "claim-kind",
        "claim-rating",
        "claim-happened",
        "claim-about",
        "evidence-1-stance",
        "evidence-2-source",
        "evidence-3-source",
    }
    assert dump(town) == before


@pytest.mark.parametrize(
    "text", ["\x00", "a\ud800b", "<i>" * 5_000, "x" * 200_000, "e" + "\u0301" * 40], ids=len
)
def test_what_no_text_may_hold_is_refused_by_a_sentence(town, text):
    writer, *_ = people(town)
    with pytest.raises(FormError, match="This cannot be kept"):
        add_claim(town, writer, a_claim(text=text))
    row = citing(town, "minutes", quote=text)
    with pytest.raises(FormError, match="This cannot be kept"):
        add_claim(town, writer, a_claim(evidence=(row,)))


def test_a_writer_changes_a_draft_and_not_what_readers_see(town):
    writer, reviewer, _ = people(town)
    made = add_claim(town, writer, a_claim())
    changed = change_claim(
        town, writer, made.id, a_claim(text="It was long enough."), seen=1, note="Measured"
    )
    assert (changed.version, changed.text, changed.slug) == (2, "It was long enough.", made.slug)
    assert revisions_of(town.reader(), "claim", made.id)[0].note == "Measured"
    stopped = id_of(town, "claim", "stopped")
    with pytest.raises(NotAllowedError, match="a reviewer or an editor"):
        change_claim(town, writer, stopped, typed(town, "stopped", about="a tower"), seen=1)
    assert change_claim(town, reviewer, stopped, typed(town, "stopped", about="a tower"), seen=1).version == 2


def test_saving_without_a_change_makes_no_version(town):
    _, reviewer, _ = people(town)
    before = dump(town)
    change_claim(town, reviewer, id_of(town, "claim", "stopped"), typed(town, "stopped"), seen=1)
    assert dump(town) == before


def test_a_form_read_at_an_older_version_changes_nothing(town):
    _, reviewer, _ = people(town)
    stopped = id_of(town, "claim", "stopped")
    change_claim(town, reviewer, stopped, typed(town, "stopped", about="one"), seen=1)
    before = dump(town)
    with pytest.raises(ConflictError):
        change_claim(town, reviewer, stopped, typed(town, "stopped", about="two"), seen=1)
    assert dump(town) == before


def test_a_rating_in_public_use_is_changed_by_an_editor_with_a_notice(town):
    _, reviewer, editor = people(town)
    stopped = id_of(town, "claim", "stopped")
    anew = typed(town, "stopped", rating="disputed")
    with pytest.raises(NotAllowedError, match="only an editor"):
        change_claim(town, reviewer, stopped, anew, seen=1)
    with pytest.raises(FormError, match="say to readers why its rating changes"):
        change_claim(town, editor, stopped, anew, seen=1)
    notice = Notice(CorrectionKind.CORRECTION, now="It is disputed.")
    with pytest.raises(FormError, match="Say what was wrong"):
        change_claim(town, editor, stopped, anew, seen=1, notice=notice)
    assert claim(town, "stopped").claim.rating is Rating.SUPPORTED
    notice = Notice(CorrectionKind.CORRECTION, now="It is disputed.", was="We called it supported.")
    change_claim(town, editor, stopped, anew, seen=1, notice=notice)
    assert claim(town, "stopped").claim.rating is Rating.DISPUTED
    (told,) = corrections_of_claim(town.reader(), stopped)
    assert (told.now, told.made_by) == ("It is disputed.", "Edda")


def test_a_rating_that_nobody_relies_on_is_changed_without_a_notice(town):
    writer, reviewer, _ = people(town)
    made = add_claim(town, writer, a_founded_claim(town))
    make_claim_live(town, reviewer, made.id, seen=1)
    typed = a_founded_claim(town, rating="unproven")
    assert change_claim(town, reviewer, made.id, typed, seen=2).rating is Rating.UNPROVEN


def test_sources_that_are_drafts_go_live_with_their_claim(town):
    writer, reviewer, _ = people(town)
    source = add_source(town, writer, a_source())
    row = TypedEvidence(source.id)
    made = add_claim(town, writer, a_claim(evidence=(row,)))
    with pytest.raises(NotAllowedError):
        make_claim_live(town, writer, made.id, seen=1)
    make_claim_live(town, reviewer, made.id, seen=1)
    assert get_source(town.reader(), source.id).status is RecordStatus.LIVE
    another = add_source(town, writer, a_source(title="Another invoice"))
    rows = (row, TypedEvidence(another.id))
    change_claim(town, reviewer, made.id, a_claim(evidence=rows), seen=2)
    assert get_source(town.reader(), another.id).status is RecordStatus.LIVE


def test_a_retired_claim_stays_and_may_come_back(town):
    _, reviewer, editor = people(town)
    stopped = id_of(town, "claim", "stopped")
    with pytest.raises(NotAllowedError):
        retire_claim(town, reviewer, stopped, seen=1)
    retired = retire_claim(town, editor, stopped, seen=1, note="Told better elsewhere")
    assert (retired.status, retired.version) == (RecordStatus.RETIRED, 2)
    with pytest.raises(NotAllowedError):
        make_claim_live(town, reviewer, stopped, seen=2)
    assert make_claim_live(town, editor, stopped, seen=2).status is RecordStatus.LIVE


def test_a_retired_source_is_offered_for_no_new_use_and_stays_where_it_is(town):
    writer, reviewer, editor = people(town)
    timetable = id_of(town, "source", "timetable")
    retire_source(town, editor, timetable, seen=1)
    with pytest.raises(FormError, match="Choose a source that is in use"):
        add_claim(town, writer, a_claim(evidence=(citing(town, "timetable"),)))
    stopped = id_of(town, "claim", "stopped")
    assert change_claim(town, reviewer, stopped, typed(town, "stopped", about="x"), seen=1).version == 2


def test_a_version_is_restored_as_a_new_one(town):
    _, reviewer, _ = people(town)
    stopped = id_of(town, "claim", "stopped")
    change_claim(
        town,
        reviewer,
        stopped,
        typed(town, "stopped", text="It stood still.", evidence=(citing(town, "minutes"),)),
        seen=1,
    )
    restored = restore_claim(town, reviewer, stopped, 1, seen=2)
    assert (restored.version, restored.text) == (3, "The clock tower of Oddly Weir stopped on 2 May 1994.")
    assert len(claim(town, "stopped").evidence) == 2
    numbers = [(made.number, made.note) for made in revisions_of(town.reader(), "claim", stopped)]
    assert numbers[0] == (3, "Version 1 restored")
    assert newest_entries(town.reader(), limit=1)[0].action == "restore_claim"
    with pytest.raises(NotFoundError):
        restore_claim(town, reviewer, stopped, 9, seen=3)


def test_restoring_another_rating_needs_a_notice_too(town):
    _, _, editor = people(town)
    stopped = id_of(town, "claim", "stopped")
    notice = Notice(CorrectionKind.UPDATE, now="More is known.")
    change_claim(town, editor, stopped, typed(town, "stopped", rating="disputed"), seen=1, notice=notice)
    with pytest.raises(FormError, match="say to readers"):
        restore_claim(town, editor, stopped, 1, seen=2)
    restore_claim(town, editor, stopped, 1, seen=2, notice=notice)
    assert claim(town, "stopped").claim.rating is Rating.SUPPORTED
