"""Importing claims of other newsrooms: kept as theirs, checked whole first, again without a change."""

import io
import json
from contextlib import closing

import pytest

from factually_app.domain.errors import InputError
from factually_app.domain.match import MatchKind
from factually_app.operations import import_others, import_reading, others_files
from factually_app.operations.export_files import export_to
from factually_app.operations.import_files import import_paths
from factually_app.operations.import_report import Count
from factually_app.operations.integrity import findings
from factually_app.operations.rebuild import rebuild
from factually_app.store.engine import Statement
from factually_app.store.matching import find_matches
from factually_app.store.migrations import migrate
from factually_app.store.others_claims import all_others_claims
from factually_app.store.sqlite_engine import SqliteEngine
from factually_app.store.word_index import index_faults, segments_of_index
from tests.conftest import AT
from tests.factories import Newsroom
from tests.importing import dump, dump_records, take

LINES = [
    {
        "ref": "7",
        "text": "A goat rang the bell.",
        "title": "No goat",
        "summary": "Out of reach.",
        "speaker": "Mabel Thorne",
        "date": "2020-11-05",
        "publisher": "The Upper Weir Echo",
        "url": "https://echo.example/7",
        "rating": "False",
        "tags": ["goat", "bell"],
    },
    {"ref": "8", "text": "Slow trains stopped the clock.", "title": None, "publisher": "The Upper Weir Echo"},
    {"ref": "7", "text": "Somebody else's seventh claim.", "publisher": "Lower Weir Post"},
    {"text": "Die Häuser am Wehr sind eingestürzt, und keiner hat es gesehen."},
]


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "claims.jsonl"
    write(path, *LINES)
    return path


def write(path, *lines):
    path.write_text("".join(f"{json.dumps(line)}\n" for line in lines), "utf-8")


def claims_of(engine):
    return {claim.text: claim for claim in all_others_claims(engine.reader())}


def test_claims_are_kept_as_theirs(engine, file):
    report = take(engine, file)
    assert report.others == Count(new=4)
    assert report.lines == [
        "claims of others: 4 new",
        "claims of others have fields that are kept and not shown: `tags` (1)",
    ]
    goat = claims_of(engine)["A goat rang the bell."]
    assert (goat.ref, goat.title, goat.summary, goat.speaker) == (
        "7",
        "No goat",
        "Out of reach.",
        "Mabel Thorne",
    )
    assert (goat.said_on, goat.publisher, goat.address, goat.rating) == (
        "2020-11-05",
        "The Upper Weir Echo",
        "https://echo.example/7",
        "False",
    )
    assert json.loads(goat.unknown) == {"tags": ["goat", "bell"]}
    assert findings(engine) == []


def test_they_are_matched_by_what_their_newsroom_said_of_them(engine, file):
    take(engine, file)
    for asked in ("Did a goat ring bells?", "thorne", "out of reach"):
        (match,) = find_matches(engine.reader(), asked, kinds=[MatchKind.CLAIM])
        assert match.id == claims_of(engine)["A goat rang the bell."].id
    (german,) = find_matches(engine.reader(), "Ist das Haus wirklich eingestürzt?")
    assert german.id == claims_of(engine)[LINES[3]["text"]].id


def test_reading_the_file_again_changes_nothing(engine, file):
    take(engine, file)
    before = dump(engine)
    assert take(engine, file).others == Count(same=4)
    assert dump(engine) == before


def test_a_line_that_changed_changes_its_claim(engine, file, tmp_path):
    take(engine, file)
    kept = claims_of(engine)["A goat rang the bell."]
    write(file, {**LINES[0], "text": "A sheep rang the bell."}, *LINES[1:])
    assert take(engine, file).others == Count(changed=1, same=3)
    changed = claims_of(engine)["A sheep rang the bell."]
    assert (changed.id, changed.created_at) == (kept.id, kept.created_at)
    assert find_matches(engine.reader(), "goat rang")[0].id == kept.id  # by its title still
    assert len(claims_of(engine)) == 4
    assert findings(engine) == []


def test_a_dry_run_says_what_would_happen_and_writes_nothing(engine, file):
    before = dump(engine)
    report = take(engine, file, dry_run=True)
    assert report.others == Count(new=4)
    assert "this was a dry run; nothing was written" in report.lines
    assert dump(engine) == before


def test_bad_lines_are_named_and_nothing_is_written(engine, tmp_path):
    path = tmp_path / "bad.jsonl"
    path.write_bytes(
        b'\xef\xbb\xbf{"ref": "1", "text": "The bell rang."}\n\n{"ref": "2"}\nnot json\n'
        b'{"ref": "1", "text": "The bell was silent."}\n{"ref": "1", "text": "The bell rang."}\n'
        + b"x"
        * 3_000_000
    )
    with pytest.raises(InputError) as error:
        take(engine, path)
    assert [(problem.line, problem.message.split(":")[0][:30]) for problem in error.value.problems] == [
        (3, "`text` is missing"),
        (4, "this is not JSON (column 1"),
        (5, f"`ref` '1' stands in {path}:1 with other"[:30].split(":")[0]),
        (7, "the line is longer than 1,000,"),
    ]
    assert claims_of(engine) == {}


