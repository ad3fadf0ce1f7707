"""`factually bench import` in its smallest form, and the files that it makes."""

import json
import subprocess
import sys
from contextlib import closing

import pytest

from factually_app.bench import importing
from factually_app.bench.alone import bare_rows
from factually_app.bench.checks import RECORDS_EACH, write_checks
from factually_app.bench.claims import Speech, write_claims
from factually_app.bench.figures import Run, WrongCountError
from factually_app.operations.database import open_engine, prepare
from factually_app.operations.import_files import import_paths
from tests.bench.test_supporters import bench


@pytest.mark.slow
def test_the_part_imports_each_kind_beside_bare_rows():
    done = bench("import", "--rows", "1000", "--slices", "1", "--json")
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    figures = {figure["name"]: figure for figure in found["figures"]}
    for kind in ("claims of others", "content files", "an export"):
        assert figures[f"{kind}, imported"]["ratio"]["middle"] > 0
        assert figures[f"{kind}, CPU"]["values"][0] > 1
        assert figures[f"{kind}, memory at most"]["at_most"] == 1.2
        assert 10 < figures[f"{kind}, memory at most"]["values"][0] < 500
    assert figures["an export, written"]["values"][0] > 1
    assert figures["yardstick: fdatasync of a page, in a loop"]["values"][0] > 1
    assert found["notes"][0] == "1,000 claims of others, 196 records in content files."


def test_the_content_files_are_as_newsrooms_write_them(tmp_path):
    write_checks(tmp_path / "checks", Speech(seed=1), 101)
    assert sorted(file.name for file in (tmp_path / "checks").iterdir()) == [
        "checks-0.yaml",
        "checks-100.yaml",
        "topics.yaml",
    ]
    with closing(open_engine(tmp_path / "factually.db")) as engine:
        prepare(engine)
        done = import_paths(engine, [tmp_path / "checks"], publish=False, dry_run=False, by="A test")
    assert {kind.plural: count.new for kind, count in done.counts.items()} == {
        "topics": 1,
        "sources": 101,
        "claims": 1_010,
        "questions": 101,
        "articles": 101,
    }
    assert not done.warnings
    assert sum(1 for _ in bare_rows.rows_of(tmp_path / "checks")) == 101 * RECORDS_EACH + 1


def test_the_yardstick_inserts_every_row_and_tells_what_it_took(tmp_path):
    list(write_claims(tmp_path / "claims.jsonl", Speech(seed=1), range(30)))
    command = [sys.executable, bare_rows.__file__, str(tmp_path / "bare.db"), str(tmp_path / "claims.jsonl")]
    told = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    assert told["rows"] == 30
    assert told["seconds"] > 0
    assert told["cpu"] > 0


def test_an_import_that_fails_stops_the_run_with_what_it_said(tmp_path):
    (tmp_path / "claims.jsonl").write_text('{"text": []}\n')
    with pytest.raises(WrongCountError, match="text"):
        importing._imported(Run(tmp_path), importing._Told(), "claims of others", tmp_path / "claims.jsonl")


def test_an_export_that_is_not_read_back_as_it_is_stops_the_run(tmp_path):
    write_checks(tmp_path / "checks", Speech(seed=1), 1)
    for way, path in (("import", "checks"), ("export", "export")):
        importing._told(*importing._CHILD, way, tmp_path, tmp_path / path)
    importing._require_the_same(tmp_path, tmp_path / "export")
    file = tmp_path / "export" / "claims.yaml"
    file.write_text(file.read_text().replace("supported", "disputed", 1))
    with pytest.raises(WrongCountError, match=r"not read back as it is: \['claims.yaml'\]"):
        importing._require_the_same(tmp_path, tmp_path / "export")
