"""factually import and export"""

from pathlib import Path

import pytest

from factually_app.cli import files

PAGE = """\
The weir of Oddly Weir leaks because of otters
Checked on 3 November 2025

Otters live below the weir, and the weir leaks. [1]

1. The leak
The weir has leaked since 1901. [1]

Want to dive deeper?
When were otters first seen at the weir?
"""


@pytest.fixture
def page(tmp_path: Path) -> str:
    file = tmp_path / "weir.txt"
    file.write_text(PAGE)
    return str(file)


def published(done):
    return [line for line in done("init", "--empty").splitlines() if "otters" in line]


def test_a_pasted_page_waits_as_a_draft(done, page):
    said = done("import", page)
    assert "draft: The weir of Oddly Weir leaks because of otters" in said
    assert "sources to be named: [1]" in said
    assert published(done) == []
    assert done("check") == ""


def test_a_pasted_page_is_published_knowingly_under_a_topic(done, page, tmp_path):
    topics = tmp_path / "topics.yaml"
    topics.write_text("- {slug: rivers, name: Rivers, description: What flows.}\n")
    done("import", str(topics), page, "--publish", "--topic", "rivers")
    (path,) = published(done)
    assert path.startswith("/fact-checks/rivers/")
    assert done("check") == ""


def test_a_page_may_come_through_a_pipe(done):
    assert "otters" in done("import", "-", stdin=PAGE)


def test_a_dry_run_writes_nothing(done, page):
    said = done("import", page, "--dry-run", "--publish")
    assert "dry run" in said
    assert published(done) == []


def test_what_is_exported_can_be_imported_elsewhere(done, tmp_path, monkeypatch):
    paths = done("init")
    campaign = done("campaign", "show", "--json")
    written = done("export", str(tmp_path / "export")).splitlines()
    assert all(Path(file).is_file() for file in written)
    monkeypatch.setenv("FACTUALLY_DATA", str(tmp_path / "elsewhere"))
    done("import", str(tmp_path / "export"))
    assert done("init", "--empty") == paths
    assert done("campaign", "show", "--json") == campaign
    assert done("check") == ""


@pytest.mark.parametrize(
    ("content", "line"),
    [(b"", 1), (b"- just: one\n  thing\n   wrong: [\n", 3), (b"all is well\n\xff\xfe", 2)],
)
def test_a_file_that_cannot_be_read_is_told_with_its_line(done, refused, tmp_path, content, line):
    before = done("init")
    file = tmp_path / "odd.yaml"
    file.write_bytes(content)
    sentence = refused("import", str(file))
    assert sentence.startswith(f"{file}:{line}: ")
    assert sentence.count("\n") == 1
    assert done("init", "--empty") == before


def test_a_file_that_is_not_there_is_told(refused):
    assert refused("import", "nowhere.txt") == "nowhere.txt: there is no such file or folder\n"


def test_importing_nothing_is_a_mistake(refused):
    assert "Missing argument 'PATH...'" in refused("import")


def test_what_takes_longer_than_a_moment_shows_its_progress(run, page, monkeypatch):
    assert "Importing" not in run("import", page).stderr
    monkeypatch.setattr(files, "PATIENCE_SECONDS", -1)
    result = run("import", page)
    assert "Importing" in result.stderr
    assert "Importing" not in result.stdout