def test_of_very_many_bad_lines_the_first_are_named_and_the_others_counted(engine, tmp_path, monkeypatch):
    monkeypatch.setattr(others_files, "_MOST_PROBLEMS", 3)
    path = tmp_path / "bad.jsonl"
    path.write_text("x\n" * 10)
    with pytest.raises(InputError) as error:
        take(engine, path)
    assert [problem.line for problem in error.value.problems] == [0, 1, 2, 3]
    assert error.value.problems[0].message == "7 more problems"


def test_a_mistake_in_another_file_keeps_claims_of_others_out_too(engine, file, tmp_path):
    (tmp_path / "topics.yaml").write_text("- slug: 5\n  nme: x\n")
    with pytest.raises(InputError, match=r"topics\.yaml"):
        take(engine, tmp_path)
    assert claims_of(engine) == {}


def test_a_file_that_is_not_there_is_named(engine, tmp_path):
    with pytest.raises(InputError, match=r"gone\.jsonl: the file cannot be read: no such file"):
        take(engine, tmp_path / "gone.jsonl")


def test_they_come_by_stdin_too(engine, file, monkeypatch):
    stream = io.BytesIO(file.read_bytes())
    monkeypatch.setattr(import_reading.sys, "stdin", type("Stdin", (), {"buffer": stream}))
    assert take(engine, import_reading.STANDARD_INPUT).others == Count(new=4)


def test_a_long_file_is_written_in_pieces_and_the_index_made_one_again(engine, tmp_path, monkeypatch):
    monkeypatch.setattr(import_others, "_PIECE", 100)
    monkeypatch.setattr(import_others, "_MANY", 1_000)
    path = tmp_path / "long.jsonl"
    write(
        path, *({"ref": f"r{n}", "text": f"Bell number {n} rang in the year {n * 7}."} for n in range(2_050))
    )
    told = []
    report = import_paths(
        engine,
        [path],
        publish=False,
        dry_run=False,
        by="x",
        on_progress=lambda done, total: told.append(done),
    )
    assert report.others == Count(new=2_050)
    assert told == sorted(told)
    assert told[-1] == 100
    assert segments_of_index(engine.reader()) == 1
    assert findings(engine) == []


def test_an_export_makes_an_equal_database(engine, file, tmp_path):
    take(engine, file)
    write(file, {**LINES[0], "rating": "Still false"}, *LINES[1:])
    take(engine, file)
    files = export_to(engine, tmp_path / "export")
    assert files[-1].name == "others_claims.jsonl"
    with closing(SqliteEngine(tmp_path / "elsewhere.db")) as elsewhere:
        migrate(elsewhere, at=AT)
        take(elsewhere, tmp_path / "export")
        assert dump_records(elsewhere) == dump_records(engine)
        assert findings(elsewhere) == []
    before = dump(engine)
    take(engine, tmp_path / "export")
    assert dump(engine) == before
    assert export_to(engine, tmp_path / "export") == files


@pytest.mark.parametrize(
    ("sql", "finding"),
    [
        (
            "UPDATE others_claims SET stems = 'ganz anders' WHERE ref IS NULL",
            "by other stems than its words give",
        ),
        ("UPDATE others_claims SET ref = '9' WHERE ref = '8'", "another id than its words give"),
    ],
)
def test_what_is_wrong_with_a_claim_is_found(engine, file, sql, finding):
    take(engine, file)
    engine.commit([Statement(sql)])
    (found,) = findings(engine)
    assert finding in found


def test_an_index_that_is_not_what_the_records_say_is_found_and_made_anew(engine, file):
    take(engine, file)
    engine.commit([Statement("INSERT INTO search_words (rowid, words) VALUES (40000001, 'pelican')")])
    assert findings(engine) == [
        "the index of words is not what the records say; `factually rebuild` makes it anew"
    ]
    rebuild(engine)
    assert findings(engine) == []


def test_stems_of_our_own_records_are_held_against_their_words_too(engine):
    claim = Newsroom(engine).claim("Die Häuser sind eingestürzt, und keiner hat es gesehen.", about="")
    engine.commit([Statement("UPDATE search_entries SET stems = 'alt'")])
    assert index_faults(engine.reader()) == [f"the claim {claim.id} cannot be found by its words"]
    rebuild(engine)
    assert index_faults(engine.reader()) == []
    assert [match.id for match in find_matches(engine.reader(), "Ist das Haus eingestürzt?")] == [claim.id]


def test_stems_of_an_older_version_are_made_anew(engine, file):
    take(engine, file)
    engine.commit([Statement("UPDATE others_claims SET stems = 'alt' WHERE ref IS NULL")])
    rebuild(engine)
    assert findings(engine) == []
    assert find_matches(engine.reader(), "alt") == []
